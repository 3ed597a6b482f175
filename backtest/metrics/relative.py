"""The strategy against its benchmark."""

from __future__ import annotations

import math

import numpy as np

from backtest.metrics.drawdown import drawdown_path
from backtest.metrics.periods import monthly_table
from backtest.metrics.returns import NOISE, finite, total_return
from backtest.metrics.risk import spread
from data_sources.tables.facts import Dates, Floats


def beta(returns: Floats, benchmark_returns: Floats) -> float | None:
    """Slope on the benchmark, `cov(r_s, r_b) / var(r_b)`, both with n - 1.

    Sharpe, "Capital Asset Prices" (1964). None below two returns and for a benchmark with constant ones.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    benchmark_returns : array of shape (n,)
        Daily returns of the benchmark on the same sessions, as fractions.
    """
    if not spread(benchmark_returns):
        return None
    strategy = returns - np.mean(returns)
    benchmark = benchmark_returns - np.mean(benchmark_returns)
    return finite(float(strategy @ benchmark) / float(benchmark @ benchmark))


def alpha(returns: Floats, benchmark_returns: Floats, periods_per_year: float, risk_free: float = 0.0) -> float | None:
    """Intercept on the benchmark a year, `(mean(r_s - rf) - beta * mean(r_b - rf)) * periods per year`.

    Jensen, "The Performance of Mutual Funds in the Period 1945-1964" (1968). `risk_free` is an annual rate. Scaled
    up by addition, not compounded. None where beta is.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    benchmark_returns : array of shape (n,)
        Daily returns of the benchmark on the same sessions, as fractions.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    risk_free : float, default 0.0
        Annual rate, as a fraction.
    """
    slope = beta(returns, benchmark_returns)
    if slope is None:
        return None
    rate = risk_free / periods_per_year
    own, market = float(np.mean(returns)) - rate, float(np.mean(benchmark_returns)) - rate
    return finite((own - slope * market) * periods_per_year)


def excess_arithmetic(equity: Floats, benchmark: Floats) -> float:
    """Return `R_s - R_b` over the whole run, in points of the start capital; both paths of shape (n,)."""
    return total_return(equity) - total_return(benchmark)


def excess_points_path(equity: Floats, benchmark: Floats, base: int = 0) -> Floats:
    """Return `R_s,t - R_b,t` since row ``base``, shape (n,), 0.0 there: the excess in points as it stood each day.

    Cumulative and arithmetic, so that its last value is ``excess_arithmetic`` of the paths from ``base`` on. Rows
    before it say what the two were worth against their values at the base.
    """
    path: Floats = equity / equity[base] - benchmark / benchmark[base]
    return path


def excess_geometric(equity: Floats, benchmark: Floats) -> float:
    """Return `(1 + R_s) / (1 + R_b) - 1`: how much richer one ended than the holder of the benchmark.

    Bacon, "Practical Portfolio Performance Measurement and Attribution" (2004). Unlike the difference it compounds
    over periods.

    Parameters
    ----------
    equity : array of shape (n,)
        Equity by session in CNY, the base first.
    benchmark : array of shape (n,)
        Index closes of the same sessions, in any scale.
    """
    return float(excess_path(equity, benchmark)[-1] - 1.0)


def excess_path(equity: Floats, benchmark: Floats) -> Floats:
    """Relative wealth `(1 + R_s,t) / (1 + R_b,t)`, shape (n,), 1.0 at the base; the benchmark must be positive."""
    path: Floats = (equity / equity[0]) / (benchmark / benchmark[0])
    return path


def excess_max_drawdown(equity: Floats, benchmark: Floats) -> float:
    """Deepest fall of the relative wealth from its own maximum, in [-1, 0]; 0.0 when it never fell.

    What a holder lost against the index at worst, whether or not money was lost.

    Parameters
    ----------
    equity : array of shape (n,)
        Equity by session in CNY, the base first.
    benchmark : array of shape (n,)
        Index closes of the same sessions, in any scale.
    """
    return float(drawdown_path(excess_path(equity, benchmark)).min())


def tracking_error(returns: Floats, benchmark_returns: Floats, periods_per_year: float) -> float | None:
    """Spread of the daily difference a year, `std(r_s - r_b) * sqrt(periods per year)`.

    Roll, "A Mean/Variance Analysis of Tracking Error" (1992). 0.0 for a constant difference,
    None below two returns.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    benchmark_returns : array of shape (n,)
        Daily returns of the benchmark on the same sessions, as fractions.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    """
    deviation = spread(returns - benchmark_returns)
    return None if deviation is None else finite(deviation * math.sqrt(periods_per_year))


def information_ratio(returns: Floats, benchmark_returns: Floats, periods_per_year: float) -> float | None:
    """Mean daily difference for its spread a year, `mean(d) / std(d) * sqrt(periods per year)`, d = r_s - r_b.

    Goodwin, "The Information Ratio" (1998); the benchmark itself is the yardstick, so no risk-free rate enters and
    none is adjusted for beta. None below two returns and for a constant difference.

    Parameters
    ----------
    returns : array of shape (n,)
        Daily returns, as fractions.
    benchmark_returns : array of shape (n,)
        Daily returns of the benchmark on the same sessions, as fractions.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    """
    difference = returns - benchmark_returns
    deviation = spread(difference)
    if not deviation:
        return None
    return finite(float(np.mean(difference)) / deviation * math.sqrt(periods_per_year))


def monthly_win_rate(dates: Dates, equity: Floats, benchmark: Floats) -> float | None:
    """Share of the calendar months in which the strategy returned more than the benchmark, in [0, 1].

    Months as in `monthly_table`: the first counts from the base date, a month without a session after the base does
    not count. Within 1e-12 a month is a tie, and a tie is not a win. None for a base date alone.

    Parameters
    ----------
    dates : array of shape (n,)
        The sessions as ``datetime64[D]``, the base date first.
    equity : array of shape (n,)
        Equity by session in CNY, the base first.
    benchmark : array of shape (n,)
        Index closes of the same sessions, in any scale.
    """
    months = monthly_table(dates, equity, benchmark)
    if not months:
        return None
    return sum(month.excess > NOISE for month in months) / len(months)
