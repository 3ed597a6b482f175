"""What each key of `metrics.json` means, in words, for pages and documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

# How a page writes the value: 0.0123 as 1.23%, a plain number with decimals, a day, whole numbers, money, or a
# small table of counts.
Unit: TypeAlias = Literal["percent", "number", "date", "sessions", "CNY", "count", "counts"]


@dataclass(frozen=True)
class Definition:
    """One metric: its key, its label on a page, how it is written, its formula in words, and where that is from."""

    key: str
    label: str
    unit: Unit
    formula: str
    source: str


_OWN = (
    Definition(
        "total_return",
        "Total return",
        "percent",
        "last equity over initial cash, less one",
        "the definition of a simple return",
    ),
    Definition(
        "annual_return",
        "Annual return",
        "percent",
        "one plus the total return, to the power of one over the elapsed years, less one",
        "compound annual growth; years are calendar days over 365.25",
    ),
    Definition(
        "volatility",
        "Volatility",
        "percent",
        "sample standard deviation of the daily returns, times the root of the sessions a year",
        "Markowitz, Portfolio Selection, 1952",
    ),
    Definition(
        "sharpe",
        "Sharpe ratio",
        "number",
        "mean daily return above the risk-free rate over the standard deviation of the daily returns, "
        "times the root of the sessions a year",
        "Sharpe, Mutual Fund Performance, 1966",
    ),
    Definition(
        "sortino",
        "Sortino ratio",
        "number",
        "mean daily return above the risk-free rate over the root of the mean squared shortfall below that rate, "
        "times the root of the sessions a year",
        "Sortino and Price, Performance Measurement in a Downside Risk Framework, 1994",
    ),
    Definition(
        "max_drawdown",
        "Maximum drawdown",
        "percent",
        "lowest value of equity over its highest value so far, less one",
        "Magdon-Ismail and Atiya, Maximum Drawdown, 2004",
    ),
    Definition(
        "max_drawdown_start",
        "Drawdown from",
        "date",
        "last session on the highest value before the first lowest point of the maximum drawdown",
        "execution rules, section 5",
    ),
    Definition(
        "max_drawdown_end",
        "Drawdown to",
        "date",
        "session of the first lowest point of the maximum drawdown",
        "execution rules, section 5",
    ),
    Definition(
        "max_drawdown_sessions",
        "Drawdown length",
        "sessions",
        "sessions from the start to the end of the maximum drawdown",
        "execution rules, section 5",
    ),
    Definition(
        "calmar",
        "Calmar ratio",
        "number",
        "annual return over the size of the maximum drawdown, both over the whole run",
        "Young, Calmar Ratio: A Smoother Tool, 1991, there over 36 months",
    ),
)

_RELATIVE = (
    Definition(
        "beta",
        "Beta",
        "number",
        "covariance of the daily returns with those of the benchmark, over the variance of the benchmark's",
        "Sharpe, Capital Asset Prices, 1964",
    ),
    Definition(
        "alpha",
        "Alpha, a year",
        "percent",
        "mean daily return above the risk-free rate, less beta times that of the benchmark, times the sessions a year",
        "Jensen, The Performance of Mutual Funds in the Period 1945-1964, 1968",
    ),
    Definition(
        "benchmark_return",
        "Benchmark return",
        "percent",
        "last close of the benchmark over its close on the base date, less one",
        "the definition of a simple return",
    ),
    Definition(
        "excess_arithmetic",
        "Excess return, arithmetic",
        "percent",
        "total return less benchmark return",
        "the difference in points of the initial cash",
    ),
    Definition(
        "excess_geometric",
        "Excess return, geometric",
        "percent",
        "one plus the total return over one plus the benchmark return, less one",
        "Bacon, Practical Portfolio Performance Measurement and Attribution, 2004",
    ),
    Definition(
        "tracking_error",
        "Tracking error",
        "percent",
        "sample standard deviation of the daily return less that of the benchmark, "
        "times the root of the sessions a year",
        "Roll, A Mean/Variance Analysis of Tracking Error, 1992",
    ),
    Definition(
        "information_ratio",
        "Information ratio",
        "number",
        "mean of the daily return less that of the benchmark, over the standard deviation of this difference, "
        "times the root of the sessions a year",
        "Goodwin, The Information Ratio, 1998",
    ),
    Definition(
        "excess_max_drawdown",
        "Excess drawdown",
        "percent",
        "lowest value of equity relative to the benchmark over its highest value so far, less one",
        "the maximum drawdown, of relative wealth",
    ),
    Definition(
        "monthly_win_rate",
        "Months won",
        "percent",
        "share of the calendar months that returned more than the benchmark; the first counts from the base date, "
        "a tie is no win",
        "execution rules, section 5",
    ),
)

_TRADING = (
    Definition(
        "turnover",
        "Turnover, a year",
        "percent",
        "values of all fills, halved, over the mean equity and the elapsed years",
        "halved because an exchange of holdings is a sale and a buy",
    ),
    Definition(
        "commission",
        "Commission",
        "CNY",
        "sum of the broker's commission of all fills",
        "execution rules, section 3",
    ),
    Definition(
        "stamp_duty",
        "Stamp duty",
        "CNY",
        "sum of the stamp duty of all sales",
        "execution rules, section 3",
    ),
    Definition(
        "transfer_fee",
        "Transfer fee",
        "CNY",
        "sum of the transfer fee of all fills",
        "execution rules, section 3",
    ),
    Definition(
        "slippage_cost",
        "Slippage",
        "CNY",
        "sum over the fills of the distance between the price paid and the session's fill price, times the quantity",
        "execution rules, section 5",
    ),
    Definition(
        "dividends",
        "Dividends",
        "CNY",
        "sum of the cash dividends received, net of tax",
        "execution rules, sections 4 and 5",
    ),
    Definition(
        "fills",
        "Fills",
        "count",
        "number of fills, buys and sales together",
        "the rows of fills.csv",
    ),
    Definition(
        "refusals",
        "Refusals",
        "counts",
        "number of refusals by reason; an order refused on several sessions counts on each",
        "the rows of refusals.csv",
    ),
)

# In the order of metrics.json.
DEFINITIONS: tuple[Definition, ...] = _OWN + _RELATIVE + _TRADING


def definition(key: str) -> Definition:
    """Return the definition of one key of `metrics.json`; a KeyError names an unknown key."""
    for row in DEFINITIONS:
        if row.key == key:
            return row
    raise KeyError(key)
