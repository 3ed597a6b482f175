"""Rules about daily bars. Rows that did not trade (volume empty or 0) are only asked for their date."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Rows
from data_sources.tables.sightings import sightings

PRICES = ("open", "high", "low", "close")
TICK = 0.01  # Source: SSE and SZSE trading rules (交易规则), price unit of A shares.
ROUNDING = 1e-6
HALF_A_LOT = 50.0  # shares
NEIGHBOURS = 10
"""Bars before and after one that it is compared with."""
FAR_PRICE = 1.5  # times; twice what the widest daily limit allows.
FAR = 0.01  # Source: execution rules, section 1.


def negative_volume(tables: Reference) -> Iterator[Finding]:
    """Volume below 0, or an amount below 0 in a bar that traded (severe)."""
    bars = tables["bars"]
    yield from sightings(bars, bars["volume"] < 0, "negative_volume", "severe", "volume is {volume:g}")
    below = tables.traded & (bars["amount"] < 0)
    yield from sightings(bars, below, "negative_amount", "severe", "amount is {amount:g}")


def bad_price(tables: Reference) -> Iterator[Finding]:
    """A traded bar with an open, high, low or close that is empty or not above 0 (severe)."""
    bars = tables["bars"]

    def message(row: int) -> str:
        name = next(name for name in PRICES if not bars[name][row] > 0)
        price = bars[name][row]
        return f"{name} is empty" if np.isnan(price) else f"{name} is {price:g}; a raw price is above 0"

    wrong = np.logical_or.reduce([~(bars[name] > 0) for name in PRICES])
    yield from sightings(bars, tables.traded & wrong, "bad_price", "severe", message)


def high_below_low(tables: Reference) -> Iterator[Finding]:
    """A traded bar whose high is below its low (severe)."""
    bars = tables["bars"]
    wrong = tables.traded & (bars["high"] < bars["low"])
    yield from sightings(bars, wrong, "high_below_low", "severe", "high {high:g} is below low {low:g}")


def outside_range(tables: Reference) -> Iterator[Finding]:
    """A traded bar whose open or close lies outside low to high, by over 1% (severe) or by less (warning).

    The execution rules refuse the first and allow the second, which some vendors' rounding makes.
    """
    bars = tables["bars"]
    sound = tables.traded & (bars["high"] >= bars["low"]) & (bars["open"] > 0) & (bars["close"] > 0)
    far = {name: sound & _outside(bars, name, FAR) for name in ("open", "close")}
    near = {name: sound & _outside(bars, name, 0.0) for name in ("open", "close")}

    def message(row: int) -> str:
        name = "open" if (far if far["open"][row] or far["close"][row] else near)["open"][row] else "close"
        return f"{name} {bars[name][row]:g} is outside {bars['low'][row]:g} to {bars['high'][row]:g}"

    severe = far["open"] | far["close"]
    yield from sightings(
        bars, severe, "far_outside_range", "severe", lambda row: f"{message(row)} by more than {FAR:.0%}"
    )
    yield from sightings(bars, (near["open"] | near["close"]) & ~severe, "outside_range", "warning", message)


def _outside(bars: Frame, name: str, slack: float) -> np.typing.NDArray[np.bool_]:
    above = bars[name] > bars["high"] * (1 + slack) + ROUNDING
    return np.asarray(above | (bars[name] < bars["low"] * (1 - slack) - ROUNDING))


def unit_proof(tables: Reference) -> Iterator[Finding]:
    """A traded bar whose amount / volume lies outside low to high by more than a tick (severe).

    The average price paid proves that prices are raw, volume is in shares and amount in CNY, all at once. A volume
    rounded to lots is known to half a lot, and so much is the average in doubt.
    """
    bars = tables["bars"]
    priced = tables.traded & (bars["amount"] > 0) & (bars["low"] > 0) & (bars["high"] >= bars["low"])
    average = np.divide(bars["amount"], bars["volume"], out=np.full(len(bars), np.nan), where=priced)
    in_doubt = np.where(priced, average * HALF_A_LOT / np.where(priced, bars["volume"], 1.0), 0.0)
    slack = TICK + ROUNDING + (in_doubt if tables.in_lots else 0.0)
    wrong = priced & ((average < bars["low"] - slack) | (average > bars["high"] + slack))

    def message(row: int) -> str:
        low, high = bars["low"][row], bars["high"][row]
        unit = _likely_unit(average[row], average[row] / ((low + high) / 2))
        cause = unit or _odd_column(bars, row, priced & ~wrong) or "prices seem to be adjusted, they have to be raw"
        return f"amount / volume is {average[row]:.4g}, outside {low:g} to {high:g}; {cause}"

    yield from sightings(bars, wrong, "unit_proof", "severe", message)


def less_than_a_share(tables: Reference) -> Iterator[Finding]:
    """A volume above 0 and below one share (severe): no trade is that small, so the bar is not one of a session."""
    bars = tables["bars"]
    message = "volume {volume:.3g} is less than one share; a day without trading has volume 0"
    wrong = tables.traded & (bars["volume"] < 1 - ROUNDING)
    yield from sightings(bars, wrong, "less_than_a_share", "severe", message)


def _likely_unit(average: float, ratio: float) -> str:
    """Guess what went wrong from how far the average price is from the day's range."""
    causes = (
        (abs(average - 1) < 0.01, "volume seems to hold the amount"),  # noqa: PLR2004 - one CNY a CNY
        (80 < ratio < 125, "volume seems to be in lots of 100"),  # noqa: PLR2004 - about 100
        (0.008 < ratio < 0.0125, "volume seems to be 100 times the shares"),  # noqa: PLR2004 - about 1 / 100
        (0.0008 < ratio < 0.00125, "amount seems to be in thousand CNY (千元)"),  # noqa: PLR2004 - about 1 / 1000
        (8e-5 < ratio < 1.25e-4, "amount seems to be in 10,000 CNY (万元)"),  # noqa: PLR2004 - about 1 / 10,000
    )
    return next((cause for holds, cause in causes if holds), "")


def _odd_column(bars: Frame, row: int, sound: Rows) -> str:
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
    return (
        f"the bars around it fit, of this one the {name} differs: {bars[name][row]:g}, by its other figures {due:.3g}"
    )
