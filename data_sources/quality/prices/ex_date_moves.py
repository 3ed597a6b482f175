"""How prices open on ex-dates, beside how they ought to: the measure of what an ex-date says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_sources.market_rules.tick import TICK
from data_sources.quality.steps import CHEAP, Steps, pauses
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.frame import Frame

SEEN = 1e-4
"""Share of the price from which an action counts at all."""

LONGEST = 5
"""Sessions without a bar before an ex-date; after more of them an opening price says nothing of an action."""

QUIETEST = 0.003
UNKNOWN = 0.01
FEWEST = 10
"""The move from a close to the next open: at least, where too few are there to measure it, and how few those are."""

TO_MEDIAN = 1.4826  # Standard deviation of a normal distribution over its median absolute deviation.

FURTHEST = 11
"""Sessions by which a table may have the day of record, of payment or of the notice in the place of the ex-date."""

CLEAR = 2.0
"""Times the usual move that an action has to be to be looked for on other days."""

MOST = 0.75
"""Share of the ex-dates that have to show their actions on the other day."""


@dataclass(frozen=True)
class Moves:
    """Logarithms: of N steps how each ``opened`` and its symbol's ``usual`` move, and ``due`` by its actions.

    ``seen`` are the numbers of the steps whose action can be seen, ``code`` the symbol of each step.
    """

    opened: Floats
    due: Floats
    usual: Floats
    code: NDArray[np.int64]
    seen: NDArray[np.intp]


def moves_of(bars: Frame, made: Steps, sessions: Dates) -> Moves:
    """Return how prices opened after each step's close before."""
    opened = np.log(bars["open"][made.rows] / made.before)
    due = np.log(np.maximum(made.reference, TICK) / made.before)
    usual = np.empty(len(made.rows))
    for first, end in zip(made.starts[:-1].tolist(), made.starts[1:].tolist(), strict=True):
        own = opened[first:end][~made.acted[first:end] & np.isfinite(opened[first:end])]
        measured = TO_MEDIAN * float(np.median(np.abs(own))) if len(own) >= FEWEST else UNKNOWN
        usual[first:end] = max(measured, QUIETEST)
    code = np.repeat(np.arange(len(made.starts) - 1), np.diff(made.starts))
    told = made.acted & (made.before > CHEAP) & (pauses(bars, made, sessions) <= LONGEST)
    return Moves(opened, due, usual, code, np.flatnonzero(told & (np.abs(due) > SEEN) & np.isfinite(opened)))


def unlikely(off: Floats, usual: Floats) -> Floats:
    """Return minus the logarithm of the Cauchy density, but for a constant: large moves are no rarity."""
    return np.asarray(np.log1p((off / usual) ** 2))


def other_day(moves: Moves, least: float) -> tuple[int, int]:
    """Return by how many sessions prices fall later than the actions say, and on how many ex-dates; 0 for none.

    Other days lie a number of days apart, which holidays make one session more or less. All actions that are clear
    have to be likelier there together by a logarithm of ``least``, and most of them each by itself.
    """
    seen = moves.seen[np.abs(moves.due[moves.seen]) > CLEAR * moves.usual[moves.seen]]
    if len(seen) <= 1:
        return 0, 0
    gains = np.array([_gains(moves, seen, lag) for lag in range(-FURTHEST, FURTHEST + 1)])
    either = np.maximum(gains[:-1], gains[1:])
    fits = (either.sum(axis=1) > least) & ((either > 0).mean(axis=1) > MOST)
    if not fits.any():
        return 0, 0
    best = int(np.argmax(np.where(fits, either.sum(axis=1), -np.inf)))
    lag = best - FURTHEST
    return (lag if lag < 0 else lag + 1), int((either[best] > 0).sum())


def _gains(moves: Moves, seen: NDArray[np.intp], lag: int) -> Floats:
    """Return by how much likelier each action is some sessions later than none at all; 0 beyond the bars."""
    at = np.clip(seen + lag, 0, len(moves.opened) - 1)
    inside = (at == seen + lag) & (moves.code[at] == moves.code[seen]) & np.isfinite(moves.opened[at])
    gain = unlikely(moves.opened[at], moves.usual[at]) - unlikely(moves.opened[at] - moves.due[seen], moves.usual[at])
    return np.where(inside, gain, 0.0)
