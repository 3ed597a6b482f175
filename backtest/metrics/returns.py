"""Returns, and the years they are spread over."""

from __future__ import annotations

import math

import numpy as np

from data_sources.tables.facts import Dates, Floats

# Returns are quotients near 1, so equal ones differ by some 1e-16 when computed in floats. What lies closer together
# than this (relative to 1 + r) is taken for equal; real returns, made of whole cents, differ by far more.
NOISE = 1e-12

DAYS_PER_YEAR = 365.25


def growth(start: Floats, end: Floats) -> Floats:
    """Return `end / start - 1`, element by element; 0.0 where `start` is 0.

    After a total loss nothing is left that could move, so its later returns are 0.0 instead of 0 / 0.
    """
    quotient = np.ones(end.shape, dtype=np.float64)
    np.divide(end, start, out=quotient, where=start > 0)
    returns: Floats = quotient - 1.0
    return returns


def daily_returns(values: Floats) -> Floats:
    """Return the simple returns `r_t = v_t / v_(t-1) - 1` of a path with the base value first.

    Shape (n,) gives (n - 1,): empty for a base value alone. Simple rather than logarithmic returns, since those of
    a portfolio are the weighted sum of those of its holdings.
    """
    return growth(values[:-1], values[1:])


def total_return(values: Floats) -> float:
    """Return `R = v_last / v_base - 1`, shape (n,), n >= 1; 0.0 for a base value alone."""
    return float(values[-1] / values[0] - 1.0)


def years(dates: Dates) -> float:
    """Elapsed calendar time, `(last date - base date) in days / 365.25`; 0.0 for a base date alone.

    From the calendar and not from a count of sessions: a fixed 252 or 365 misstates the year of a market with about
    243 sessions.
    """
    return int((dates[-1] - dates[0]) / np.timedelta64(1, "D")) / DAYS_PER_YEAR


def periods_per_year(dates: Dates) -> float:
    """Sessions a year as they were, `(n - 1) / years`; 0.0 for a base date alone, when there is nothing to scale."""
    elapsed = years(dates)
    return (dates.size - 1) / elapsed if elapsed > 0 else 0.0


def annual_return(values: Floats, elapsed_years: float) -> float | None:
    """Compound return a year, `(1 + R)^(1 / years) - 1`, known as CAGR.

    -1.0 after a total loss; None when no time passed or the power leaves the range of a float (a huge
    gain over a few days).

    Parameters
    ----------
    values : array of shape (n,)
        A path of positive values, the base first.
    elapsed_years : float
        Calendar time from the base to the last value, as ``years`` counts it.
    """
    if elapsed_years <= 0:
        return None
    try:
        return finite((float(values[-1]) / float(values[0])) ** (1.0 / elapsed_years) - 1.0)
    except OverflowError:
        return None


def finite(value: float) -> float | None:
    """Return the value as a plain float, None when it is infinite or NaN."""
    return float(value) if math.isfinite(value) else None
