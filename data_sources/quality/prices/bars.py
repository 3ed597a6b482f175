"""Rules about daily bars. Rows that did not trade (volume empty or 0) are only asked for their date."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import PRICES
from data_sources.tables.sightings import sightings

ROUNDING = 1e-6
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


def less_than_a_share(tables: Reference) -> Iterator[Finding]:
    """A volume above 0 and below one share (severe): no trade is that small, so the bar is not one of a session."""
    bars = tables["bars"]
    message = "volume {volume:.3g} is less than one share; a day without trading has volume 0"
    wrong = tables.traded & (bars["volume"] < 1 - ROUNDING)
    yield from sightings(bars, wrong, "less_than_a_share", "severe", message)
