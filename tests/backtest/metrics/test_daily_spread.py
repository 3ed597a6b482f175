"""Bins and worst days by hand, and that every return is counted once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.metrics.daily_spread import MOST_BINS, daily_spread, worst_rows


def test_bins_lie_around_zero_and_are_shared() -> None:
    # The farthest is 2%. Bins of 0.1% would reach it with 20 on each side and the one around zero, which are 41.
    seen = daily_spread(np.array([0.0, 0.0004, -0.02]), np.array([0.0006, 0.001, 0.0]))
    assert seen is not None
    assert (seen.width, len(seen.own)) == (0.001, 41)
    assert seen.first == pytest.approx(-0.0205)
    # Around zero (-0.05% to 0.05%): 0 and 0.04% of the strategy, 0 of the index; 0.06% and 0.1% lie in the next bin.
    assert (seen.own[20], seen.market[20], seen.market[21]) == (2, 1, 2)
    assert seen.own[0] == 1


def test_without_a_return_there_is_nothing_to_count() -> None:
    assert daily_spread(np.array([]), np.array([])) is None


def test_days_that_never_moved_stand_in_one_bin() -> None:
    seen = daily_spread(np.zeros(3), np.zeros(3))
    assert seen is not None
    assert (int(seen.own.sum()), int(seen.own[len(seen.own) // 2])) == (3, 3)


def test_the_worst_days_are_losses_the_earlier_first_among_equals() -> None:
    assert worst_rows(np.array([0.01, -0.02, -0.05, -0.02, 0.0]), 3) == [2, 1, 3]
    assert worst_rows(np.array([0.01, 0.0, -0.01])) == [2]


RETURNS = st.lists(st.floats(-0.99, 3.0), min_size=1, max_size=60)


@given(RETURNS, RETURNS)
def test_every_return_is_in_one_bin(own: list[float], market: list[float]) -> None:
    seen = daily_spread(np.array(own), np.array(market))
    assert seen is not None
    assert (int(seen.own.sum()), int(seen.market.sum())) == (len(own), len(market))
    assert len(seen.own) <= MOST_BINS
    assert len(seen.own) % 2 == 1
