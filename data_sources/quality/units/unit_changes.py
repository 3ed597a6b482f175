"""Two units joined in one history: from a day on the turnover is a hundred times another, or more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.quality.units.turnover import turnover_of, turnovers
from data_sources.quality.units.unit_causes import joined_words
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.sightings import sighting

LEAP = 1.3
"""Decades between a bar and the next from where a change of unit is looked for."""

WINDOW = 60
"""Bars before and after a step whose medians are compared."""

POWERS = (2, 3, 4)
CERTAIN = 3
"""Powers of ten from here on no share's turnover rises or falls from one day to the next, and stays there."""

FEWEST, FEW = 20, 3
"""Bars on either side that are enough: a month, for a hot share turns over a hundred times as much for days; and where
the step is certain."""

LEEWAY = 0.35
"""Decades around a power of ten that two stretches of one share may be apart, for shares get busier and quieter."""

STEADY = 0.1
"""Share of a symbol's steps that may be such leaps, one always: turnover that jumps about is made up, and no proof."""

MANY, MOST = 6, 0.5
"""So many symbols, and more than such a share of them, leap on one day only in a file."""


@dataclass(frozen=True)
class History:
    """The turnover of one symbol in decades of CNY, the last stored bar before the first given; its first row is -1.

    ``flat`` bars have one price: locked at a limit they turn over next to nothing.
    """

    symbol: str
    rows: Array
    days: Dates
    decades: Floats
    flat: Array
    stored: bool


def unit_changes(tables: Reference) -> Iterator[Finding]:
    """A symbol whose turnover is 100, 1,000 or 10,000 times another from a day on: two units joined (warning).

    Severe where it is 1,000 times or more for a month before and after, and of more than half of six symbols or more on
    one day, which is told once for all. Given bars are held against the last stored one, so that a file of another unit
    than the store is found. Symbols whose turnover jumps about are left out, and so are less than a month of bars that
    all have one price. What changes in one of the two columns alone belongs to the unit proof.
    """
    histories = [own for own in _histories(tables) if _is_steady(own)]
    if of_all := _change_of_all(tables["bars"], histories):
        yield of_all
        return
    for own in histories:
        for at in np.flatnonzero(np.abs(np.diff(own.decades)) > LEAP).tolist():
            if found := _change(tables["bars"], own, at + 1):
                yield found
                break


def _histories(tables: Reference) -> Iterator[History]:
    stored = tables.stored.get("bars")
    last = _last_stored(stored) if stored is not None else {}
    bars = tables["bars"]
    for own in turnovers(tables):
        rows, days, values = own.rows, bars["date"][own.rows], own.values
        flat = bars["high"][rows] == bars["low"][rows]
        before = last.get(own.symbol)
        stored_before = before is not None and before[0] < days[0]
        if before is not None and stored_before:
            rows, days, values = np.append(-1, rows), np.append(before[0], days), np.append(before[1], values)
            flat = np.append(np.False_, flat)
        yield History(own.symbol, rows, days, np.log10(values), flat, stored_before)


def _last_stored(stored: Frame) -> dict[str, tuple[np.datetime64, float]]:
    turnover = turnover_of(stored)
    known = np.flatnonzero((stored["volume"] > 0) & (turnover > 0))
    # Rows are in key order.
    last = known[symbol_offsets(stored["symbol"][known])[1:] - 1] if len(known) else known
    return {str(stored["symbol"][row]): (stored["date"][row], float(turnover[row])) for row in last.tolist()}


def _change_of_all(bars: Frame, histories: list[History]) -> Finding | None:
    """Return the first day on which most of six symbols or more leap together by a power of ten."""
    steps = [np.diff(own.decades) for own in histories]
    if not any((np.abs(step) > LEAP).any() for step in steps):
        return None
    days, of_day = np.unique(np.concatenate([own.days[1:] for own in histories]), return_inverse=True)
    every = np.concatenate(steps)
    counts, leaps = np.bincount(of_day), np.bincount(of_day, np.where(np.abs(every) > LEAP, np.sign(every), 0.0))
    for k in np.flatnonzero((counts >= MANY) & (np.abs(leaps) > MOST * counts)).tolist():
        shift = float(np.median(every[of_day == k]))
        power = _power(shift)
        if abs(abs(shift) - power) < LEEWAY:
            words = f"{abs(leaps[k]):.0f} of {counts[k]} symbols: {_words(days[k], shift, power)}"
            return Finding("severe", "unit_changes", words, bars.table.name, "", days[k].item())
    return None


def _is_steady(own: History) -> bool:
    leaps = np.abs(np.diff(own.decades)) > LEAP
    return bool(leaps.sum() <= max(1, STEADY * len(leaps)))


def _change(bars: Frame, own: History, at: int) -> Finding | None:
    """Return that the stretches before and from a bar are of two units, None where they are not for certain."""
    first = max(at - WINDOW, 0)
    before, after = own.decades[first:at], own.decades[at : at + WINDOW]
    shift = float(np.median(after) - np.median(before))
    power = _power(shift)
    few = FEW if power >= CERTAIN else FEWEST
    if len(after) < few or (len(before) < few and not (own.stored and at == 1)) or abs(abs(shift) - power) >= LEEWAY:
        return None
    long = min(len(before), len(after)) >= FEWEST
    if not long and (own.flat[first:at].all() or own.flat[at : at + WINDOW].all()):
        return None
    severity: Severity = "severe" if power >= CERTAIN and long else "warning"
    return sighting(bars, int(own.rows[at]), "unit_changes", severity, _words(own.days[at], shift, power))


def _power(shift: float) -> int:
    return min(POWERS, key=lambda each: abs(abs(shift) - each))


def _words(day: np.datetime64, shift: float, power: int) -> str:
    return joined_words(day, "the turnover", power if shift > 0 else -power)
