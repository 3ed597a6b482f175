"""The interval of a mean.

1 one cosine                      an error worked out by hand
2 the same value every day        that value and nothing else
3 59 values, 60 values            None, an interval
4 NaN, infinity                   refused, with the place
5 rounding                        0 to 0, which does not exclude zero
6 moved and scaled series         moved and scaled intervals
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.validity.interval import Interval, mean_interval


def test_a_single_cosine_by_hand() -> None:
    # x_t = 1 + cos(pi (t - 1/2) / 60): the sum of its squared cosine is 30, so L_1 = sqrt(2/60) * 30 = sqrt(30) and
    # L_2 to L_6 are 0. Variance 30 / 6 = 5, error sqrt(5 / 60) = 0.2886751; t of 6 degrees is 2.4469119.
    # 2.4469119 * 0.2886751 = 0.7063626.
    values = 1.0 + np.cos(np.pi * (np.arange(60) + 0.5) / 60)
    found = mean_interval(values)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((1 - 0.7063626, 1 + 0.7063626), abs=1e-6)
    assert (found.sessions, found.degrees, found.confidence) == (60, 6, 0.95)
    assert found.excludes_zero


def test_a_constant_has_no_width() -> None:
    found = mean_interval(np.full(100, 0.001))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.001, 0.001), rel=1e-12)
    assert found.excludes_zero


def test_sixty_values_are_the_least() -> None:
    values = np.random.default_rng(1).normal(0, 1, 60)
    assert mean_interval(values[:59]) is None
    assert mean_interval(np.zeros(0)) is None
    assert mean_interval(values) is not None


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_a_value_that_is_not_finite_is_refused_with_its_place(wrong: float) -> None:
    values = np.zeros(80)
    values[17] = wrong
    with pytest.raises(ValueError, match="value 17 of 80 is not finite"):
        mean_interval(values)


def test_rounding_is_no_difference() -> None:
    found = mean_interval(np.full(100, 3e-17))
    assert found is not None
    assert (found.low, found.high) == (0.0, 0.0)
    assert not found.excludes_zero


def test_more_confidence_is_wider() -> None:
    values = np.random.default_rng(2).normal(0, 1, 100)
    wide, narrow = mean_interval(values, 0.99), mean_interval(values, 0.8)
    assert wide is not None
    assert narrow is not None
    assert wide.low < narrow.low < narrow.high < wide.high


def test_only_a_side_away_from_zero_excludes_it() -> None:
    assert Interval(0.01, 0.2, 0.95, 100, 8).excludes_zero
    assert Interval(-0.2, -0.01, 0.95, 100, 8).excludes_zero
    assert not Interval(-0.01, 0.2, 0.95, 100, 8).excludes_zero
    assert not Interval(0.0, 0.2, 0.95, 100, 8).excludes_zero


def test_growth_over_a_year_and_back_over_half_of_it() -> None:
    # e^(0.001 * 250) - 1 = 0.2840254; half a year of it is sqrt(1.2840254) - 1 = 0.1331485.
    daily = Interval(-0.001, 0.001, 0.95, 100, 8)
    year = daily.grown(250.0)
    assert year is not None
    assert (year.low, year.high) == pytest.approx((-0.2211992, 0.2840254), abs=1e-7)
    half = year.over(0.5)
    assert (half.low, half.high) == pytest.approx((np.exp(-0.125) - 1, 0.1331485), abs=1e-7)
    assert daily.scaled(100.0).high == pytest.approx(0.1)


def test_growth_that_no_float_holds_is_none() -> None:
    assert Interval(0.0, 4.0, 0.95, 60, 6).grown(250.0) is None  # e^1000


@given(seed=st.integers(0, 10_000), level=st.floats(-5, 5), factor=st.floats(0.01, 100), length=st.integers(60, 400))
def test_moved_and_scaled_values_move_and_scale_the_interval(
    seed: int, level: float, factor: float, length: int
) -> None:
    values = np.random.default_rng(seed).normal(0, 1, length)
    plain, moved, back = mean_interval(values), mean_interval(level + factor * values), mean_interval(values[::-1])
    assert plain is not None
    assert moved is not None
    assert back is not None
    assert (moved.low, moved.high) == pytest.approx((level + factor * plain.low, level + factor * plain.high), abs=1e-9)
    assert (back.low, back.high) == pytest.approx((plain.low, plain.high), abs=1e-9)
