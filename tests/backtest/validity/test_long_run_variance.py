"""The long-run variance by equal-weighted cosines."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.long_run_variance import cosine_degrees, long_run_covariance, long_run_variance


def test_the_number_of_cosines_is_041_times_n_to_two_thirds() -> None:
    # 60^(2/3) = 15.33, 120: 24.33, 250: 39.69, 500: 63.00, 1000: 100 exactly, times 0.41 and cut.
    assert [cosine_degrees(n) for n in (60, 120, 250, 500, 1000)] == [6, 9, 16, 25, 41]


def test_four_values_and_their_one_cosine() -> None:
    # B = floor(0.41 * 4^(2/3)) = floor(1.03) = 1. cos(pi/8), cos(3 pi/8), and both negative: (1, 0, 0, -1) gives
    # L = sqrt(2/4) * 2 cos(pi/8), so L^2 = 2 cos^2(pi/8) = 1 + cos(pi/4) = 1.7071068. A level of 7 changes nothing.
    assert float(long_run_variance(np.array([8.0, 7.0, 7.0, 6.0]))) == pytest.approx(1.7071068, abs=1e-7)


def test_independent_days_have_the_variance_of_a_day() -> None:
    values = np.random.default_rng(3).normal(0.0, 2.0, (2000, 50))
    # 65 degrees in each of 50 columns: the mean of the estimates has an error of some 4 * sqrt(2 / 3250) = 0.1.
    assert long_run_variance(values).mean() == pytest.approx(4.0, abs=0.3)


def test_days_that_keep_half_of_the_last_have_four_times_the_variance_of_their_shocks() -> None:
    # The long-run variance of AR(1) is that of the shock over (1 - 0.5)^2 = 4; that of a day is 1 / (1 - 0.25) = 1.33.
    values = np.random.default_rng(4).normal(0.0, 1.0, (4000, 50))
    for day in range(1, len(values)):
        values[day] += 0.5 * values[day - 1]
    assert long_run_variance(values).mean() == pytest.approx(4.0, abs=0.3)


def test_the_covariance_holds_the_variances_and_is_symmetric() -> None:
    values = np.random.default_rng(5).normal(0.0, 1.0, (300, 3)) @ np.array([[1, 0.5, 0], [0, 1, 0], [0, 0.2, 2]])
    covariance = long_run_covariance(values)
    assert np.diag(covariance) == pytest.approx(long_run_variance(values))
    assert covariance == pytest.approx(covariance.T)
    # The variance of a sum is the sum of all four entries.
    assert float(long_run_variance(values[:, 0] + values[:, 1])) == pytest.approx(covariance[:2, :2].sum())
