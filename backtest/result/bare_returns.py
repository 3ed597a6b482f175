"""What daily returns show by themselves or beside a benchmark: nothing is known of fills, costs or holdings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from backtest.given_returns import GivenReturns
from backtest.metrics.curve import Curve
from backtest.metrics.returns import daily_returns, periods_per_year
from backtest.metrics.summary import own_performance, relative_performance
from backtest.result.comparison import Comparison, compare_curve
from backtest.result.parts import A_YEAR
from backtest.validity.drawdown_interval import DrawdownInterval, drawdown_interval
from backtest.validity.interval import Interval, mean_interval
from backtest.validity.sharpe import Sharpe, sharpe_interval
from data_sources.errors import InputError
from data_sources.language.text import NOTHING, Text, both
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class BareReturns:
    """A curve from 1 at the weekday before its first return; its benchmark is level where ``benchmark`` is nothing.

    ``risk_free`` is an annual rate, a fraction. ``metrics`` are named as in ``metrics.json``.
    """

    name: str
    curve: Curve
    benchmark: Text = NOTHING
    risk_free: float = 0.0

    @property
    def under_a_year(self) -> bool:
        """Whether nothing about them is annualised in words."""
        return bool((self.curve.dates[-1] - self.curve.dates[0]).astype(int) < A_YEAR)

    @cached_property
    def own(self) -> Mapping[str, object]:
        """The metrics that need no benchmark."""
        return own_performance(self.curve, self.risk_free)

    @cached_property
    def market(self) -> Mapping[str, object]:
        """The same of the benchmark; empty without one."""
        beside = replace(self.curve, equity=self.curve.benchmark)
        return own_performance(beside, self.risk_free) if self.benchmark else {}

    @cached_property
    def relative(self) -> Mapping[str, object]:
        """The metrics against the benchmark; empty without one."""
        return relative_performance(self.curve, self.risk_free) if self.benchmark else {}

    @cached_property
    def comparison(self) -> Comparison | None:
        """The excess with its interval; None without a benchmark."""
        return compare_curve(self.curve) if self.benchmark else None

    @cached_property
    def growth(self) -> Interval | None:
        """The interval of the growth a year, geometric; None under 60 sessions and after a total loss."""
        if self.curve.equity.min() <= 0:
            return None
        found = mean_interval(np.diff(np.log(self.curve.equity)))
        return found.grown(periods_per_year(self.curve.dates)) if found else None

    @cached_property
    def sharpe(self) -> Sharpe | None:
        """The Sharpe ratio a year with its interval; None under 60 sessions."""
        returns, a_year = daily_returns(self.curve.equity), periods_per_year(self.curve.dates)
        return sharpe_interval(returns, a_year, risk_free=self.risk_free)

    @cached_property
    def drawdown(self) -> DrawdownInterval | None:
        """How deep a stretch of as many days like these falls; None under 60 sessions."""
        return drawdown_interval(self.curve.equity)


def bare_returns(
    returns: GivenReturns, levels: tuple[Dates, Floats] | None, benchmark: Text, name: str, risk_free: float = 0.0
) -> BareReturns:
    """Return daily returns as a curve, beside the ``levels`` of a benchmark where there is one.

    The base is the weekday before the first return. A day on which the benchmark has no level keeps the last one.
    Raises InputError when the levels do not reach from the base to the last day, or the returns lose everything early.
    """
    dates = np.concatenate(([np.busday_offset(returns.dates[0], -1, roll="forward")], returns.dates))
    equity = np.concatenate(([1.0], np.cumprod(1.0 + returns.daily)))
    if levels is None:
        return BareReturns(name, Curve(dates, equity, np.ones(len(dates))), NOTHING, risk_free)
    return BareReturns(name, Curve(dates, equity, _on(dates, *levels, benchmark)), benchmark, risk_free)


def levels_of(returns: GivenReturns) -> tuple[Dates, Floats]:
    """Return the levels of a benchmark given as returns, 1 on the weekday before the first one."""
    base = np.busday_offset(returns.dates[0], -1, roll="forward")
    return np.concatenate(([base], returns.dates)), np.concatenate(([1.0], np.cumprod(1.0 + returns.daily)))


def _on(dates: Dates, known: Dates, levels: Floats, benchmark: Text) -> Floats:
    """Return the level of the benchmark on each day, the last one before where it has none."""
    if known[0] > dates[0] or known[-1] < dates[-1]:
        raise InputError(
            both(
                f"benchmark {benchmark} has levels from {known[0]} to {known[-1]}, and the returns need them from "
                f"{dates[0]} to {dates[-1]}; cut the returns, or choose another benchmark",
                f"基准 {benchmark.zh} 的数据为 {known[0]} 至 {known[-1]}，收益率需要 {dates[0]} 至 {dates[-1]}；"
                "请截取收益率，或另选基准",
            )
        )
    found: Floats = levels[np.searchsorted(known, dates, side="right") - 1]
    return found
