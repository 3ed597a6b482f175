"""Signs that bars are not what the market printed. All are warnings: each has rare innocent cases."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.market_rules.turnover_bounds import largest_turnover
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import each_or_counted
from data_sources.quality.units.unit_causes import HOLDS_THE_AMOUNT, whole_prices
from data_sources.tables.finding import Finding
from data_sources.tables.frame import symbol_offsets
from data_sources.tables.schema import PRICES
from data_sources.tables.sightings import sightings

MOST_TIMES = 1000
FITS = 3.0
"""Times volume x close that an amount of the same scale is at most."""
THIN = 0.02
QUIET_MOVE = 0.045
FEWEST = 20
"""Bars without volume that are more than a suspension over the whole of a short file."""
FEWEST_WHOLE, WHOLE = 60, 0.99
"""Bars, and the share of them, that are not whole by chance."""


def not_traded(tables: Reference) -> Iterator[Finding]:
    """Rows with volume empty or 0: suspended days, whose prices are ignored (note)."""
    message = "no volume: not trading, its prices are ignored"
    yield from sightings(tables["bars"], ~tables.traded, "not_traded", "note", message)


def never_traded(tables: Reference) -> Iterator[Finding]:
    """Not one bar of a table of many traded (severe), or of a symbol (warning): the volume was not filled in."""
    bars = tables["bars"]
    starts = symbol_offsets(bars["symbol"])
    rows = np.diff(starts)
    if tables.stretch or not len(rows):
        return
    traded = np.add.reduceat(tables.traded, starts[:-1], dtype=np.int64)
    still = np.flatnonzero((traded == 0) & (rows >= FEWEST))
    if not traded.any() and len(still):
        words = f"none of {len(bars):,} bars has a volume above 0, so that nothing could be traded"
        yield Finding("severe", "never_traded", words, bars.table.name)
        return
    found = [
        Finding(
            "warning",
            "never_traded",
            f"none of {rows[k]} bars has a volume above 0: suspended (停牌) all the time, or the volume is missing",
            bars.table.name,
            str(bars["symbol"][starts[k]]),
        )
        for k in still.tolist()
    ]
    yield from each_or_counted(found, "no bar has a volume above 0: those")


def whole_yuan(tables: Reference) -> Iterator[Finding]:
    """All prices of a symbol are whole numbers, many different ones (warning): rounded, or in fen (分).

    Of raw prices one in a hundred is a whole yuan.
    """
    bars = tables["bars"]
    rows = np.flatnonzero(tables.traded)
    whole = np.logical_and.reduce([bars[name][rows] == np.round(bars[name][rows]) for name in PRICES])
    if tables.stretch or not whole.any():
        return
    found = []
    for own in np.split(np.arange(len(rows)), symbol_offsets(bars["symbol"][rows])[1:-1]):
        if len(own) >= FEWEST_WHOLE and whole[own].mean() >= WHOLE and whole_prices(bars, rows[own]):
            words = f"all prices of {len(own)} bars are whole numbers: rounded, as adjusted ones are, or in fen (分)"
            symbol = str(bars["symbol"][rows[own[0]]])
            found.append(Finding("warning", "whole_yuan", words, bars.table.name, symbol))
    yield from each_or_counted(found, "all prices are whole numbers: those")


def fractional_volume(tables: Reference) -> Iterator[Finding]:
    """A volume that is not a whole number of shares (warning)."""
    bars = tables["bars"]
    wrong = (bars["volume"] >= 1) & (bars["volume"] != np.round(bars["volume"]))
    message = "volume {volume:g} is no whole number of shares"
    yield from sightings(bars, wrong, "fractional_volume", "warning", message)


def huge_turnover(tables: Reference) -> Iterator[Finding]:
    """Volume times close beyond what any A share ever turned over: the column may hold the amount (warning)."""
    bars = tables["bars"]
    turnover = bars["volume"] * bars["close"]

    def message(row: int) -> str:
        both = 1 / FITS < bars["amount"][row] / turnover[row] < FITS
        cause = "volume and amount seem to be both in a smaller unit" if both else HOLDS_THE_AMOUNT
        return f"volume x close is {turnover[row]:.3g} CNY, more than any share ever turned over; {cause}"

    yield from sightings(bars, tables.traded & (turnover > largest_turnover()), "huge_turnover", "warning", message)


def huge_volume(tables: Reference) -> Iterator[Finding]:
    """A bar without an amount whose volume is 1,000 times the middle one of its symbol (warning).

    With an amount the unit proof decides; beyond the largest turnover that rule has said it.
    """
    bars = tables["bars"]
    rows = np.flatnonzero(tables.traded)
    if not len(rows):
        return
    volume, symbols = bars["volume"][rows], bars["symbol"][rows]
    middle = [np.full(len(own), np.median(own)) for own in np.split(volume, symbol_offsets(symbols)[1:-1])]
    wrong = (volume > MOST_TIMES * np.concatenate(middle)) & ~(bars["amount"][rows] > 0)
    wrong &= volume * bars["close"][rows] <= largest_turnover()
    message = "volume {volume:.3g} is over 1,000 times the usual one; it may hold the amount"
    yield from sightings(bars, rows[wrong], "huge_volume", "warning", message)


def stale_copy(tables: Reference) -> Iterator[Finding]:
    """A traded bar that repeats prices and volume of the one before (warning)."""
    bars = tables["bars"]
    same = np.zeros(len(bars), np.bool_)
    if len(bars) > 1:
        same[1:] = np.logical_and.reduce([bars[name][1:] == bars[name][:-1] for name in ("symbol", "volume", *PRICES)])
        same[1:] &= bars["date"][1:] != bars["date"][:-1]
    message = "the bar repeats the one before, volume included"
    yield from sightings(bars, tables.traded & same, "stale_copy", "warning", message)


def thin_flat_bar(tables: Reference) -> Iterator[Finding]:
    """One price all day, hardly any volume and away from any limit: saved while the session ran (warning)."""
    bars = tables["bars"]
    flat = tables.traded & (bars["high"] == bars["low"])
    previous = np.append(np.nan, bars["close"][:-1])
    previous[symbol_offsets(bars["symbol"])[:-1]] = np.nan
    candidates = np.flatnonzero(flat & (np.abs(bars["close"] / previous - 1) < QUIET_MOVE))
    volumes = {row: bars["volume"][bars["symbol"] == bars["symbol"][row]] for row in candidates.tolist()}
    thin = [row for row, volume in volumes.items() if bars["volume"][row] < THIN * np.nanmedian(volume)]
    message = "one price {close:g} and volume {volume:g}: saved during the session?"
    yield from sightings(bars, np.array(thin, np.intp), "thin_flat_bar", "warning", message)
