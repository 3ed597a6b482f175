"""Rounding of money, prices and share counts."""

import math

TOLERANCE = 1e-6


def cents(amount: float) -> int:
    """Whole cents of an amount of CNY, half up."""
    return math.floor(amount * 100 + 0.5 + TOLERANCE)


def round2(amount: float) -> float:
    """An amount or price to the cent, half up."""
    return cents(amount) / 100


def floor_shares(count: float) -> int:
    """A share count cut to whole shares."""
    return math.floor(count + TOLERANCE)
