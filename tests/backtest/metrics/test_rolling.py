"""Windows that move, by hand and against the same measures of each stretch by itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtest.metrics.relative import beta
from backtest.metrics.returns import daily_returns
from backtest.metrics.risk import volatility
from backtest.metrics.rolling import rolling_beta, rolling_excess, rolling_volatility
from data_sources.tables.facts import Floats

EQUITY = np.array([100.0, 110.0, 121.0, 108.9])
INDEX = np.array([50.0, 51.0, 52.02, 49.419])


def test_the_excess_of_two_sessions_is_in_points_and_begins_with_the_first_whole_window() -> None:
    # 121 / 100 - 52.02 / 50 = 21% - 4.04%; 108.9 / 110 - 49.419 / 51 = -1% - (-3.1%)
    assert rolling_excess(EQUITY, INDEX, 2) == pytest.approx([math.nan, math.nan, 0.1696, 0.021], nan_ok=True)


def test_beta_and_volatility_by_hand() -> None:
    # Returns +10%, +10%, -10% on +2%, +2%, -5%. Of the last two: differences of 20 points on 7 points, beta 20 / 7;
    # deviation sqrt(2 * 0.1^2) = 0.141421, times the root of 4 sessions a year.
    assert rolling_beta(EQUITY, INDEX, 2)[3] == pytest.approx(20 / 7)
    assert rolling_volatility(EQUITY, 2, 4.0)[3] == pytest.approx(0.282843, abs=1e-6)


def test_what_stood_still_has_no_spread_and_no_beta_on_it() -> None:
    # +10% twice: the second window's returns are equal.
    assert rolling_volatility(EQUITY, 2, 4.0)[2] == 0.0
    assert math.isnan(rolling_beta(EQUITY, INDEX, 2)[2])


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_record_shorter_than_the_window_has_no_value(rows: int) -> None:
    equity, index = EQUITY[:rows], INDEX[:rows]
    for values in (rolling_excess(equity, index, 3), rolling_beta(equity, index, 3), rolling_volatility(equity, 3, 4)):
        assert len(values) == rows
        assert np.isnan(values).all()


@st.composite
def paths(draw: st.DrawFn) -> tuple[Floats, Floats, int]:
    rows = draw(st.integers(5, 40))
    steps = draw(st.lists(st.floats(-0.09, 0.09), min_size=2 * rows, max_size=2 * rows))
    own, market = np.cumprod(1 + np.array(steps).reshape(2, rows), axis=1)
    return own, market, draw(st.integers(3, rows - 1))


@given(paths())
@settings(max_examples=60)
def test_each_window_is_what_the_measure_of_that_stretch_alone_is(made: tuple[Floats, Floats, int]) -> None:
    own, market, window = made
    row = len(own) - 1
    stretch = slice(row - window, row + 1)
    returns, index = daily_returns(own[stretch]), daily_returns(market[stretch])
    assert rolling_volatility(own, window, 240.0)[row] == pytest.approx(volatility(returns, 240.0), abs=1e-12)
    alone = beta(returns, index)
    found = rolling_beta(own, market, window)[row]
    if alone is not None and index.std() > 1e-6:
        assert found == pytest.approx(alone, rel=1e-6, abs=1e-9)
