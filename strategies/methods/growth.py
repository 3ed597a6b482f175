"""Growth over one period, over several, and the base that a value and its growth imply; rates in percent."""

from __future__ import annotations

import math


def growth(start: float, end: float) -> float:
    """Change from ``start`` to ``end`` in percent of ``start``."""
    return 100 * (end / start - 1)


def compound_growth(start: float, end: float, years: float) -> float:
    """The yearly growth in percent that leads from ``start`` to ``end`` in ``years``, each year the same (CAGR)."""
    return 100 * (math.pow(end / start, 1 / years) - 1)


def base_before(value: float, rate: float) -> float:
    """The base from which a growth of ``rate`` percent leads to ``value``."""
    return value / (1 + rate / 100)
