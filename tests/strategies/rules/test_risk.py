"""Volatility and the shares that even it out, by hand."""

import math

import numpy as np
import pytest

from strategies.rules.risk import daily_volatility, inverse_volatility

INDEX = 10 * np.exp(np.array([[0.0, np.nan], [0.1, np.nan], [0.0, 0.0], [0.1, 0.3], [0.1, 0.3]]))


def test_the_sample_standard_deviation_of_the_last_returns() -> None:
    # Last three log returns: -0.1, +0.1, 0; their mean is 0, their squares sum to 0.02, over two.
    found = daily_volatility(INDEX, np.array([4]), 3, 2)
    assert found[0, 0] == pytest.approx(math.sqrt(0.02 / 2))
    # The other has 0.3 and 0: mean 0.15, squares 0.045, over one.
    assert found[0, 1] == pytest.approx(math.sqrt(0.045))


def test_too_few_returns_have_none() -> None:
    assert np.isnan(daily_volatility(INDEX, np.array([4]), 3, 3)[0]).tolist() == [False, True]
    assert np.isnan(daily_volatility(INDEX, np.array([0, 1]), 3, 1)).all()


def test_a_window_shorter_than_the_minimum_asks_for_itself_and_no_more() -> None:
    # Two returns, 0.1 and 0: mean 0.05, squares 0.005, over one; twenty were asked for and are never in the window.
    assert daily_volatility(INDEX, np.array([4]), 2, 20)[0, 0] == pytest.approx(math.sqrt(0.005))


def test_shares_are_one_over_volatility_with_a_floor_and_the_median_for_the_unknown() -> None:
    members = np.array([[[True, True, True, False]]])
    found = inverse_volatility(members, np.array([[0.02, 0.001, np.nan, 0.01]]), floor=0.01)
    # 1/0.02 = 50, 1/0.01 = 100 by the floor, their median 75; the stranger has nothing.
    assert found[0, 0].tolist() == pytest.approx([50, 100, 75, 0])


def test_a_group_of_unknowns_shares_equally() -> None:
    found = inverse_volatility(np.array([[[True, True]]]), np.full((1, 2), np.nan), floor=0.01)
    assert found[0, 0].tolist() == [1, 1]
