"""Prices over sessions without trading."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.market.panel import carried_forward

NAN = float("nan")
# Two sessions before any bar, then the first name trades on the third and the fifth, the second on the fourth only.
PRICES = [[NAN, NAN], [NAN, NAN], [10.0, NAN], [NAN, 5.0], [11.0, NAN]]
CARRIED = [[NAN, NAN], [NAN, NAN], [10.0, NAN], [10.0, 5.0], [11.0, 5.0]]


def test_the_last_price_stays_until_the_next_and_nothing_comes_before_the_first() -> None:
    prices = np.array(PRICES)
    np.testing.assert_array_equal(carried_forward(prices, np.isfinite(prices)), CARRIED)


@pytest.mark.parametrize("sessions", [0, 1, 3])
def test_without_any_trade_there_is_no_price(sessions: int) -> None:
    prices = np.full((sessions, 2), 7.0)
    assert np.isnan(carried_forward(prices, np.zeros((sessions, 2), np.bool_))).all()
    assert carried_forward(prices, np.zeros((sessions, 2), np.bool_)).shape == (sessions, 2)
