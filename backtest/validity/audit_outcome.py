"""What an audit found: the decisions that the future reached, over how many days and decisions it looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from backtest.targets import Targets
from data_sources.language.text import NOTHING, Text, amid, both

Change: TypeAlias = Literal["cut", "scrambled"]
UNSEEN_FILES = both(
    " (files that code in C opens are not seen on this machine; `backtest doctor` says why)",
    "（本机看不到 C 代码打开的文件，原因见 `backtest doctor`）",
)
CHANGE_WORDS: Mapping[Change, Text] = {"cut": both("cut", "截去"), "scrambled": both("scrambled", "打乱")}


@dataclass(frozen=True)
class Leak:
    """A decision that the future reached: dated ``decision``, it moved when all after the close of ``day`` changed.

    ``before`` and ``after`` are the weights of ``symbol``, None when the decision itself is missing or new. A rule that
    failed on the changed history leaves ``failure`` and no symbol: nothing moved there, as far as can be told.
    ``of_a_date`` is True where the changed history has no decision of that date at all, or the whole one none.
    """

    change: Change
    day: date
    decision: date
    symbol: str
    before: float | None
    after: float | None
    failure: str = ""
    of_a_date: bool = False

    @property
    def sentence(self) -> Text:
        """Say in one line what moved."""
        change = CHANGE_WORDS[self.change].zh
        if self.failure:
            return both(
                f"with the future after {self.day} {self.change} the rule failed: {self.failure}",
                f"{change} {self.day} 之后的未来数据时规则出错：{self.failure}",
            )
        what = f"the weight of {self.symbol}" if self.symbol else "the decision"
        named = f"权重（{self.symbol}）" if self.symbol else "决策"
        before, after = _shown(self.before), _shown(self.after)
        return both(
            f"{what} on {self.decision} went from {before} to {after} "
            f"when the future after {self.day} was {self.change}{self._waits}",
            f"{change} {self.day} 之后的未来数据时，{self.decision} 的{named}"
            f"由{amid(before)}变为{amid(after).rstrip()}{self._waits.zh}",
        )

    @property
    def _waits(self) -> Text:
        """Name the fault that honest files have most: the newest session is left out, so tomorrow decides on today."""
        if not self.of_a_date or self.after is not None or self.decision != self.day:
            return NOTHING
        return both(
            ": without a next session it is not decided, as where a range ends before the last one",
            "：没有下一交易日就不作决策，多因取数区间没有包含最后一日",
        )


@dataclass(frozen=True)
class AuditOutcome:
    """The outcome over all audited days.

    Parameters
    ----------
    days : tuple of date
        The days after which the future was changed, ascending.
    decisions : int
        How many different decisions were compared, each with the future changed behind it or behind a later day.
    leaks : tuple of Leak
        In the order of the days, at most one for each change.
    held : int, default 0
        How many dates of decisions were audited right behind themselves, where a look at tomorrow shows first.
    dates : int, default 0
        How many dates of decisions there are.
    scrambled : int or None, default None
        How many of those that are held had an invented future too; None: all of them.
    quiet : int, default 0
        Behind how many sessions without a decision the future was changed as well, and none appeared.
    quiet_sessions : int or None, default None
        How many such sessions there are; None where that was not told.
    unseen_files : bool, default False
        Whether a file decided where nobody sees what code in C opens: on an operating system that refuses none.
    """

    days: tuple[date, ...]
    decisions: int
    leaks: tuple[Leak, ...]
    held: int = 0
    dates: int = 0
    scrambled: int | None = None
    quiet: int = 0
    quiet_sessions: int | None = None
    unseen_files: bool = False

    @property
    def passed(self) -> bool:
        """Whether no decision moved and no rule failed; an audit that compared no decision has not passed."""
        return not self.leaks and self.decisions > 0

    @property
    def first_moved(self) -> Leak | None:
        """The first decision that the future reached; None where none did, whatever failed."""
        moved = (leak for leak in self.leaks if not leak.failure)
        return min(moved, key=lambda leak: (leak.decision, leak.symbol), default=None)

    @property
    def sentence(self) -> Text:
        """Say the outcome in one line."""
        if moved := self.first_moved:
            return both(f"LOOKS AHEAD: {moved.sentence}", f"存在前视偏差：{moved.sentence.zh}")
        if self.leaks:
            failed = self.leaks[0].sentence
            return both(f"whether it looks ahead cannot be told: {failed}", f"无法判断是否存在前视偏差：{failed.zh}")
        if not self.decisions:
            return both(
                "nothing to audit: no decision falls on or before any audited day",
                "没有可检查的内容：所检查的日期之前没有任何决策",
            )
        scrambled, unseen = self._scrambled_too, UNSEEN_FILES if self.unseen_files else NOTHING
        others = self._without_a_decision
        return both(
            f"no look-ahead: {self.held} of {self.dates} decision dates stood with the future right behind them cut"
            f"{scrambled}{others}{unseen}",
            f"未发现前视偏差：{self.dates} 个决策日中有 {self.held} 个在其后的未来数据被截去{scrambled.zh}后决策不变"
            f"{others.zh}{unseen.zh}",
        )

    @property
    def _scrambled_too(self) -> Text:
        """On how many of the dates that stood the future was replaced by an invented one as well."""
        if self.scrambled is not None and self.scrambled < self.held:
            return both(f", {self.scrambled} of them scrambled too", f"（其中 {self.scrambled} 个还被打乱）")
        return both(" and scrambled", "和打乱")

    @property
    def _without_a_decision(self) -> Text:
        """Say how far it is known that no date was chosen by what happened next; nothing without other sessions."""
        if not self.quiet_sessions:
            return NOTHING
        others = "1 other session" if self.quiet_sessions == 1 else f"{self.quiet_sessions} other sessions"
        return both(
            f"; {self.quiet} of {others} stayed without a decision",
            f"；其余 {self.quiet_sessions} 个交易日中有 {self.quiet} 个经检查仍无决策",
        )


def joined(expected: Targets, earlier: AuditOutcome, later: AuditOutcome) -> AuditOutcome:
    """Return what two audits of the same decisions found together: all their days, and every decision that moved.

    What moved once is not taken back by an audit that ran on fewer days. A failure on a changed history is, by a later
    audit of the same day: it may have been want of memory.
    """
    found: dict[date, list[Leak]] = {}
    for day in (*earlier.days, *later.days):
        stays = [leak for leak in earlier.leaks if leak.day == day and not (leak.failure and day in later.days)]
        anew = [leak for leak in later.leaks if leak.day == day]
        found[day] = list({leak.change: leak for leak in (*anew, *stays)}.values())
    total = earlier.quiet_sessions if later.quiet_sessions is None else later.quiet_sessions
    unseen = earlier.unseen_files or later.unseen_files
    together = replace(outcome_of(expected, found, set(), total), unseen_files=unseen)
    # Of two audits of partly the same days the larger count is certain.
    if earlier.scrambled is None and later.scrambled is None:
        return replace(together, scrambled=None)
    both = (each.held if each.scrambled is None else each.scrambled for each in (earlier, later))
    return replace(together, scrambled=min(together.held, max(both)))


def outcome_of(
    expected: Targets,
    found: Mapping[date, Sequence[Leak]],
    scrambled: AbstractSet[date],
    quiet_sessions: int | None = None,
) -> AuditOutcome:
    """Gather what each audited day found; ``scrambled`` are the days that had an invented future too."""
    days = tuple(sorted(found))
    leaks = tuple(leak for day in days for leak in found[day])
    dates = expected.dates.tolist()
    held = sum(1 for each in dates if each in found and not found[each])
    compared = len(expected.until(days[-1]).dates) if days else 0
    both = sum(1 for each in dates if each in scrambled and not found[each])
    quiet = len([day for day in days if not found[day]]) - held
    return AuditOutcome(days, compared, leaks, held, len(dates), both, quiet, quiet_sessions)


def _shown(weight: float | None) -> Text:
    return both("none", "无") if weight is None else both(repr(weight), repr(weight))
