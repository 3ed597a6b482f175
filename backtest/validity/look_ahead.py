"""The look-ahead audit: change what happens after a day, and no decision up to that day may change.

1. Decide on some histories whose future was cut off, before the whole one was ever shown (``decide_blind``).
2. Decide on the whole history: those are the decisions that a run trades.
3. For each audited day, cut the future off and, separately, replace it by an invented one; decide again (``audit``).
   With too little time for both more days are cut than scrambled: a cut takes all the future away, and more days show
   more. Where a cut has moved a decision already nothing is left to find out.
4. Every decision dated up to the day must be there again with the same weights, and no other (``_first_difference``).

Weights are the same when they differ by rounding alone (``SAME``): a matrix product adds up in another order when it
has fewer rows. A rule that breaks on a changed history leaves nothing to compare: it may have wanted tomorrow's row, or
no more than some years of history. One that reads tomorrow's row decides otherwise where tomorrow is another one, so
the scrambled history tells the two apart; where it does not, nobody can tell, and the audit has not been passed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import isclose
from time import monotonic
from typing import Literal, TypeAlias, TypeVar

import numpy as np

from backtest.targets import Targets
from data_sources.tables.facts import Dates

History = TypeVar("History")
Change: TypeAlias = Literal["cut", "scrambled"]
CHANGES: tuple[Change, ...] = ("cut", "scrambled")
SAME = 1e-12
"""Two weights are equal within this share of the larger one, near zero within this much of the account."""
BLIND_DAYS = 4
TOO_LONG = "TookTooLong: "
"""How the answer of a rule begins that was ended; it was asked of the future and did not say."""


@dataclass(frozen=True)
class Leak:
    """A decision that the future reached: dated ``decision``, it moved when all after the close of ``day`` changed.

    ``before`` and ``after`` are the weights of ``symbol``, None when the decision itself is missing or new. A rule that
    failed on the changed history leaves ``failure`` and no symbol: nothing moved there, as far as can be told.
    """

    change: Change
    day: date
    decision: date
    symbol: str
    before: float | None
    after: float | None
    failure: str = ""

    @property
    def sentence(self) -> str:
        """Say in one line what moved."""
        if self.failure:
            return f"with the future after {self.day} {self.change} the rule failed: {self.failure}"
        what = f"the weight of {self.symbol}" if self.symbol else "the decision"
        return (
            f"{what} on {self.decision} went from {_shown(self.before)} to {_shown(self.after)} "
            f"when the future after {self.day} was {self.change}"
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
    """

    days: tuple[date, ...]
    decisions: int
    leaks: tuple[Leak, ...]
    held: int = 0
    dates: int = 0
    scrambled: int | None = None

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
    def sentence(self) -> str:
        """Say the outcome in one line."""
        if self.first_moved:
            return f"LOOKS AHEAD: {self.first_moved.sentence}"
        if self.leaks:
            return f"whether it looks ahead cannot be told: {self.leaks[0].sentence}"
        if not self.decisions:
            return "nothing to audit: no decision falls on or before any audited day"
        days = f"{len(self.days)} days" if len(self.days) > 1 else "1 day"
        some = self.scrambled is not None and self.scrambled < self.held
        both = f", {self.scrambled} of them scrambled too" if some else " and scrambled"
        return (
            f"no look-ahead: {self.held} of {self.dates} decision dates stood with the future right behind them cut"
            f"{both}, {days} in all"
        )


def audit(
    decide: Callable[[History], Targets],
    history: History,
    cut: Callable[[History, date], History],
    scramble: Callable[[History, date, int], History],
    days: Sequence[date],
    *,
    whole: Targets | None = None,
    blind: Mapping[date, Targets | str] | None = None,
    until: float | None = None,
    at_least: int = 0,
    at_once: int = 1,
) -> AuditOutcome:
    """Hold a rule to its clock on each of ``days``; both changes are made from ``history`` itself.

    Parameters
    ----------
    decide : callable
        The rule: from a history to ``Targets`` for all of it.
    history : any
        What the rule reads; only ``decide``, ``cut`` and ``scramble`` look inside.
    cut : callable
        ``cut(history, day)`` drops what was not known after the close of the day.
    scramble : callable
        ``scramble(history, day, seed)`` replaces it instead; the seed is the day's number among all days, so an audit
        repeats exactly.
    days : sequence of date
        The days after which the future is changed, the most telling first when time may run out.
    whole : Targets, optional
        What it decides on the whole history, where that is known.
    blind : mapping of date to Targets or str, optional
        What it decided on cut histories before it saw the whole one (``decide_blind``).
    until : float, optional
        The moment of ``time.monotonic`` after which no further day is begun; None: none is left out.
    at_least : int, default 0
        So many days are audited, cut and scrambled, however long it takes.
    at_once : int, default 1
        So many questions are put to ``decide`` at a time, from as many threads.
    """
    expected = decide(history) if whole is None else whole
    first = expected.dates.min().item() if len(expected.dates) else None
    found: dict[date, list[Leak]] = {}
    scrambled: set[date] = set()
    numbers = {day: number for number, day in enumerate(sorted(set(days)))}

    def hold(day: date, change: Change, answer: Targets | str) -> None:
        leak = _compare(answer, expected.until(day), change, day, first)
        found.setdefault(day, []).extend([leak] if leak else [])

    def cut_behind(day: date) -> None:
        hold(day, "cut", _answer(decide, cut(history, day)))

    def scramble_behind(day: date) -> None:
        hold(day, "scrambled", _answer(decide, scramble(history, day, numbers[day])))
        scrambled.add(day)

    for day, answer in (blind or {}).items():
        hold(day, "cut", answer)
    order = list(dict.fromkeys(days))
    sure = order if until is None else order[:at_least]
    for chosen, end in ((sure, None), (order[len(sure) :], until)):
        _in_turn(cut_behind, (day for day in chosen if day not in found), end, at_once)
        # A rule that failed may have wanted tomorrow's row: where tomorrow is another one it shows what it does there.
        told = {day for day in found if any(not leak.failure for leak in found[day])}
        _in_turn(scramble_behind, (day for day in chosen if day in found and day not in told), end, at_once)
    return _outcome(expected, found, scrambled)


def _in_turn(ask: Callable[[date], None], days: Iterable[date], until: float | None, at_once: int) -> None:
    """Ask about each day, so many at a time; none is begun after ``until``."""
    in_time = (day for day in days if until is None or monotonic() <= until)
    if at_once < 2:  # noqa: PLR2004 - one after the other
        for day in in_time:
            ask(day)
        return
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for day in in_time:
            waiting.append(pool.submit(ask, day))
            if len(waiting) == at_once:
                waiting.popleft().result()
        for each in waiting:
            each.result()


def decide_blind(
    decide: Callable[[History], Targets],
    history: History,
    cut: Callable[[History, date], History],
    days: Sequence[date],
) -> dict[date, Targets | str]:
    """Return what a rule decides on cut histories, in the order of the days, or why it failed there."""
    answers = {day: _answer(decide, cut(history, day)) for day in days}
    # How long the whole history takes is not known yet; a day that took too long is asked about again.
    return {day: answer for day, answer in answers.items() if not _too_long(answer)}


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
    together = _outcome(expected, found, set())
    # Of two audits of partly the same days the larger count is certain.
    if earlier.scrambled is None and later.scrambled is None:
        return replace(together, scrambled=None)
    both = (each.held if each.scrambled is None else each.scrambled for each in (earlier, later))
    return replace(together, scrambled=min(together.held, max(both)))


def blind_days(sessions: Dates, count: int = BLIND_DAYS, seed: int = 0) -> tuple[date, ...]:
    """Choose sessions to cut behind before any decision is known: spread, ascending, the last but one among them."""
    if len(sessions) < 2 or count < 1:  # noqa: PLR2004 - without a second session there is no future
        return ()
    random = np.random.default_rng(seed)
    edges = np.linspace(0, len(sessions) - 1, min(count, len(sessions) - 1) + 1).astype(np.int64)
    chosen = [int(random.integers(low, high)) for low, high in pairwise(edges[:-1])]
    days: list[date] = sessions[sorted({*chosen, len(sessions) - 2})].tolist()
    return tuple(days)


def days_in_order(sessions: Dates, decisions: Dates, seed: int = 0) -> tuple[date, ...]:
    """Return the days worth auditing, the most telling first, so that whoever stops early has seen a spread of them.

    The first and the last decision and a session before the first, where the rule must not decide. Then, drawn by
    chance, the other decisions, behind every second of them a session on which nothing is decided, and in the end so
    many more of these that there are as many as decisions. The same for the same seed.

    Parameters
    ----------
    sessions : array of shape (S,)
        The sessions of the history, ascending.
    decisions : array of shape (D,)
        The days of the rule's decisions, ascending.
    seed : int, default 0
        Start of the random numbers.
    """
    random = np.random.default_rng(seed)
    inside = decisions[(decisions >= sessions[0]) & (decisions < sessions[-1])]
    ends = [inside[0], inside[-1]] if len(inside) > 1 else list(inside)
    middle = list(random.permutation(inside[1:-1]))
    others = list(random.permutation(np.setdiff1d(sessions[:-1], inside)))
    before = [day for day in others if len(inside) and day < inside[0]][:1]
    others = [day for day in others if day not in before][: max(len(inside), 1)]
    mixed = [*ends, *before]
    while middle or others:
        mixed += middle[:2] + others[:1]
        del middle[:2], others[:1]
    # Behind the last session nothing follows that could be read, so what is decided there comes last.
    return tuple(day.item() for day in (*mixed, *decisions[decisions >= sessions[-1]]))


def pick_days(sessions: Dates, decisions: Dates, count: int, seed: int = 0) -> tuple[date, ...]:
    """Choose so many days to audit, those of ``days_in_order`` that come first; ascending, the same for the same seed.

    Fewer when there are fewer; none without a decision.
    """
    return tuple(sorted(days_in_order(sessions, decisions, seed)[:count])) if len(decisions) else ()


def _answer(decide: Callable[[History], Targets], changed: History) -> Targets | str:
    try:
        return decide(changed)
    except TimeoutError as failure:
        return f"{TOO_LONG}{failure}"
    except Exception as failure:  # noqa: BLE001 - whatever the rule raises here, it raised for want of the future
        return f"{type(failure).__name__}: {failure}"


def _too_long(answer: Targets | str) -> bool:
    return isinstance(answer, str) and answer.startswith(TOO_LONG)


def _compare(answer: Targets | str, expected: Targets, change: Change, day: date, first: date | None) -> Leak | None:
    if isinstance(answer, str):
        # Before its first decision a rule may fail for want of the past: nothing was decided, and nothing is.
        early = first is None or day < first
        return None if early and not _too_long(answer) else Leak(change, day, day, "", None, None, answer)
    return _first_difference(expected, answer.until(day), change, day)


def _first_difference(expected: Targets, found: Targets, change: Change, day: date) -> Leak | None:
    before = {(decision, symbol): weight for decision, symbol, weight in expected.rows()}
    after = {(decision, symbol): weight for decision, symbol, weight in found.rows()}
    both = {decision for decision, _ in before} & {decision for decision, _ in after}
    # A decision for cash alone differs from none at all; beside another decision of its date the names speak.
    keys = (key for key in before.keys() | after.keys() if key[1] or key[0] not in both)
    moved = [key for key in keys if not _same(before.get(key), after.get(key))]
    if not moved:
        return None
    decision, symbol = min(moved)
    return Leak(change, day, decision, symbol, before.get((decision, symbol)), after.get((decision, symbol)))


def _same(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        # A weight of nothing but rounding is no weight; a zero that somebody wrote is one.
        there = after if before is None else before
        return there is None or 0.0 < there <= SAME
    return isclose(before, after, rel_tol=SAME, abs_tol=SAME)


def _outcome(expected: Targets, found: Mapping[date, Sequence[Leak]], scrambled: AbstractSet[date]) -> AuditOutcome:
    days = tuple(sorted(found))
    leaks = tuple(leak for day in days for leak in found[day])
    dates = expected.dates.tolist()
    held = sum(1 for each in dates if each in found and not found[each])
    compared = len(expected.until(days[-1]).dates) if days else 0
    both = sum(1 for each in dates if each in scrambled and not found[each])
    return AuditOutcome(days, compared, leaks, held, len(dates), both)


def _shown(weight: float | None) -> str:
    return "none" if weight is None else repr(weight)
