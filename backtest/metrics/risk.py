"""Volatility, and the return earned for it."""

from __future__ import annotations

import math

import numpy as np

from backtest.metrics.returns import NOISE, finite
from data_sources.tables.facts import Floats


def spread(values: Floats) -> float | None:
    """Sample standard deviation, `sqrt(sum((x - mean)^2) / (n - 1))`, of shape (n,); None below two values.

    Exactly 0.0 when it is under 1e-12 relative to `1 + |largest value|`: floats leave equal returns a spread of some
    1e-18, and a ratio over that would be an absurd number instead of none.
    """
    if values.size < 2:  # noqa: PLR2004  # n - 1 below the fraction
        return None
    deviation = float(np.std(values, ddof=1))
    return 0.0 if deviation < NOISE * (1.0 + float(np.abs(values).max())) else deviation


def volatility(returns: Floats, periods_per_year: float) -> float | None:
    """Return the standard deviation a year, `std(r) * sqrt(periods per year)`.

    Standard deviation as risk: Markowitz, "Portfolio Selection" (1952). The square root holds for returns without
    serial correlation. 0.0 for constant returns, None below two.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    """
    deviation = spread(returns)
    return None if deviation is None else finite(deviation * math.sqrt(periods_per_year))


def sharpe(returns: Floats, periods_per_year: float, risk_free: float = 0.0) -> float | None:
    """Sharpe ratio a year, `mean(r - rf) / std(r) * sqrt(periods per year)`.

    Sharpe, "Mutual Fund Performance" (1966). `risk_free` is an annual rate, rf = `risk_free / periods per year`.
    None below two returns and for constant ones.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    risk_free : float, default 0.0
        Annual rate, as a fraction.
    """
    deviation = spread(returns)
    if not deviation:
        return None
    excess = float(np.mean(returns)) - risk_free / periods_per_year
    return finite(excess / deviation * math.sqrt(periods_per_year))


def downside_deviation(returns: Floats, target: float = 0.0) -> float | None:
    """Root of the mean squared shortfall per session, `sqrt(mean(min(r - target, 0)^2))`, over all n returns.

    Sortino and Price, "Performance Measurement in a Downside Risk Framework" (1994). Returns above the target count
    as 0 and stay in the mean. 0.0 when nothing fell short by more than 1e-12, None without returns.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    target : float, default 0.0
        What a return falls short of, a rate per session.
    """
    if returns.size == 0:
        return None
    deviation = math.sqrt(float(np.mean(np.minimum(returns - target, 0.0) ** 2)))
    return 0.0 if deviation < NOISE else deviation


def sortino(returns: Floats, periods_per_year: float, risk_free: float = 0.0) -> float | None:
    """Sortino ratio a year, `mean(r - rf) * ppy / (downside deviation * sqrt(ppy))`, target rf.

    Sortino and Price (1994). `risk_free` is an annual rate, rf = `risk_free / periods per year`. None
    without returns and when none fell short of rf. One losing return is enough, since no spread is taken.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    risk_free : float, default 0.0
        Annual rate, as a fraction.
    """
    if returns.size == 0:
        return None
    rate = risk_free / periods_per_year
    deviation = downside_deviation(returns, rate)
    if not deviation:
        return None
    return finite((float(np.mean(returns)) - rate) / deviation * math.sqrt(periods_per_year))


def calmar(annual_return: float | None, max_drawdown: float) -> float | None:
    """Calmar ratio, `annual return / |maximum drawdown|`, over the whole run.

    Young, "Calmar Ratio: A Smoother Tool" (1991), there over 36 months. None without a drawdown or an annual return.

    Parameters
    ----------
    annual_return : float or None
        Compound return a year, as a fraction.
    max_drawdown : float
        Depth of the deepest fall, 0 or below.
    """
    if annual_return is None or max_drawdown == 0:
        return None
    return finite(annual_return / abs(max_drawdown))
