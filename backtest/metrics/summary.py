"""All metrics of a run, under the names and in the order of `metrics.json`."""

from __future__ import annotations

import math

import numpy as np

from backtest.metrics.curve import Curve
from backtest.metrics.drawdown import max_drawdown
from backtest.metrics.relative import (
    alpha,
    beta,
    excess_arithmetic,
    excess_geometric,
    excess_max_drawdown,
    information_ratio,
    monthly_win_rate,
    tracking_error,
)
from backtest.metrics.returns import annual_return, daily_returns, finite, periods_per_year, total_return, years
from backtest.metrics.risk import calmar, sharpe, sortino, volatility
from backtest.metrics.trading import Trading, money_total, turnover


def performance(curve: Curve, trading: Trading, risk_free: float = 0.0) -> dict[str, object]:
    """Return every metric of a run, ready for JSON: floats, ints, ISO dates, one object of counts, or None.

    Fractions, not percent; money in CNY. `risk_free` is an annual rate. None stands for a ratio over 0 and for what
    needs two returns when there are fewer; no value is infinite or NaN. `definitions` says what each key means.

    Parameters
    ----------
    curve : Curve
        Equity beside its benchmark, the base date first.
    trading : Trading
        What was traded and paid over the same sessions.
    risk_free : float, default 0.0
        Annual rate, as a fraction.
    """
    if not math.isfinite(risk_free):
        raise ValueError(f"the risk-free rate must be a finite annual rate, {risk_free} was given")
    own = own_performance(curve, risk_free)
    return own | relative_performance(curve, risk_free) | trading_performance(curve, trading)


def own_performance(curve: Curve, risk_free: float = 0.0) -> dict[str, object]:
    """Return the metrics that need no benchmark, `total_return` to `calmar`."""
    returns, per_year = daily_returns(curve.equity), periods_per_year(curve.dates)
    yearly = annual_return(curve.equity, years(curve.dates))
    worst = max_drawdown(curve.equity)
    depth = worst.depth if worst else 0.0
    return {
        "total_return": finite(total_return(curve.equity)),
        "annual_return": yearly,
        "volatility": volatility(returns, per_year),
        "sharpe": sharpe(returns, per_year, risk_free),
        "sortino": sortino(returns, per_year, risk_free),
        "max_drawdown": depth,
        "max_drawdown_start": str(curve.dates[worst.start]) if worst else None,
        "max_drawdown_end": str(curve.dates[worst.trough]) if worst else None,
        "max_drawdown_sessions": worst.sessions_to_low if worst else None,
        "calmar": calmar(yearly, depth),
    }


def relative_performance(curve: Curve, risk_free: float = 0.0) -> dict[str, object]:
    """Return the metrics against the curve's benchmark, `beta` to `monthly_win_rate`.

    Called a second time with the total-return index in the curve, it gives the numbers to show beside.
    """
    equity, benchmark = curve.equity, curve.benchmark
    own, market = daily_returns(equity), daily_returns(benchmark)
    per_year = periods_per_year(curve.dates)
    return {
        "beta": beta(own, market),
        "alpha": alpha(own, market, per_year, risk_free),
        "benchmark_return": finite(total_return(benchmark)),
        "excess_arithmetic": finite(excess_arithmetic(equity, benchmark)),
        "excess_geometric": finite(excess_geometric(equity, benchmark)),
        "tracking_error": tracking_error(own, market, per_year),
        "information_ratio": information_ratio(own, market, per_year),
        "excess_max_drawdown": finite(excess_max_drawdown(equity, benchmark)),
        "monthly_win_rate": monthly_win_rate(curve.dates, equity, benchmark),
    }


def trading_performance(curve: Curve, trading: Trading) -> dict[str, object]:
    """Return turnover, costs, dividends and counts, `turnover` to `refusals`; sums rounded to the cent."""
    mean_equity = float(np.mean(curve.equity))
    return {
        "turnover": turnover(trading.fill_values, mean_equity, years(curve.dates)),
        "commission": money_total([trading.commission]),
        "stamp_duty": money_total([trading.stamp_duty]),
        "transfer_fee": money_total([trading.transfer_fee]),
        "slippage_cost": money_total([trading.slippage_cost]),
        "dividends": money_total([trading.dividends]),
        "fills": int(trading.fills),
        "refusals": {reason: int(count) for reason, count in sorted(trading.refusals.items())},
    }
