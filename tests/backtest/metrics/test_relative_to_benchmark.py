"""The strategy against its benchmark, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.metrics.relative import (
    alpha,
    beta,
    excess_arithmetic,
    excess_geometric,
    excess_max_drawdown,
    excess_path,
    excess_points_path,
    information_ratio,
    monthly_win_rate,
    tracking_error,
)

# Strategy: mean 0.05, deviations 0.05, -0.15, 0.05, 0.05.
# Benchmark: mean 0.02, deviations 0.08, -0.08, 0, 0; squares 0.0064 * 2 = 0.0128.
# Products 0.05 * 0.08 + 0.15 * 0.08 = 0.016; beta 0.016 / 0.0128 = 1.25.
# Difference: 0, -0.04, 0.08, 0.08, mean 0.03; deviations -0.03, -0.07, 0.05, 0.05;
# squares 0.0009 + 0.0049 + 0.0025 + 0.0025 = 0.0108; / 3 = 0.0036; standard deviation 0.06.
OWN = np.array([0.1, -0.1, 0.1, 0.1])
MARKET = np.array([0.1, -0.06, 0.02, 0.02])
EQUITY = np.array([100.0, 110.0, 99.0, 108.9, 119.79])
BENCHMARK = np.array([1000.0, 1100.0, 1034.0, 1054.68, 1075.7736])


def test_beta_is_the_slope_on_the_benchmark() -> None:
    assert beta(OWN, MARKET) == pytest.approx(1.25)


def test_alpha_is_what_beta_does_not_explain_a_year() -> None:
    # 0.05 - 1.25 * 0.02 = 0.025 a period
    assert alpha(OWN, MARKET, 1.0) == pytest.approx(0.025)
    assert alpha(OWN, MARKET, 4.0) == pytest.approx(0.1)


def test_alpha_is_measured_above_the_risk_free_rate() -> None:
    # 0.04 a year = 0.01 a period: (0.04 - 1.25 * 0.01) * 4 = 0.0275 * 4
    assert alpha(OWN, MARKET, 4.0, 0.04) == pytest.approx(0.11)


def test_tracking_error_and_information_ratio_are_annual() -> None:
    assert tracking_error(OWN, MARKET, 1.0) == pytest.approx(0.06)
    assert tracking_error(OWN, MARKET, 4.0) == pytest.approx(0.12)
    assert information_ratio(OWN, MARKET, 1.0) == pytest.approx(0.5)  # 0.03 / 0.06
    assert information_ratio(OWN, MARKET, 4.0) == pytest.approx(1.0)


def test_excess_is_a_difference_or_a_quotient() -> None:
    # 0.1979 - 0.0757736
    assert excess_arithmetic(EQUITY, BENCHMARK) == pytest.approx(0.1221264)
    # half up, market doubled: 1.5 / 2 - 1
    assert excess_geometric(np.array([2.0, 3.0]), np.array([7.0, 14.0])) == pytest.approx(-0.25)


def test_excess_drawdown_is_that_of_the_relative_wealth() -> None:
    # 1, 1.1/1.1, 0.99/1.034 = 45/47, then up by 1.1/1.02 twice
    assert excess_path(EQUITY, BENCHMARK)[:3] == pytest.approx([1.0, 1.0, 45 / 47])
    assert excess_max_drawdown(EQUITY, BENCHMARK) == pytest.approx(-2 / 47)


def test_a_loss_against_a_rising_index_is_an_excess_drawdown_without_a_drawdown() -> None:
    # 110/100 against 132/100: 1.1 / 1.32 = 5/6
    assert excess_max_drawdown(np.array([100.0, 110.0]), np.array([100.0, 132.0])) == pytest.approx(-1 / 6)


def test_a_flat_benchmark_has_no_beta_and_a_flat_difference_no_information_ratio() -> None:
    flat = np.full(4, 0.01)
    assert beta(OWN, flat) is None
    assert alpha(OWN, flat, 243.0) is None
    # always 1% ahead of the market, but for the last digit of the floats
    assert tracking_error(MARKET + 0.01, MARKET, 243.0) == 0.0
    assert information_ratio(MARKET + 0.01, MARKET, 243.0) is None


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_returns_have_none_of_them(count: int) -> None:
    own, market = OWN[:count], MARKET[:count]
    assert beta(own, market) is None
    assert alpha(own, market, 243.0) is None
    assert tracking_error(own, market, 243.0) is None
    assert information_ratio(own, market, 243.0) is None


def test_idle_cash_has_beta_zero() -> None:
    assert beta(np.zeros(4), MARKET) == 0.0


def test_months_won_are_counted_and_a_tie_is_no_win() -> None:
    # own 10%, -10%, 10%, 10% against 10%, -6%, 2%, 2%: a tie, a loss, two wins
    dates = np.array(["2024-01-31", "2024-02-29", "2024-03-29", "2024-04-30", "2024-05-31"], "datetime64[D]")
    assert monthly_win_rate(dates, EQUITY, BENCHMARK) == 0.5
    # an index of 10.3 instead of 1000 loses the tie in the last digit of the floats, 110/100 > 11.33/10.3
    lower = BENCHMARK * 0.0103
    lower[:2] = [10.3, 11.33]
    assert 110 / 100 - 1 > 11.33 / 10.3 - 1
    assert monthly_win_rate(dates, EQUITY, lower) == 0.5
    assert monthly_win_rate(dates[:1], EQUITY[:1], BENCHMARK[:1]) is None


def test_excess_in_points_counts_from_its_base() -> None:
    # 110/100 - 1100/1000 = 0; 99/100 - 1034/1000 = -0.044; 108.9/100 - 1054.68/1000 = 0.03432
    assert excess_points_path(EQUITY, BENCHMARK)[:4] == pytest.approx([0.0, 0.0, -0.044, 0.03432])
    assert excess_points_path(EQUITY, BENCHMARK)[-1] == pytest.approx(excess_arithmetic(EQUITY, BENCHMARK))
    # From row 2 on: 108.9/99 - 1054.68/1034 = 1.1 - 1.02 = 0.08; row 0 was 100/99 - 1000/1034 = 0.042983 ahead of it.
    assert excess_points_path(EQUITY, BENCHMARK, 2)[[0, 2, 3]] == pytest.approx([0.042983, 0.0, 0.08], abs=1e-6)
