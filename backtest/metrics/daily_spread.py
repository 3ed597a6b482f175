"""How the daily returns of a strategy and its benchmark are spread: counts in bins of one width, and the worst days."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from data_sources.tables.facts import Floats, Integers

MOST_BINS = 41  # what a reader can still tell apart, and an odd number, since one bin lies around zero
WIDTHS = (0.001, 0.002, 0.0025, 0.005, 0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True)
class DailySpread:
    """Counts of daily returns in bins of one width; ``own`` and ``market`` have one count per bin (K).

    Bin k holds returns in ``[first + k * width, first + (k + 1) * width)``; the middle one lies around zero.
    """

    first: float
    width: float
    own: Integers
    market: Integers


def daily_spread(own: Floats, market: Floats) -> DailySpread | None:
    """Count the daily returns of both in the same bins, symmetric about zero; None without a return.

    The width is the smallest round one with which at most 41 bins hold every return, so that no return is left out and
    none stands in a bin of its own kind at an edge. Shapes (n,) and (n,), fractions.
    """
    if not own.size:
        return None
    farthest = float(np.abs(np.concatenate((own, market))).max())
    width = next((each for each in WIDTHS if _bins(farthest, each) <= MOST_BINS), farthest or 1.0)
    count = _bins(farthest, width)
    first = -count / 2 * width
    edges = first + width * np.arange(count + 1)
    return DailySpread(first, width, *(np.histogram(each, edges)[0].astype(np.int64) for each in (own, market)))


def worst_rows(returns: Floats, count: int = 5) -> list[int]:
    """Return the rows of the lowest returns below zero, the worst first and the earlier first among equals.

    Shape (n,); fewer than ``count`` where fewer days lost.
    """
    order = np.argsort(returns, kind="stable")[:count]
    return [int(row) for row in order if returns[row] < 0]


def _bins(farthest: float, width: float) -> int:
    """How many bins reach from the one around zero to the farthest return on both sides."""
    return 2 * math.ceil(max(farthest / width - 0.5, 0.0) + 1e-9) + 1
