"""Volume or amount that slipped by a row: they fit the prices of the row before or after, and not their own."""

from __future__ import annotations

import numpy as np

from data_sources.market_rules.tick import TICK
from data_sources.tables.frame import Frame

FEWEST = 10
"""Rows that fit by slipping; a few quiet ones in a row fit anyhow."""

NEARLY_ALL = 0.95
"""Share of the rows that fit where the columns were slipped back; some have lost their neighbour."""

SLIPS: tuple[tuple[int, int, str], ...] = (
    (1, 1, "volume and amount are"),
    (1, 0, "volume is"),
    (0, 1, "amount is"),
)
"""By how many rows volume and amount slipped, and of which columns it is said."""


def moved_columns(bars: Frame, start: int, end: int) -> str:
    """Say which columns of a symbol's rows ``start`` to ``end`` slipped by a row; "" where none did.

    Of each way the average price paid is made anew and held against low to high.
    """
    own = slice(start, end)
    volume, amount = bars["volume"][own], bars["amount"][own]
    low, high = bars["low"][own] - TICK, bars["high"][own] + TICK
    for way, neighbour in ((1, "before"), (-1, "after")):
        for of_volume, of_amount, words in SLIPS:
            # Slipped back by rolling; the row that comes around the end is left out.
            average = np.roll(amount, -way * of_amount) / np.roll(volume, -way * of_volume)
            known = np.isfinite(average) & (average > 0)
            known[-1 if way > 0 else 0] = False
            fits = (average >= low) & (average <= high)
            if known.sum() >= FEWEST and fits[known].mean() >= NEARLY_ALL:
                return f"{words} of the row {neighbour}, whose prices fit: put back what slipped by a row"
    return ""
