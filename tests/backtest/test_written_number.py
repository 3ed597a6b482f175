"""Rates and money as people write them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.written_number import money_of, rate_of
from data_sources.errors import InputError


@pytest.mark.parametrize(
    "text",
    ["0.0003", "3e-4", ".0003", "0.03%", "0.03 %", "0.03％", "3bps", "3 bp", "3BPS", "3基点", "0.3‰", "万3", "万分之3",
     "千分之0.3", "百分之0.03", " 0.03% ", 0.0003, Decimal("0.0003")],
)  # fmt: skip
def test_one_rate_in_all_its_spellings(text: object) -> None:
    # The very number 0.0003, not one beside it.
    assert rate_of(text) == 0.0003


@pytest.mark.parametrize(
    "text",
    ["10000000", "1e7", "10_000_000", "10,000,000", "10,000,000.00", "1000万", "1,000万", "0.1亿", "1000 万元",
     "10000000元", "10,000,000 CNY", 10_000_000],
)  # fmt: skip
def test_one_amount_in_all_its_spellings(text: object) -> None:
    assert money_of(text) == 10_000_000.0


@pytest.mark.parametrize("text", ["0,03%", "3 percent", "3%%", "2.5万", "%", "", "five", "1,000", True, None, [0.1]])
def test_what_is_no_rate_is_one_line(text: object) -> None:
    with pytest.raises(InputError, match=r" is no (rate; write it like 0\.0005, 0\.05%, 5bps or 万5|number)$"):
        rate_of(text)


@pytest.mark.parametrize("text", ["5m", "5k", "5mn", "1,00", "1,0000,000", "10%", "$5", "万", "", "much", False, None])
def test_what_is_no_amount_is_one_line(text: object) -> None:
    with pytest.raises(InputError, match=r" is no (amount; write it like 5000000, 5,000,000 or 500万|number)$"):
        money_of(text)


@given(st.integers(0, 10**7))
def test_percent_and_basis_points_are_the_number_that_the_decimals_say(parts: int) -> None:
    # 1 234 hundredths of a basis point are 0.001234 %: the closest float, as its decimals are read by Python.
    wanted = float(f"{parts}e-6")
    assert rate_of(f"{Decimal(parts) / 100}bps") == wanted == rate_of(f"{Decimal(parts) / 10_000}%")


def test_no_number_is_left_to_the_option() -> None:
    assert math.isnan(money_of("nan"))
    assert math.isinf(rate_of("-inf"))
