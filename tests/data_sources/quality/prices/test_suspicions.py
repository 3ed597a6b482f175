"""Columns that were not filled in, and prices that were rounded."""

from __future__ import annotations

import numpy as np

from data_sources.quality.days.sessions import is_holiday
from data_sources.quality.prices.suspicions import never_traded, whole_yuan
from data_sources.quality.units.ticks import off_tick
from tests.data_sources.quality.long_market import A, B, bars, found, rules, wandering

CLOSES = wandering()


def test_bars_of_which_none_traded_are_refused_and_one_such_symbol_is_named() -> None:
    still = bars(A, CLOSES, volume=0.0, amount=None)
    assert rules(found(never_traded, still)) == [("severe", "never_traded", "")]
    assert rules(found(never_traded, still, bars(B, CLOSES))) == [("warning", "never_traded", A)]
    # A few rows may be of a share that was suspended all the time.
    assert found(never_traded, bars(A, CLOSES[:19], volume=0.0, amount=None)) == []


def test_whole_prices_over_a_quarter_are_rounded_and_round_examples_are_not() -> None:
    # 1,000 to 1,018 yuan, a yuan apart; and ten closes of 10 and 11.
    whole = [round(100 * close) for close in CLOSES]
    share = bars(A, whole, open=whole, high=whole, low=whole, amount=None)
    assert rules(found(whole_yuan, share)) == [("warning", "whole_yuan", A)]
    example = [10 + k % 2 for k in range(60)]
    assert found(whole_yuan, bars(A, example, open=example, high=example, low=example)) == []
    assert found(whole_yuan, bars(A, CLOSES)) == []


def test_single_precision_is_no_price_between_the_cents() -> None:
    # 32.69 as a float32 is 32.689998626708984.
    closes = np.array(wandering(start=3269), np.float32).astype(np.float64)
    assert found(off_tick, bars(A, closes.tolist(), open=closes, high=closes, low=closes)) == []


def test_the_third_of_october_is_a_holiday_since_1999() -> None:
    # 3 October was a Thursday in 1991 and is one in 2024.
    days = np.array(["1991-10-01", "1991-10-03", "2024-10-03"], "datetime64[D]")
    assert is_holiday(days).tolist() == [True, False, True]
