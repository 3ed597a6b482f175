"""Drawdowns with their rows, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.metrics.drawdown import Drawdown, drawdown_path, max_drawdown, top_drawdowns

#                row   0      1      2     3      4      5      6      7
VALUES = np.array([100.0, 120.0, 108.0, 90.0, 120.0, 150.0, 135.0, 141.0])


def test_the_path_is_the_loss_from_the_highest_value_so_far() -> None:
    # 108/120, 90/120, back at 120, a new 150, 135/150, 141/150
    expected = [0, 0, -0.1, -0.25, 0, 0, -0.1, -0.06]
    assert drawdown_path(VALUES) == pytest.approx(expected)


def test_the_deepest_fall_runs_from_the_maximum_to_the_trough() -> None:
    worst = max_drawdown(VALUES)
    assert worst is not None
    assert (worst.start, worst.trough, worst.recovery) == (1, 3, 4)
    assert worst.depth == pytest.approx(-0.25)
    # Down over rows 2 and 3, back at row 4: no session more was spent below.
    assert (worst.sessions_to_low, worst.sessions_under) == (2, 2)


def test_the_start_is_the_last_session_on_the_maximum() -> None:
    # 120 at rows 1 and 2: the fall starts at row 2
    worst = max_drawdown(np.array([100.0, 120.0, 120.0, 90.0]))
    assert worst == Drawdown(-0.25, 2, 3, None, 3)


def test_of_two_equal_troughs_the_first_counts() -> None:
    # -10% at rows 1 and 3; as floats 9.27/10.3 - 1 lies below 9/10 - 1
    values = np.array([10.0, 9.0, 10.3, 9.27])
    assert int(np.argmin(drawdown_path(values))) == 3
    worst = max_drawdown(values)
    assert worst is not None
    assert (worst.start, worst.trough, worst.recovery) == (0, 1, 2)


def test_the_fall_counts_from_the_base_value() -> None:
    worst = max_drawdown(np.array([100.0, 95.0, 98.0]))
    assert worst is not None
    assert (worst.start, worst.trough, worst.recovery) == (0, 1, None)
    assert worst.depth == pytest.approx(-0.05)


@pytest.mark.parametrize("values", [[100.0], [100.0, 100.0, 101.0], [1.0, 1.0 - 1e-14]])
def test_a_path_that_never_falls_has_no_drawdown(values: list[float]) -> None:
    assert max_drawdown(np.array(values)) is None
    assert top_drawdowns(np.array(values)) == []


def test_a_total_loss_is_a_drawdown_of_one() -> None:
    assert max_drawdown(np.array([100.0, 0.0, 0.0])) == Drawdown(-1.0, 0, 1, None, 2)


def test_top_drawdowns_are_whole_falls_deepest_first() -> None:
    falls = top_drawdowns(VALUES)
    # 120 -> 90 -> 120 with its first dip to 108 inside; then 150 -> 135, still open at 141
    assert [(fall.start, fall.trough, fall.recovery) for fall in falls] == [(1, 3, 4), (5, 6, None)]
    assert [fall.depth for fall in falls] == pytest.approx([-0.25, -0.1])


def test_only_as_many_falls_as_asked() -> None:
    assert [fall.trough for fall in top_drawdowns(VALUES, 1)] == [3]


def test_the_first_of_the_top_is_the_maximum_drawdown() -> None:
    assert top_drawdowns(VALUES)[0] == max_drawdown(VALUES)


def test_the_way_down_and_the_time_below_are_two_numbers() -> None:
    """120 at row 1, the low at row 2, below until row 5; from 130 at row 6 the fall is open at row 9."""
    values = np.array([100.0, 120.0, 90.0, 100.0, 110.0, 119.0, 130.0, 128.0, 126.0, 127.0])
    first, second = top_drawdowns(values)
    assert (first.sessions_to_low, first.sessions_under) == (1, 4)
    assert (second.recovery, second.sessions_to_low, second.sessions_under) == (None, 2, 3)
