"""A price that is clear of a limit is decided without the limit: no rounding may bring the two together."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.engine.market import market_of
from backtest.engine.money import TOLERANCE, round2
from backtest.engine.prices import CLEAR, limit_down, limit_up, lower_limit_near, upper_limit_near
from backtest.market.panel import OPEN
from data_sources.tables.symbols import BOARDS
from tests.execution.market import A, tiny
from tests.execution.prepared import panel_of
from tests.property.markets import examples

references = st.one_of(st.integers(1, 10**6).map(lambda cents: cents / 100), st.floats(0.01, 10**4))
rates = st.sampled_from([0.05, 0.1, 0.2, 0.3])
boards = st.sampled_from(range(len(BOARDS)))


@examples
@given(references, rates, boards)
def test_the_highest_price_that_is_clear_of_limit_up_is_below_it(base: float, rate: float, board: int) -> None:
    price = math.nextafter(base * (1.0 + rate) - CLEAR, -math.inf)
    assert round2(price) < limit_up(base, rate, board) - TOLERANCE


@examples
@given(references, rates, boards)
def test_the_lowest_price_that_is_clear_of_limit_down_is_above_it(base: float, rate: float, board: int) -> None:
    price = math.nextafter(base * (1.0 - rate) + CLEAR, math.inf)
    assert round2(price) > limit_down(base, rate, board) + TOLERANCE


@pytest.mark.parametrize(("price", "up", "down"), [(10.97, math.inf, -math.inf), (10.99, 11.0, -math.inf)])
def test_limit_up_counts_only_for_a_price_that_may_meet_it(price: float, up: float, down: float) -> None:
    # The last close is 10.00: limits of 11.00 and 9.00. 10.97 is clear of 11.00 by more than two ticks, 10.99 is not.
    market = market_of(panel_of(tiny({A: [10.0, 10.0]})))
    assert upper_limit_near(market, 1, 0, 10.0, OPEN, price) == up
    assert lower_limit_near(market, 1, 0, 10.0, price) == down


@pytest.mark.parametrize(("price", "up", "down"), [(9.03, math.inf, -math.inf), (9.01, math.inf, 9.0)])
def test_limit_down_counts_only_for_a_price_that_may_meet_it(price: float, up: float, down: float) -> None:
    market = market_of(panel_of(tiny({A: [10.0, 10.0]})))
    assert upper_limit_near(market, 1, 0, 10.0, OPEN, price) == up
    assert lower_limit_near(market, 1, 0, 10.0, price) == down
