"""Intervals on one axis, by hand."""

from __future__ import annotations

import pytest

from backtest.validity.interval import Interval
from reports.drawing.intervals import Axis, axis_of, bar_of


def interval(low: float, high: float) -> Interval:
    return Interval(low, high, 0.95, 250, 16)


def test_an_axis_holds_all_intervals_and_zero() -> None:
    # From -10 to +30 points, zero a quarter of the way.
    both = axis_of([interval(-0.1, 0.2), interval(0.1, 0.3)])
    assert both is not None
    assert (both.low, both.high, both.zero) == pytest.approx((-0.1, 0.3, 25.0))
    assert axis_of([interval(0.1, 0.3)]) == Axis(0.0, 0.3, 0.0)
    assert axis_of([interval(-0.3, -0.1)]) == Axis(-0.3, 0.0, 100.0)


def test_without_an_interval_there_is_neither_axis_nor_bar() -> None:
    assert axis_of([]) is None
    assert axis_of([interval(0.0, 0.0)]) is None
    assert bar_of(0.1, None, Axis(-0.1, 0.3, 25.0)) is None
    assert bar_of(0.1, interval(0.0, 0.2), None) is None


def test_a_bar_lies_where_its_interval_does() -> None:
    axis = Axis(-0.1, 0.3, 25.0)
    bar = bar_of(0.1, interval(0.0, 0.2), axis)
    assert bar is not None
    assert (bar.low, bar.at, bar.high) == pytest.approx((25.0, 50.0, 75.0))
    assert (bar.cut_low, bar.cut_high, bar.sign) == (False, False, "")


def test_a_bar_that_goes_on_beyond_the_axis_is_cut_and_says_so() -> None:
    bar = bar_of(0.5, interval(0.1, 0.9), Axis(-0.1, 0.3, 25.0))
    assert bar is not None
    assert (bar.low, bar.high) == pytest.approx((50.0, 100.0))
    assert bar.at is None
    assert (bar.cut_low, bar.cut_high, bar.sign) == (False, True, "up")
    below = bar_of(-0.5, interval(-0.9, -0.05), Axis(-0.1, 0.3, 25.0))
    assert below is not None
    assert (below.cut_low, below.cut_high, below.sign) == (True, False, "down")
