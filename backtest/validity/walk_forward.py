"""Walk-forward windows: the sessions in which a setting is chosen, and those after them in which it has to hold.

    |---------- train ----------| gap |--- test ---|
              |---------- train ----------| gap |--- test ---|        rolling; anchored: every train begins at the start

Pardo, "Design, Testing and Optimization of Trading Systems" (1992). The tests follow one another without a hole, so
that together they are one curve in which every session was lived with a setting chosen before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from backtest.validity.span import Span, parse_span
from data_sources.errors import InputError
from data_sources.language.text import Text, both
from data_sources.tables.facts import Dates

GAP = 1
LEAST_TRAIN = 20  # sessions: a month


@dataclass(frozen=True)
class WalkForward:
    """How windows are cut: ``train`` and ``test`` in time, ``gap`` in sessions, ``anchored`` to the first session.

    A return of session t goes from the close before it to its close. What is decided at the close of t trades at t + 1,
    and only from the close of t + 1 on is it held; so the first return that a choice can have is that of t + 2. Hence
    a gap of 1 between the last session that the choice knows and the first in which it is judged.
    """

    train: Span
    test: Span
    gap: int = GAP
    anchored: bool = False

    def __str__(self) -> str:
        """Return it as it is written: ``train=2y,test=6m``."""
        gap = f",gap={self.gap}" if self.gap != GAP else ""
        return f"train={self.train},test={self.test}{gap}{',anchored' if self.anchored else ''}"


@dataclass(frozen=True)
class Window:
    """Rows of the returns: the choice is made in ``train`` and judged in ``test``."""

    train: slice
    test: slice


def parse_walk_forward(text: str) -> WalkForward:
    """Read ``train=2y,test=6m``, and ``gap=5`` or ``anchored`` where they are wanted; InputError for anything else."""
    spans: dict[str, Span] = {}
    found = WalkForward(Span(1, "y"), Span(1, "y"))
    for part in (each.strip() for each in text.split(",")):
        name, equals, value = (each.strip() for each in part.partition("="))
        if name in {"train", "test"} and equals and name not in spans:
            spans[name] = parse_span(value)
        elif name == "gap" and value.isascii() and value.isdigit():
            found = replace(found, gap=int(value))
        elif part == "anchored":
            found = replace(found, anchored=True)
        else:
            raise InputError(_usage(part))
    if len(spans) < 2:  # noqa: PLR2004 - train and test
        raise InputError(_usage(text))
    return replace(found, train=spans["train"], test=spans["test"])


def _usage(part: str) -> Text:
    example = "train=2y,test=6m"
    return both(
        f"{part!r} is not understood in a walk-forward; write {example}, and gap=5 (sessions) or anchored behind it",
        f"滚动检验中的 {part!r} 无法识别；请写 {example}，需要时再加 gap=5（交易日）或 anchored",
    )


def windows(sessions: Dates, how: WalkForward) -> tuple[Window, ...]:
    """Cut sessions into windows, from the first one that has a whole train before it.

    The last test ends with the sessions, however short it is: the newest months are the last to be thrown away. A train
    ends ``gap`` sessions before its test; anchored it begins with the first session, else ``train`` before the test.

    Parameters
    ----------
    sessions : array of shape (n,)
        The sessions of the returns, ascending.
    how : WalkForward
        How to cut.

    Raises InputError where nothing is left to test, or a train would have under 20 sessions.
    """
    if not len(sessions):
        raise InputError(both("there is no session to walk through", "没有可供滚动检验的交易日"))
    cut: list[Window] = []
    first = how.train.after(sessions, 0)
    while first < len(sessions):
        begun = 0 if how.anchored else how.train.before(sessions, first)
        if first - how.gap - begun < LEAST_TRAIN:
            raise InputError(_short_train(how, max(first - how.gap - begun, 0)))
        last = how.test.after(sessions, first)
        cut.append(Window(slice(begun, first - how.gap), slice(first, last)))
        first = last
    if not cut:
        raise InputError(_nothing_left(how, sessions))
    return tuple(cut)


def _short_train(how: WalkForward, sessions: int) -> Text:
    return both(
        f"a train of {how.train} less a gap of {how.gap} has {sessions} sessions; at least {LEAST_TRAIN} are needed",
        f"训练窗口 {how.train} 减去间隔 {how.gap} 只有 {sessions} 个交易日；至少需要 {LEAST_TRAIN} 个才能选参数",
    )


def _nothing_left(how: WalkForward, sessions: Dates) -> Text:
    shorter = f"train={len(sessions) // 2}s,test={max(len(sessions) // 5, 1)}s"
    return both(
        f"a train of {how.train} leaves nothing to test of the {len(sessions)} sessions from {sessions[0]} to "
        f"{sessions[-1]} that all settings are judged by; ask for a shorter one, such as {shorter}",
        f"各组参数共同受评判的只有 {sessions[0]} 至 {sessions[-1]} 的 {len(sessions)} 个交易日，训练窗口 {how.train} "
        f"之后没有可检验的部分；请缩短训练窗口，例如 {shorter}",
    )
