"""The look-ahead audit: change what happens after a day, and no decision up to that day may change.

1. Decide on the whole history (``audit``).
2. For each day, cut the future off and, separately, replace it by an invented one; decide again (``_compare``).
3. Every decision dated up to the day must be there again with bit-identical weights (``_first_difference``).

A rule that breaks on a changed history leaves nothing to compare: it may have wanted tomorrow's row, or no more than
some years of history. One that reads tomorrow's row decides otherwise where tomorrow is another one, so the scrambled
history tells the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, TypeVar

import numpy as np

from backtest.targets import Targets
from data_sources.tables.facts import Dates

History = TypeVar("History")
Change: TypeAlias = Literal["cut", "scrambled"]
CHANGES: tuple[Change, ...] = ("cut", "scrambled")


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
    """The outcome over all audited days; ``leaks`` in the order of the days, at most one per change."""

    days: tuple[date, ...]
    decisions: int
    leaks: tuple[Leak, ...]

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
        return f"no look-ahead: {self.decisions} decisions stood on {len(self.days)} days, future cut and scrambled"


def audit(
    decide: Callable[[History], Targets],
    history: History,
    cut: Callable[[History, date], History],
    scramble: Callable[[History, date, int], History],
    days: Sequence[date],
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
        ``scramble(history, day, seed)`` replaces it instead; the seed is the day's number in ``days``, so an audit
        repeats exactly.
    days : sequence of date
        The days after which the future is changed.
    """
    whole = decide(history)
    leaks: list[Leak] = []
    compared = 0
    for seed, day in enumerate(days):
        expected = whole.until(day)
        compared += len(expected.dates)
        for change in CHANGES:
            # Not kept under a name: two changed markets at once may not fit.
            leak = _compare(
                decide, cut(history, day) if change == "cut" else scramble(history, day, seed), expected, change, day
            )
            if leak:
                leaks.append(leak)
    return AuditOutcome(tuple(days), compared, tuple(leaks))


def pick_days(sessions: Dates, decisions: Dates, count: int, seed: int = 0) -> tuple[date, ...]:
    """Choose days to audit: half of them days of decisions, where a look at tomorrow shows, half any session.

    None is before the first decision, where nothing stands to be compared. Fewer when there are fewer; ascending,
    without repetition, the same for the same seed.

    Parameters
    ----------
    sessions : array of shape (S,)
        The sessions of the history, ascending.
    decisions : array of shape (D,)
        The days of the rule's decisions.
    count : int
        How many days to choose.
    seed : int, default 0
        Start of the random numbers.
    """
    random = np.random.default_rng(seed)
    inside = decisions[(decisions >= sessions[0]) & (decisions < sessions[-1])]
    decided = random.permutation(inside)[: (count + 1) // 2]
    since = sessions[:-1][sessions[:-1] >= decisions.min()] if len(decisions) else sessions[:0]
    others = random.permutation(np.setdiff1d(since, decided))[: count - len(decided)]
    chosen: list[date] = np.sort(np.concatenate((decided, others))).tolist()
    return tuple(chosen)


def _compare(
    decide: Callable[[History], Targets], changed: History, expected: Targets, change: Change, day: date
) -> Leak | None:
    try:
        found = decide(changed).until(day)
    except Exception as failure:  # noqa: BLE001 - whatever the rule raises here, it raised for want of the future
        return Leak(change, day, day, "", None, None, f"{type(failure).__name__}: {failure}")
    return _first_difference(expected, found, change, day)


def _first_difference(expected: Targets, found: Targets, change: Change, day: date) -> Leak | None:
    before = {(decision, symbol): weight for decision, symbol, weight in expected.rows()}
    after = {(decision, symbol): weight for decision, symbol, weight in found.rows()}
    moved = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    if not moved:
        return None
    decision, symbol = min(moved)
    return Leak(change, day, decision, symbol, before.get((decision, symbol)), after.get((decision, symbol)))


def _shown(weight: float | None) -> str:
    return "none" if weight is None else repr(weight)
