"""How wide the excess over a benchmark, or over the plain list of a rule's names, could have been by chance."""

from __future__ import annotations

import numpy as np

from backtest.validity.interval import CONFIDENCE, Interval, mean_interval
from data_sources.tables.facts import Floats


def excess_interval(
    equity: Floats, benchmark: Floats, periods_per_year: float, *, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return the interval of the annual excess return, geometric, as fractions, or None when it cannot be had.

    ``mean_interval`` of the daily differences of the logarithms of equity and benchmark, grown over a year. Logarithms,
    because the excess that is shown is the growth of relative wealth, and that is exactly their mean: the interval lies
    round it and is about the same thing. The mean of simple differences is another number: it leaves out what
    volatility costs a holder, some ten points a year for a list of 49% against an index of 20% ((0.49^2 - 0.20^2) / 2),
    and can be above zero while the holder falls behind. So a list that is merely wilder than the index, with the same
    expected simple return, counts as behind it.

    None under 60 sessions, after a total loss, and where the growth of a year leaves the range of a float.

    Parameters
    ----------
    equity : array of shape (n,)
        Equity by session in CNY, the base first.
    benchmark : array of shape (n,)
        Index closes of the same sessions, in any scale, positive.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    confidence : float, default 0.95
        Share of the cases in which it should hold the truth; what it does hold is in ``docs/validity.md``.
    """
    if equity.min() <= 0 or benchmark.min() <= 0:
        return None
    found = mean_interval(np.diff(np.log(equity) - np.log(benchmark)), confidence)
    return found.grown(periods_per_year) if found else None


def added_interval(
    rule: Floats, plain: Floats, periods_per_year: float, *, confidence: float = CONFIDENCE
) -> Interval | None:
    """Return the interval of what a rule adds a year to the plain list of its names: its wealth over the list's.

    The same as ``excess_interval`` with the list in the place of the index: geometric, annual, fractions. Where it
    holds zero, the rule cannot be told from its list. Two equal curves give 0 to 0. None under 60 sessions or after a
    total loss of either.

    Parameters
    ----------
    rule, plain : array of shape (n,)
        Equity of both on the same sessions in CNY, the base first.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    confidence : float, default 0.95
        As in ``excess_interval``.
    """
    return excess_interval(rule, plain, periods_per_year, confidence=confidence)
