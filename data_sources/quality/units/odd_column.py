"""Which figure of a single bar differs from those of the bars around it."""

from __future__ import annotations

import numpy as np

from data_sources.tables.frame import Frame, Rows

NEIGHBOURS = 10
"""Bars before and after one that it is compared with."""
LITTLE = 0.05
"""Logarithm; what differs by less is no unit and no other day's figure, but what a dividend makes of prices."""
FAR_PRICE = 1.5  # times; twice what the widest daily limit allows.


def odd_column(bars: Frame, row: int, sound: Rows) -> str:
    """Say which column of a bar differs from those around it; "" where these do not fit either, or all of it does.

    Adjusted prices are wrong on one bar after another. A row between sound ones has a figure of its own that is wrong.
    """
    around = np.arange(max(row - NEIGHBOURS, 0), min(row + NEIGHBOURS + 1, len(bars)))
    around = around[(bars["symbol"][around] == bars["symbol"][row]) & (around != row)]
    fits = around[sound[around]]
    if not len(fits) or 2 * len(fits) < len(around):
        return ""
    usual = {name: float(np.median(bars[name][fits])) for name in ("volume", "amount")}
    away = {name: abs(np.log(bars[name][row] / usual[name])) for name in usual}
    name = max(away, key=lambda each: away[each])
    price = (bars["low"][row] + bars["high"][row]) / 2
    near = bars["close"][fits[np.argmin(np.abs(fits - row))]]
    if not 1 / FAR_PRICE < price / near < FAR_PRICE:
        return f"the bars around it fit, of this one the prices differ: the nearest close is {near:g}"
    due = bars["amount"][row] / price if name == "volume" else bars["volume"][row] * price
    if abs(np.log(bars[name][row] / due)) < LITTLE:
        return "by so little that prices seem to be adjusted (复权) for a dividend, or a figure of this bar is wrong"
    return (
        f"the bars around it fit, of this one the {name} differs: {bars[name][row]:g}, by its other figures {due:.3g}"
    )
