"""Correlations of daily returns, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.result.beside.moved_together import correlations


def test_correlation_by_hand() -> None:
    # Means 2 and 1; deviations (-1, 0, 1) and (0, -1, 1): products 0 + 0 + 1 = 1, lengths sqrt(2) each: 1 / 2.
    seen = correlations(np.array([[0.01, 0.02, 0.03], [0.01, 0.00, 0.02]]))
    assert seen[0][1] == pytest.approx(0.5)
    assert seen[1][0] == pytest.approx(0.5)
    assert (seen[0][0], seen[1][1]) == (1.0, 1.0)


def test_one_that_is_another_turned_round_has_minus_one() -> None:
    moves = np.array([0.01, -0.02, 0.005])
    assert correlations(np.stack([moves, -3 * moves]))[0][1] == pytest.approx(-1.0)


def test_what_does_not_move_has_none() -> None:
    seen = correlations(np.array([[0.01, 0.02, 0.04], [0.001, 0.001, 0.001]]))
    assert seen == ((1.0, None), (None, None))


def test_one_return_has_none() -> None:
    assert correlations(np.array([[0.01], [0.02]])) == ((None, None), (None, None))
