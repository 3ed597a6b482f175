"""Volume and amount as a whole: two columns in one wrong unit keep their ratio, and only their size tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from data_sources.market_rules.turnover_bounds import largest_turnover, least_turnover
from data_sources.quality.reference import Reference
from data_sources.quality.steps import board_of
from data_sources.quality.units.unit_causes import same_units_words
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, symbol_offsets

FEWEST = 20
"""Traded bars, about a month, whose median says what a share turns over."""

FEWEST_HUGE = 5
"""Traded bars whose median tells that a column holds something else."""

NAMED = 20
MOST = 0.75
"""Share of the symbols from which the table is in another unit."""

FAR_BELOW = 20
TIMES_BELOW = 5000
"""How far below the floor, or below the middle symbol of the table, a single symbol is worth a word."""

NO_PRICE = 3.0
"""Times the price that amount / volume is at most, unless their units differ or prices are adjusted."""

TENTHS, DECADES = (0.1, 0.9), 2.5
"""From its quiet days to its busy ones a share's turnover grows by ten or thirty times; where it jumps about by
hundreds a market is made up, and its size says nothing."""

LEAP = 1.3
"""Decades between a bar and the next from where a change of unit is looked for."""

WINDOW = 60
POWERS = (2, 3, 4)
LEEWAY = 0.35
"""Decades around a power of ten that two stretches of one share may be apart, for shares get busier and quieter."""


@dataclass(frozen=True)
class Turnover:
    """The turnover of one symbol's traded ``rows``, CNY a day; NaN where neither amount nor a price is there."""

    symbol: str
    rows: Array
    values: Floats


def turnover_scale(tables: Reference) -> Iterator[Finding]:
    """A symbol whose median turnover over a month or more no share of its board has (warning), or most have (severe).

    Amount where given, volume times close otherwise. Most symbols, three quarters, are one finding for the table,
    ``turnover_scale_all``. A single one counts when it is far below the floor or below the others; above what any share
    ever turned over it is severe. Symbols whose amount / volume is no price belong to the unit proof.
    """
    every = [own for own in _turnovers(tables, fitting=True) if len(own.rows) >= FEWEST_HUGE]
    bars = tables["bars"]
    told = [(own, words) for own in every if (words := _out_of_bounds(bars, own))]
    if told and len(told) >= MOST * len(every):
        words = f"{len(told)} of {len(every)} symbols turn over what no share does; of {told[0][0].symbol} {told[0][1]}"
        file, line = bars.place(int(told[0][0].rows[0]))
        yield Finding("severe", "turnover_scale_all", words, bars.table.name, "", None, file, line)
        return
    middle = np.median([np.median(own.values) for own in every]) if every else 0.0
    told = [(own, words) for own, words in told if _is_far(bars, own, middle)]
    for own, words in told[:NAMED]:
        finding = _warning(bars, "turnover_scale", words, own)
        yield replace(finding, severity="severe") if np.median(own.values) > largest_turnover() else finding
    if len(told) > NAMED:
        first = ", ".join(own.symbol for own, _ in told[NAMED : NAMED + 3])
        more = f"the median turnover of {len(told) - NAMED} more symbols is out of scale, the first: {first}"
        yield Finding("warning", "turnover_scale", more, bars.table.name)


def unit_changes(tables: Reference) -> Iterator[Finding]:
    """A symbol whose turnover is 100, 1,000 or 10,000 times another from a day on: two units joined (warning)."""
    bars = tables["bars"]
    for own in _turnovers(tables):
        decades = np.log10(own.values)
        for at in np.flatnonzero(np.abs(np.diff(decades)) > LEAP).tolist():
            before, after = decades[max(at + 1 - WINDOW, 0) : at + 1], decades[at + 1 : at + 1 + WINDOW]
            if min(len(before), len(after)) < FEWEST:
                continue
            shift = float(np.median(after) - np.median(before))
            power = min(POWERS, key=lambda each: abs(abs(shift) - each))
            if abs(abs(shift) - power) < LEEWAY:
                day = bars["date"][own.rows[at + 1]]
                way = "times" if shift > 0 else "divided by"
                words = f"from {day} on the turnover is that of before {way} {10**power:,}: two units are joined there"
                yield _warning(bars, "unit_changes", words, own, at + 1)
                break


def _is_far(bars: Frame, own: Turnover, middle: float) -> bool:
    """Whether a symbol among others that are in scale is far from all of them: small shares are quiet at times."""
    median = float(np.median(own.values))
    least = float(least_turnover(board_of(own.symbol), bars["date"][own.rows[-1:]])[0])
    return median > largest_turnover() or median * FAR_BELOW < least or median * TIMES_BELOW < middle


def _turnovers(tables: Reference, *, fitting: bool = False) -> Iterator[Turnover]:
    """Return each symbol's turnover; with ``fitting`` not of those whose amount / volume is no price."""
    bars = tables["bars"]
    turnover = np.where(bars["amount"] > 0, bars["amount"], bars["volume"] * bars["close"])
    rows = np.flatnonzero(tables.traded & (turnover > 0) & np.isfinite(turnover))
    if not len(rows):
        return
    for own in np.split(rows, symbol_offsets(bars["symbol"][rows])[1:-1]):
        if fitting and not _is_price(bars, own):
            continue
        yield Turnover(str(bars["symbol"][own[0]]), own, turnover[own])


def _is_price(bars: Frame, rows: Array) -> bool:
    """Whether amount / volume is near the price, as far as it can be told."""
    own = rows[bars["amount"][rows] > 0]
    if not len(own):
        return True
    ratio = bars["amount"][own] / bars["volume"][own] / bars["close"][own]
    return bool(1 / NO_PRICE < np.median(ratio) < NO_PRICE)


def _out_of_bounds(bars: Frame, own: Turnover) -> str:
    """Say how a symbol's median turnover lies out of bounds; "" when it does not."""
    middle = float(np.median(own.values))
    if middle > largest_turnover():
        return f"the median turnover is {middle:.3g} CNY a day, above {largest_turnover():.3g}: units are wrong"
    if len(own.rows) < FEWEST or np.diff(np.log10(np.quantile(own.values, TENTHS)))[0] > DECADES:
        return ""
    ends = least_turnover(board_of(own.symbol), bars["date"][own.rows[[0, -1]]])
    # Floors rise with time: what lies above the last one lies above all.
    if not middle < np.nanmax([*ends, 0.0]):
        return ""
    least = least_turnover(board_of(own.symbol), bars["date"][own.rows])
    if not np.median(own.values[~np.isnan(least)] / least[~np.isnan(least)]) < 1:
        return ""
    return (
        f"the median turnover is {middle:.3g} CNY a day, less than {np.nanmax(least):,.0f}, which no share's is: "
        f"{same_units_words(middle)}?"
    )


def _warning(bars: Frame, rule: str, words: str, own: Turnover, at: int = 0) -> Finding:
    row = int(own.rows[at])
    file, line = bars.place(row)
    day = bars["date"][row].item()
    return Finding("warning", rule, words, bars.table.name, own.symbol, day, file, line)
