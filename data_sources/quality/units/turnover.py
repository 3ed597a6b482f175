"""What each symbol turned over a day, where volume and amount are of one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data_sources.market_rules.turnover_bounds import least_turnover
from data_sources.quality.reference import Reference
from data_sources.quality.steps import by_board
from data_sources.tables.facts import Floats
from data_sources.tables.frame import Array, Frame, symbol_offsets

NO_PRICE = 3.0
"""Times the price that amount / volume is at most, unless their units differ or prices are adjusted."""


@dataclass(frozen=True)
class Turnover:
    """The turnover of one symbol's traded ``rows``, CNY a day, and the ``least`` of its board then, 0 where unknown."""

    symbol: str
    rows: Array
    values: Floats
    least: Floats


def turnovers(tables: Reference) -> Iterator[Turnover]:
    """Return each symbol's turnover: its amounts, volume times close where there is none.

    Rows whose amount / volume is no price are left out, and symbols that have more of them than others: their two
    columns are of two scales.
    """
    bars = tables["bars"]
    turnover = turnover_of(bars)
    rows = np.flatnonzero(tables.traded & (turnover > 0) & np.isfinite(turnover))
    if not len(rows):
        return
    fits = ~(_times_the_price(bars, rows) >= NO_PRICE)
    starts = symbol_offsets(bars["symbol"][rows])
    names = bars["symbol"][rows[starts[:-1]]]
    least = np.nan_to_num(by_board(names, np.diff(starts), bars["date"][rows], least_turnover))
    for name, own in zip(names.tolist(), np.split(np.arange(len(rows)), starts[1:-1]), strict=True):
        fitting = own[fits[own]]
        if 2 * len(fitting) > len(own):
            yield Turnover(name, rows[fitting], turnover[rows[fitting]], least[fitting])


def count_of_symbols(tables: Reference) -> int:
    """Return of how many symbols there is a turnover, fitting or not."""
    bars = tables["bars"]
    return len(np.unique(bars["symbol"][tables.traded & (turnover_of(bars) > 0)]))


def turnover_of(bars: Frame) -> Floats:
    """Return CNY by bar, of its amount or else of volume and close; NaN or 0 where it has neither."""
    return np.asarray(np.where(bars["amount"] > 0, bars["amount"], bars["volume"] * bars["close"]), np.float64)


def _times_the_price(bars: Frame, rows: Array) -> Floats:
    """Return how far amount / volume is from the close, in times, 1 at least; NaN where no amount is given."""
    amount = np.where(bars["amount"][rows] > 0, bars["amount"][rows], np.nan)
    return np.asarray(np.exp(np.abs(np.log(amount / bars["volume"][rows] / bars["close"][rows]))), np.float64)
