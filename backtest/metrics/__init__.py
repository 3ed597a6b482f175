"""Performance metrics as pure functions over numpy arrays; every one states its formula and its source."""

from __future__ import annotations

from backtest.metrics.book import curve_of, trading_record
from backtest.metrics.curve import Curve
from backtest.metrics.definitions import DEFINITIONS, Definition, definition
from backtest.metrics.drawdown import Drawdown, drawdown_path, max_drawdown, top_drawdowns
from backtest.metrics.periods import PeriodReturn, monthly_table, yearly_table
from backtest.metrics.relative import (
    alpha,
    beta,
    excess_arithmetic,
    excess_geometric,
    excess_max_drawdown,
    excess_path,
    information_ratio,
    monthly_win_rate,
    tracking_error,
)
from backtest.metrics.returns import annual_return, daily_returns, growth, periods_per_year, total_return, years
from backtest.metrics.risk import calmar, downside_deviation, sharpe, sortino, spread, volatility
from backtest.metrics.split import PartName, cut_row, part_rows, split_performance
from backtest.metrics.summary import own_performance, performance, relative_performance, trading_performance
from backtest.metrics.trading import (
    Trading,
    TradingRecord,
    money_total,
    refusals_by_reason,
    slippage_cost,
    trading_totals,
    turnover,
)

__all__ = [
    "DEFINITIONS",
    "Curve",
    "Definition",
    "Drawdown",
    "PartName",
    "PeriodReturn",
    "Trading",
    "TradingRecord",
    "alpha",
    "annual_return",
    "beta",
    "calmar",
    "curve_of",
    "cut_row",
    "daily_returns",
    "definition",
    "downside_deviation",
    "drawdown_path",
    "excess_arithmetic",
    "excess_geometric",
    "excess_max_drawdown",
    "excess_path",
    "growth",
    "information_ratio",
    "max_drawdown",
    "money_total",
    "monthly_table",
    "monthly_win_rate",
    "own_performance",
    "part_rows",
    "performance",
    "periods_per_year",
    "refusals_by_reason",
    "relative_performance",
    "sharpe",
    "slippage_cost",
    "sortino",
    "split_performance",
    "spread",
    "top_drawdowns",
    "total_return",
    "tracking_error",
    "trading_performance",
    "trading_record",
    "trading_totals",
    "turnover",
    "volatility",
    "yearly_table",
    "years",
]
