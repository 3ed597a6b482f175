"""Sharpe ratios: numbers of the papers that the formulas come from.

Lo (2002), table 1; Bailey and Lopez de Prado (2012), the hedge fund index; Bailey and Lopez de Prado (2014), their
worked example of a strategy chosen from 100 trials, and from 46.
"""

from __future__ import annotations

import math

import numpy as np
import pytest

from backtest.validity.sharpe import (
    deflated_from_trials,
    deflated_sharpe,
    expected_maximum_sharpe,
    lo_error,
    probabilistic_sharpe,
    sharpe_interval,
)

DAILY = 2.5 / math.sqrt(250)  # 2.5 a year
VARIANCE = 0.5 / 250  # of the trials, 1/2 a year


@pytest.mark.parametrize(
    ("sharpe", "sessions", "printed"),
    [(1.5, 60, 0.188), (0.5, 12, 0.306), (1.0, 24, 0.250), (3.0, 60, 0.303), (2.0, 125, 0.155)],
)
def test_the_errors_of_lo(sharpe: float, sessions: int, printed: float) -> None:
    # sqrt((1 + 1.5^2 / 2) / 60) = sqrt(2.125 / 60) = 0.1882
    assert lo_error(sharpe, sessions) == pytest.approx(printed, abs=5e-4)


def test_the_hedge_fund_index_of_the_efficient_frontier() -> None:
    assert probabilistic_sharpe(0.458, 24, skew=-2.448, kurtosis=10.164) == pytest.approx(0.913, abs=5e-4)
    assert probabilistic_sharpe(0.458, 24) == pytest.approx(0.982, abs=5e-4)


def test_the_best_of_a_hundred_trials() -> None:
    assert expected_maximum_sharpe(VARIANCE, 100) == pytest.approx(0.1132, abs=5e-5)
    found = deflated_sharpe(DAILY, 1250, skew=-3, kurtosis=10, variance=VARIANCE, trials=100)
    assert found.expected_maximum == pytest.approx(0.1132, abs=5e-5)
    assert found.probability == pytest.approx(0.9004, abs=5e-5)


def test_forty_six_trials_would_still_have_passed() -> None:
    found = deflated_sharpe(DAILY, 1250, skew=-3, kurtosis=10, variance=VARIANCE, trials=46)
    assert found.probability == pytest.approx(0.9505, abs=5e-5)


def test_one_trial_is_measured_against_zero() -> None:
    assert expected_maximum_sharpe(VARIANCE, 1) == 0.0
    with pytest.raises(ValueError, match="at least one trial"):
        expected_maximum_sharpe(VARIANCE, 0)


def test_the_expected_maximum_is_that_of_drawn_normal_trials() -> None:
    # The formula is an approximation; 20,000 draws of the best of 50 with deviation 0.1 lie within a hundredth of it.
    best = np.random.default_rng(1).normal(0, 0.1, (20_000, 50)).max(axis=1).mean()
    assert expected_maximum_sharpe(0.01, 50) == pytest.approx(float(best), rel=0.02)


def test_independent_normal_days_have_the_error_of_lo() -> None:
    # At a ratio of 0.5 a day and 20,000 days: sqrt(1.125 / 20000) = 0.0075; the estimate has 302 degrees.
    returns = np.random.default_rng(2).normal(0.005, 0.01, 20_000)
    found = sharpe_interval(returns, 1.0)
    assert found is not None
    assert found.annual == pytest.approx(0.5, abs=0.03)
    assert found.iid_error == pytest.approx(0.0075, abs=0.0003)
    assert found.error == pytest.approx(found.iid_error, rel=0.15)
    assert (found.skew, found.kurtosis) == pytest.approx((0, 3), abs=0.15)


def test_days_that_keep_a_part_of_the_last_have_a_larger_error() -> None:
    # AR(0.5) at a small ratio: the long-run deviation of a day is sqrt((1 + 0.5) / (1 - 0.5)) = 1.73 times its own.
    shocks = np.random.default_rng(3).normal(0, 0.01, 20_000)
    for day in range(1, len(shocks)):
        shocks[day] += 0.5 * shocks[day - 1]
    found = sharpe_interval(shocks, 1.0)
    assert found is not None
    assert found.error / found.iid_error == pytest.approx(math.sqrt(3), rel=0.15)


def test_the_year_scales_by_the_root_of_its_sessions_and_takes_the_risk_free_rate_off() -> None:
    returns = np.random.default_rng(4).normal(0.001, 0.02, 250)
    daily, year = sharpe_interval(returns, 1.0), sharpe_interval(returns, 250.0)
    less = sharpe_interval(returns + 0.02 / 250, 250.0, risk_free=0.02)
    assert daily is not None
    assert year is not None
    assert less is not None
    scale = math.sqrt(250)
    assert (year.annual, year.low, year.high) == pytest.approx(
        (daily.annual * scale, daily.low * scale, daily.high * scale)
    )
    assert year.annual == pytest.approx(returns.mean() / returns.std(ddof=1) * scale)
    assert (less.annual, less.low) == pytest.approx((year.annual, year.low))
    assert year.low < year.annual < year.high


def test_short_and_constant_records_have_no_ratio() -> None:
    assert sharpe_interval(np.random.default_rng(5).normal(0, 0.01, 59), 243.0) is None
    assert sharpe_interval(np.full(100, 0.001), 243.0) is None


def test_a_run_among_its_own_trials() -> None:
    returns = np.random.default_rng(6).normal(0.001, 0.01, 500)
    trials = [0.02, 0.05, -0.01, 0.1]
    found = deflated_from_trials(returns, trials)
    assert found is not None
    # The mean is 0.04, the deviations -0.02, 0.01, -0.05, 0.06: squares 4, 1, 25, 36 add up to 66e-4, over 3 = 22e-4.
    assert found.expected_maximum == pytest.approx(expected_maximum_sharpe(22e-4, 4))
    assert found.sharpe == pytest.approx(returns.mean() / returns.std(ddof=1))
    assert 0 < found.probability < probabilistic_sharpe(found.sharpe, 500)
    assert deflated_from_trials(returns, [0.1]) is None
    assert deflated_from_trials(returns[:50], trials) is None


def test_no_ratio_is_given_a_probability_by_an_impossible_variance() -> None:
    with pytest.raises(ValueError, match="no probability"):
        probabilistic_sharpe(1.0, 100, skew=5.0, kurtosis=3.0)  # 1 - 5 + 0.5 < 0
