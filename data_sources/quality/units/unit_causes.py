"""Which units a volume and an amount are in when their ratio is not the price: by powers of ten."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.facts import Floats
from data_sources.tables.frame import Frame
from data_sources.tables.schema import PRICES

HOLDS_THE_AMOUNT = "volume seems to hold the amount"
SWAPPED = "volume and amount are swapped"
USUAL = 8.0
"""Decades of CNY: the middle share turns over about 100 million a day."""

NEAR = 0.02
"""Decades: the price paid lies in the day's range, and its middle within a few percent of it."""

FURTHEST = 0.12
WITHIN = 0.0969
"""Decades, 25%, within which a single row is near a power of ten."""

# Shares in a unit of volume, CNY in a unit of amount, and what to say; the more usual ones first.
UNITS: tuple[tuple[float, float, str], ...] = (
    (
        1e2,
        1e3,
        "volume in lots (手) and amount in thousand CNY (千元), as Tushare writes them: multiply by 100 and 1000",
    ),
    (
        1e2,
        1e4,
        "volume in lots (手) and amount in 10,000 CNY (万元), as Tencent writes them: multiply by 100 and 10000",
    ),
    (1e2, 1e0, "volume seems to be in lots of 100 (手): multiply it by 100"),
    (1e-2, 1e0, "volume seems to be 100 times the shares: divide it by 100"),
    (1e0, 1e3, "amount seems to be in thousand CNY (千元): multiply it by 1000"),
    (1e0, 1e4, "amount seems to be in 10,000 CNY (万元): multiply it by 10000"),
    (1e4, 1e0, "volume seems to be in 10,000 shares (万股): multiply it by 10000"),
    (1e4, 1e3, "volume in 10,000 shares (万股) and amount in thousand CNY (千元): multiply by 10000 and 1000"),
    (1e0, 1e6, "amount seems to be in million CNY (百万元): multiply it by 1000000"),
    (1e0, 1e8, "amount seems to be in 100 million CNY (亿元): multiply it by 100000000"),
    (1e4, 1e8, "volume in 10,000 shares (万股) and amount in 100 million CNY (亿元): multiply by 10000 and 100000000"),
    (1e2, 1e8, "volume in lots (手) and amount in 100 million CNY (亿元): multiply by 100 and 100000000"),
    (1e2, 1e6, "volume in lots (手) and amount in million CNY (百万元): multiply by 100 and 1000000"),
    (1e6, 1e0, "volume seems to be in million shares (百万股): multiply it by 1000000"),
    (1e3, 1e0, "volume seems to be in thousand shares (千股): multiply it by 1000"),
    (1e3, 1e4, "volume in thousand shares (千股) and amount in 10,000 CNY (万元): multiply by 1000 and 10000"),
)
WAN = "volume in 10,000 shares (万股) and amount in 10,000 CNY (万元), as Wind and Choice write them, or other ones"
YI = "volume and amount both in 100 millions (亿)"
SMALLEST_IN_WAN = 100.0

PRICE_UNITS = {
    -2: "prices seem to be in fen (分): divide them by 100",
    -3: "prices seem to be in li (厘): divide them by 1000",
    -4: "prices seem to be times 10,000, as whole numbers: divide them by 10000",
}
"""By the power of ten of amount / volume over the price, where all prices are whole numbers."""

WHOLE, NOISE, SINGLE = 0.99, 1e-6, 1e-7
"""A price times 100 is no exact binary number: 25.48 makes 2548.0000000000005 or so. The last is what single precision
(float32) loses, as a share of the price."""
DISTINCT = 10
"""Whole prices as different as this are counted in a smaller unit, and no example of round numbers."""


def cause_of_rows(bars: Frame, rows: NDArray[np.intp], average: Floats) -> str:
    """Return the one cause that explains all of a symbol's rows; "" where none does.

    ``average`` is amount / volume of every bar. A constant power of ten between it and the price is a unit; where it
    moves against the price, the two columns are swapped.
    """
    paid = np.log10(average[rows])
    price = np.log10((bars["low"][rows] + bars["high"][rows]) / 2)
    power = round(float(np.median(paid - price)))
    off, off_swapped, off_amount = np.abs(paid - price - power), np.abs(paid + price), np.abs(paid)
    # At a price near 10 all three can look alike; the right one is the nearest.
    if np.median(off_amount) < NEAR and np.median(off_amount) < np.median(off):
        return HOLDS_THE_AMOUNT
    if np.median(off_swapped) < NEAR and np.median(off_swapped) < np.median(off):
        return SWAPPED
    if power == 0 or np.median(off) > NEAR or np.quantile(off, 0.9) > FURTHEST:
        return ""
    words = unit_words(power, float(np.median(bars["amount"][rows])))
    if power in PRICE_UNITS and are_whole(bars, rows):
        # A few round numbers may be an example's.
        return PRICE_UNITS[power] if whole_prices(bars, rows) else f"{PRICE_UNITS[power]}; or {words}"
    return words


def whole_prices(bars: Frame, rows: NDArray[np.intp]) -> bool:
    """Whether nearly all prices of some rows are whole numbers, and many different ones."""
    return are_whole(bars, rows) and len(np.unique(bars["close"][rows])) >= DISTINCT


def are_whole(bars: Frame, rows: NDArray[np.intp]) -> bool:
    """Whether nearly all prices of some rows are whole numbers, with single precision as well."""
    whole = np.logical_and.reduce(
        [np.abs(bars[name][rows] - np.round(bars[name][rows])) < NOISE + SINGLE * bars[name][rows] for name in PRICES]
    )
    return bool(whole.mean() >= WHOLE)


def cause_of_row(bars: Frame, row: int, average: float) -> str:
    """Guess what went wrong with one row; "" where no unit explains it."""
    if abs(average - 1) < 0.01:  # noqa: PLR2004 - one CNY a CNY
        return HOLDS_THE_AMOUNT
    decades = float(np.log10(average * 2 / (bars["low"][row] + bars["high"][row])))
    power = round(decades)
    if abs(decades - power) > WITHIN:
        return ""
    # The rows around it have sound units, so that one of its columns is wrong and not both.
    single = [unit[2] for unit in UNITS if 1 in unit[:2] and round(np.log10(unit[0] / unit[1])) == power]
    return single[0] if single and power != 0 else ""


def unit_words(power: int, amount: float) -> str:
    """Return the units whose ratio is a power of ten and that make a usual turnover of a usual ``amount``."""
    fits = [unit for unit in UNITS if round(np.log10(unit[0] / unit[1])) == power]
    if not fits:
        return f"amount / volume is 10^{power} times the price: the unit of one of them is wrong"
    return min(fits, key=lambda unit: abs(np.log10(amount * unit[1]) - USUAL))[2]


def joined_words(day: np.datetime64, what: str, power: int) -> str:
    """Say that from a day on something is by a power of ten, below 0 a fall, another than before."""
    way = "times" if power > 0 else "divided by"
    return f"from {day} on {what} is that of before {way} {10 ** abs(power):,}: two units are joined there"


def same_units_words(turnover: float) -> str:
    """Return the unit of both columns that may have made a median turnover as small as this."""
    return WAN if turnover >= SMALLEST_IN_WAN else YI
