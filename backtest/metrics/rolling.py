"""Excess, beta and volatility over a window that moves with the sessions.

Each value belongs to the last session of its window and is known after that session's close.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from backtest.metrics.returns import NOISE, daily_returns, growth
from data_sources.tables.facts import Floats


def rolling_excess(equity: Floats, benchmark: Floats, window: int) -> Floats:
    """Return the growth of equity over the last ``window`` sessions less that of the benchmark, as fractions (points).

    ``(v_t / v_(t - window) - 1) - (b_t / b_(t - window) - 1)``. Shape (n,) gives (n,); NaN on the first ``window``
    rows, which have no whole window behind them.
    """
    excess = np.full(len(equity), np.nan)
    if len(equity) > window:
        excess[window:] = growth(equity[:-window], equity[window:]) - growth(benchmark[:-window], benchmark[window:])
    return excess


def rolling_volatility(equity: Floats, window: int, periods_per_year: float) -> Floats:
    """Return the volatility of the last ``window`` daily returns, ``std(r) * sqrt(periods per year)``, n - 1 below it.

    Shape (n,) gives (n,), NaN on the first ``window`` rows; 0.0 for constant returns, as ``volatility`` has it.
    """
    windows = _windows(daily_returns(equity), window)
    deviation = windows.std(axis=1, ddof=1)
    still = deviation < NOISE * (1.0 + np.abs(windows).max(axis=1, initial=0.0))
    return _behind(np.where(still, 0.0, deviation) * math.sqrt(periods_per_year), len(equity))


def rolling_beta(equity: Floats, benchmark: Floats, window: int) -> Floats:
    """Return the slope of the last ``window`` daily returns on those of the benchmark, ``cov(r, b) / var(b)``.

    Shape (n,) gives (n,); NaN on the first ``window`` rows and for a benchmark that did not move within a window.
    """
    own, market = (_windows(daily_returns(values), window) for values in (equity, benchmark))
    own, market = own - own.mean(axis=1, keepdims=True), market - market.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", market, market)
    slope = np.full(len(spread), np.nan)
    np.divide(np.einsum("ij,ij->i", own, market), spread, out=slope, where=spread > window * NOISE**2)
    return _behind(slope, len(equity))


def _windows(returns: Floats, window: int) -> Floats:
    """Every stretch of ``window`` returns, one a row; none where there are fewer."""
    if len(returns) < window:
        return np.empty((0, window))
    stretches: Floats = sliding_window_view(returns, window)
    return stretches


def _behind(values: Floats, rows: int) -> Floats:
    """Values by session, NaN before the first whole window."""
    return np.concatenate((np.full(rows - len(values), np.nan), values))
