"""Volatility, Sharpe, Sortino and Calmar, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.metrics.returns import daily_returns
from backtest.metrics.risk import calmar, downside_deviation, sharpe, sortino, spread, volatility
from data_sources.tables.facts import Floats

# Mean 0.05. Deviations 0.05, -0.15, 0.05, 0.05; squares 0.0025 + 0.0225 + 0.0025 + 0.0025 = 0.03; / 3 = 0.01;
# standard deviation 0.1.
RETURNS = np.array([0.1, -0.1, 0.1, 0.1])
NONE = np.array([])


def test_volatility_scales_with_the_root_of_the_year() -> None:
    assert spread(RETURNS) == pytest.approx(0.1)
    assert volatility(RETURNS, 1.0) == pytest.approx(0.1)
    assert volatility(RETURNS, 4.0) == pytest.approx(0.2)


def test_sharpe_is_the_mean_over_the_spread() -> None:
    assert sharpe(RETURNS, 1.0) == pytest.approx(0.5)  # 0.05 / 0.1
    assert sharpe(RETURNS, 4.0) == pytest.approx(1.0)  # * 2


def test_the_risk_free_rate_is_annual_and_enters_by_period() -> None:
    # 0.04 a year over 4 periods = 0.01 a period: (0.05 - 0.01) / 0.1 * 2
    assert sharpe(RETURNS, 4.0, 0.04) == pytest.approx(0.8)


def test_downside_deviation_counts_every_return() -> None:
    # one shortfall of 0.1: 0.01 / 4 = 0.0025, root 0.05
    assert downside_deviation(RETURNS) == pytest.approx(0.05)
    # shortfall of 0.11 below 0.01: 0.0121 / 4 = 0.003025, root 0.055
    assert downside_deviation(RETURNS, 0.01) == pytest.approx(0.055)


def test_sortino_divides_by_the_downside_below_the_risk_free_rate() -> None:
    assert sortino(RETURNS, 1.0) == pytest.approx(1.0)  # 0.05 / 0.05
    # (0.05 - 0.01) * 4 / (0.055 * 2) = 0.16 / 0.11
    assert sortino(RETURNS, 4.0, 0.04) == pytest.approx(0.16 / 0.11)


def test_calmar_is_the_annual_return_over_the_size_of_the_drawdown() -> None:
    assert calmar(0.12, -0.3) == pytest.approx(0.4)
    assert calmar(-0.12, -0.3) == pytest.approx(-0.4)
    assert calmar(0.12, 0.0) is None
    assert calmar(None, -0.3) is None


@pytest.mark.parametrize("returns", [NONE, np.array([0.02])])
def test_fewer_than_two_returns_have_no_spread(returns: Floats) -> None:
    assert spread(returns) is None
    assert volatility(returns, 243.0) is None
    assert sharpe(returns, 243.0) is None


def test_sortino_needs_no_spread_but_a_shortfall() -> None:
    assert sortino(NONE, 0.0) is None
    assert sortino(np.array([0.02]), 243.0) is None  # nothing fell short: a ratio over 0
    # one loss of 2%: -0.02 * 4 / (0.02 * 2) = -2
    assert sortino(np.array([-0.02]), 4.0) == pytest.approx(-2.0)


def test_equal_returns_have_volatility_zero_and_no_sharpe() -> None:
    constant = np.full(5, 0.01)
    assert volatility(constant, 243.0) == 0.0
    assert sharpe(constant, 243.0) is None


def test_equal_returns_out_of_floats_count_as_equal() -> None:
    # 1% a session, computed from a path: the quotients differ in the sixteenth digit
    values = np.array([100.0 * 1.01**session for session in range(250)])
    returns = daily_returns(values)
    assert np.std(returns, ddof=1) > 0.0
    assert volatility(returns, 243.0) == 0.0
    assert sharpe(returns, 243.0) is None


def test_a_real_but_tiny_spread_stays() -> None:
    # one cent of ten million: 1e-9 in one of two returns, spread 1e-9 / sqrt(2)
    assert spread(np.array([0.0, 1e-9])) == pytest.approx(7.0710678e-10)


def test_rounding_dust_below_the_risk_free_rate_is_no_shortfall() -> None:
    # every return equals the rate 0.0001 but for the last digits
    returns = np.full(4, 0.0001) - 1e-17
    assert sortino(returns, 4.0, 0.0004) is None
