"""Amount over volume against the prices: raw prices, shares and CNY proved at once, or what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data_sources.market_rules.tick import TICK
from data_sources.quality.kinds import ADJUSTED, DOWNLOAD, END, kind_by_ends
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import are_nearly_all
from data_sources.quality.units.moved_columns import moved_columns
from data_sources.quality.units.odd_column import odd_column
from data_sources.quality.units.unit_causes import cause_of_row, cause_of_rows
from data_sources.tables.facts import Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.sightings import sighting, sightings

ROUNDING = 1e-6
HALF_A_LOT = 50.0  # shares
MANY = 5
"""Rows of one symbol that have one cause together; fewer are told one by one."""

OVERWHELMING = 0.9
"""Share of a symbol's rows that one factor explains."""

CLOSER = 0.3
"""The ratio at the traded end is far closer to one than at the other."""

SAME = 0.02
"""Decades that one factor wanders, for the price paid lies somewhere between high and low."""

SMOOTH = 0.03
"""Decades between neighbours: factors of adjusted prices are the same between two ex-dates."""


@dataclass(frozen=True)
class Verdict:
    """What is wrong with the units of a symbol: ``count`` of its ``priced`` rows from ``first`` to ``last``."""

    symbol: str
    cause: str
    first: int
    last: int
    count: int
    priced: int


def unit_proof(tables: Reference) -> Iterator[Finding]:
    """A traded bar whose amount / volume lies outside low to high by more than a tick (severe).

    The average price paid proves that prices are raw, volume is in shares and amount in CNY, all at once. A volume
    rounded to lots is known to half a lot, and so much is the average in doubt. Many rows of a symbol with one cause
    are one finding, and nearly all symbols of a large table as well.
    """
    bars = tables["bars"]
    priced = tables.traded & (bars["amount"] > 0) & (bars["low"] > 0) & (bars["high"] >= bars["low"])
    average = np.divide(bars["amount"], bars["volume"], out=np.full(len(bars), np.nan), where=priced)
    in_doubt = np.where(priced, average * HALF_A_LOT / np.where(priced, bars["volume"], 1.0), 0.0)
    slack = TICK + ROUNDING + (in_doubt if tables.in_lots else 0.0)
    wrong = priced & ((average < bars["low"] - slack) | (average > bars["high"] + slack))
    if not wrong.any():
        return
    verdicts = _verdicts(bars, average, priced, wrong)
    yield from _told(bars, average, verdicts, _symbols(bars, priced))
    for each in verdicts:
        wrong[each.first : each.last + 1] = False

    def message(row: int) -> str:
        cause = cause_of_row(bars, row, average[row]) or odd_column(bars, row, priced & ~wrong)
        return f"{_ratio(bars, average, row)}; {cause or 'prices seem to be adjusted, they have to be raw'}"

    yield from sightings(bars, wrong, "unit_proof", "severe", message)


def _ratio(bars: Frame, average: Floats, row: int) -> str:
    return f"amount / volume is {average[row]:.4g}, outside {bars['low'][row]:g} to {bars['high'][row]:g}"


def _symbols(bars: Frame, rows: Array) -> int:
    return len(np.unique(bars["symbol"][rows]))


def _verdicts(bars: Frame, average: Floats, priced: Array, wrong: Array) -> list[Verdict]:
    """Return what is wrong with whole symbols, where one cause explains their rows."""
    found = []
    starts = symbol_offsets(bars["symbol"])
    of_symbol = np.add.reduceat(wrong, starts[:-1], dtype=np.int64)
    for place in np.flatnonzero(of_symbol).tolist():
        every = starts[place] + np.flatnonzero(priced[starts[place] : starts[place + 1]])
        own = every[wrong[every]]
        if len(own) < MANY and len(own) < len(every):
            continue
        cause = (
            cause_of_rows(bars, own, average)
            or moved_columns(bars, int(starts[place]), int(starts[place + 1]))
            or _adjusted(bars, own, every, average)
        )
        if cause:
            symbol = str(bars["symbol"][own[0]])
            found.append(Verdict(symbol, cause, int(own[0]), int(own[-1]), len(own), len(every)))
    return found


def _adjusted(bars: Frame, own: NDArray[np.intp], every: NDArray[np.intp], average: Floats) -> str:
    """Return that prices are adjusted and how, where the ratio wanders as factors do; "" where it jumps about."""
    if len(own) == 1:
        return ""
    decades = np.log10(average * 2 / (bars["low"] + bars["high"]))
    if np.median(np.abs(np.diff(decades[own]))) > SMOOTH:
        return ""
    middle = float(np.median(decades[own]))
    if len(own) == len(every) >= END and np.quantile(np.abs(decades[own] - middle), OVERWHELMING) < SAME:
        words = (
            f"{ADJUSTED} for actions before or after these rows, or in another currency: {10**-middle:.4g} times those"
        )
        return f"{words} paid, all along; {DOWNLOAD}"
    first, last = (abs(float(np.median(decades[end]))) for end in (every[:END], every[-END:]))
    return f"{kind_by_ends(first_fits=first < CLOSER * last, last_fits=last < CLOSER * first)}; {DOWNLOAD}"


def _told(bars: Frame, average: Floats, verdicts: list[Verdict], symbols: int) -> Iterator[Finding]:
    by_cause: dict[str, list[Verdict]] = {}
    for each in verdicts:
        by_cause.setdefault(each.cause, []).append(each)
    for cause, own in by_cause.items():
        if are_nearly_all(len(own), symbols):
            first = own[0]
            words = f"{len(own)} of {symbols} symbols: {cause}; of {first.symbol} {_ratio(bars, average, first.first)}"
            yield replace(sighting(bars, first.first, "unit_proof", "severe", words), symbol="")
            continue
        for each in own:
            since = (
                "" if each.count == each.priced else f" from {bars['date'][each.first]} to {bars['date'][each.last]}"
            )
            words = f"{_ratio(bars, average, each.first)}, in {each.count} of {each.priced} rows{since}; {each.cause}"
            yield sighting(bars, each.first, "unit_proof", "severe", words)
