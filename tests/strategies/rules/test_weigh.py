"""Weights: names equal in a segment, segments in a sleeve, sleeves by weight.

Two sleeves: rate with segments a and b, power with segment c. Four symbols.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from strategies.rules.weigh import weigh

SLEEVES = ("rate", "rate", "power")


def one_decision(*segments: list[int]) -> np.ndarray[tuple[int, int, int], np.dtype[np.bool_]]:
    return np.array([[segment] for segment in segments], dtype=bool)


def test_each_level_shares_equally() -> None:
    # rate 0.6: a 0.3 on symbols 0 and 1, b 0.3 on symbol 1; power 0.4 on symbol 3.
    selected = one_decision([1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1])
    weights = weigh(selected, np.ones((3, 1), dtype=bool), SLEEVES, {"rate": 0.6, "power": 0.4})
    np.testing.assert_allclose(weights, [[0.15, 0.45, 0.0, 0.4]])


def test_a_segment_with_names_of_which_none_qualifies_leaves_its_share_in_cash() -> None:
    selected = one_decision([1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1])
    weights = weigh(selected, np.ones((3, 1), dtype=bool), SLEEVES, {"rate": 0.6, "power": 0.4})
    np.testing.assert_allclose(weights, [[0.15, 0.15, 0.0, 0.4]])


def test_a_segment_and_a_sleeve_that_are_not_there_yet_leave_their_share_to_the_others() -> None:
    selected = one_decision([1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0])
    present = np.array([[True], [False], [False]])
    weights = weigh(selected, present, SLEEVES, {"rate": 0.6, "power": 0.4})
    np.testing.assert_allclose(weights, [[0.5, 0.5, 0.0, 0.0]])


def test_sleeve_weights_may_change_by_decision_and_are_relative() -> None:
    selected = np.array([[[1, 0]] * 2, [[0, 0]] * 2, [[0, 1]] * 2], dtype=bool)
    weights = weigh(selected, np.asarray(selected.any(axis=2)), SLEEVES, {"rate": 3.0, "power": np.array([1.0, 0.0])})
    np.testing.assert_allclose(weights, [[0.75, 0.25], [1.0, 0.0]])


@given(arrays(np.bool_, (3, 2, 4)), st.floats(0, 10), st.floats(0, 10))
def test_rows_never_sum_to_more_than_one(selected: NDArray[np.bool_], rate: float, power: float) -> None:
    present = np.asarray(selected.any(axis=2))
    weights = weigh(selected, present, SLEEVES, {"rate": rate, "power": power})
    assert (weights >= 0).all()
    assert (weights.sum(axis=1) <= 1 + 1e-9).all()
    invested = (rate > 0) & present[:2].any(axis=0) | (power > 0) & present[2]
    assert weights.sum(axis=1) == pytest.approx(invested.astype(float))
