"""Rounding as the execution rules have it: half up to the cent, shares down, with a tolerance for binary fractions."""

from __future__ import annotations

import math

from backtest.engine.compiled import compiled

TOLERANCE = 1e-6
SPLITTER = 134_217_729.0  # 2**27 + 1 halves a double's 53 bits


@compiled
def to_cents(amount: float) -> int:
    """CNY to whole cents, half up."""
    return math.floor(amount * 100 + 0.5 + TOLERANCE)


@compiled
def round2(price: float) -> float:
    """A price or value to the cent, half up."""
    return math.floor(price * 100 + 0.5 + TOLERANCE) / 100


@compiled
def round8(price: float) -> float:
    """The price a fill gets, as it is written to fills.csv: to 8 decimals, exact ties to even."""
    scaled = price * 1e8
    nearest = math.floor(scaled + 0.5)
    if nearest - scaled == 0.5:
        # The product itself was rounded: its error says on which side of the tie the price lies.
        error = product_error(price, 1e8, scaled)
        if error < 0 or (error == 0 and nearest % 2 == 1):
            nearest -= 1
    return nearest / 1e8


@compiled
def product_error(a: float, b: float, product: float) -> float:
    """What ``a * b`` lost to rounding (T. J. Dekker, 1971)."""
    a_high = SPLITTER * a - (SPLITTER * a - a)
    b_high = SPLITTER * b - (SPLITTER * b - b)
    a_low, b_low = a - a_high, b - b_high
    return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low


@compiled
def whole(shares: float) -> int:
    """Shares down to a whole number."""
    return math.floor(shares + TOLERANCE)
