"""One cause a symbol, named: amount / volume against the price by powers of ten, swapped or wandering as factors do."""

from __future__ import annotations

import numpy as np
import pytest

from data_sources.quality.units.unit_proof import unit_proof
from tests.data_sources.quality.long_market import A, B, bars, found, rules, times, wandering

CLOSES = wandering()
SHARES = 10_000_000.0
"""At about 10 CNY some 100 million CNY a day, as the middle share."""

CAUSES = [
    # Volume and amount over these, and what is said.
    (100, 1000, "volume in lots (手) and amount in thousand CNY (千元), as Tushare writes them"),
    (100, 10_000, "volume in lots (手) and amount in 10,000 CNY (万元), as Tencent writes them"),
    (100, 1, "volume seems to be in lots of 100 (手)"),
    (0.01, 1, "volume seems to be 100 times the shares"),
    (1, 1000, "amount seems to be in thousand CNY (千元)"),
    (1, 10_000, "amount seems to be in 10,000 CNY (万元)"),
    (1, 1e8, "amount seems to be in 100 million CNY (亿元)"),
    (10_000, 1, "volume seems to be in 10,000 shares (万股)"),
    (10_000, 1000, "volume in 10,000 shares (万股) and amount in thousand CNY (千元)"),
]


@pytest.mark.parametrize(("shares", "cny", "said"), CAUSES)
def test_a_power_of_ten_is_a_unit_and_never_an_adjustment(shares: float, cny: float, said: str) -> None:
    amount = np.array(CLOSES) * SHARES / cny
    (finding,) = found(unit_proof, bars(A, CLOSES, volume=SHARES / shares, amount=amount))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "unit_proof", A)
    assert said in finding.message
    assert "in 60 of 60 rows" in finding.message
    assert "adjusted" not in finding.message


def test_swapped_columns_are_told_from_a_unit_although_a_price_of_ten_looks_like_one() -> None:
    # Amount / volume is 1 / 10: a hundredth of the price, as of 100 times the shares; but it falls as prices rise.
    swapped = bars(A, CLOSES, volume=np.array(CLOSES) * SHARES, amount=SHARES)
    (finding,) = found(unit_proof, swapped)
    assert "volume and amount are swapped" in finding.message


def test_a_volume_that_holds_the_amount_is_said_so() -> None:
    amount = np.array(CLOSES) * SHARES
    (finding,) = found(unit_proof, bars(A, CLOSES, volume=amount, amount=amount))
    assert "volume seems to hold the amount" in finding.message


@pytest.mark.parametrize(
    ("early", "late", "said"),
    # 10.00 becomes 8.00 before an ex-date in the middle, as forward adjustment does, or 12.50 from it on.
    [(0.8, 1.0, "adjusted forward (前复权, qfq)"), (1.0, 1.25, "adjusted backward (后复权, hfq)")],
)
def test_adjusted_prices_are_named_by_the_end_that_is_as_it_was_traded(early: float, late: float, said: str) -> None:
    factor = np.where(np.arange(60) < 30, early, late)
    (finding,) = found(unit_proof, bars(A, times(CLOSES, factor), amount=np.array(CLOSES) * 1_000_000))
    assert said in finding.message
    assert "download unadjusted prices (不复权)" in finding.message
    assert "in 30 of 60 rows from" in finding.message


def test_the_rows_of_a_file_of_two_units_are_named_from_and_to() -> None:
    # The first 20 sessions are in lots.
    volume = np.where(np.arange(60) < 20, SHARES / 100, SHARES)
    (finding,) = found(unit_proof, bars(A, CLOSES, volume=volume, amount=np.array(CLOSES) * SHARES))
    assert "in 20 of 60 rows from 2024-01-02 to 2024-01-29; volume seems to be in lots" in finding.message


def test_a_single_wrong_row_is_told_alone_beside_another_symbol_that_is_sound() -> None:
    amount = np.array(CLOSES) * 1_000_000
    amount[7] *= 3
    findings = found(unit_proof, bars(A, CLOSES, amount=amount), bars(B, CLOSES))
    assert rules(findings) == [("severe", "unit_proof", A)]
    assert "of this one the amount differs" in findings[0].message


@pytest.mark.parametrize("symbols", [20, 21])
def test_nearly_all_of_many_symbols_are_one_finding(symbols: int) -> None:
    lots = [
        bars(f"60{k:04d}.SH", CLOSES, volume=SHARES / 100, amount=np.array(CLOSES) * SHARES) for k in range(symbols)
    ]
    findings = found(unit_proof, *lots)
    if symbols == 20:
        assert len(findings) == 20
    else:
        (finding,) = findings
        assert (finding.symbol, finding.message[:20]) == ("", "21 of 21 symbols: vo")


def test_sound_units_have_no_finding() -> None:
    assert found(unit_proof, bars(A, CLOSES), bars(B, wandering(start=2800))) == []


@pytest.mark.parametrize(("times", "said"), [(100, "in fen (分): divide them by 100"), (1000, "in li (厘)")])
def test_whole_prices_beside_a_power_of_ten_are_in_a_smaller_unit(times: int, said: str) -> None:
    prices = np.round(np.array(CLOSES) * times).tolist()
    (finding,) = found(
        unit_proof, bars(A, prices, high=prices, low=prices, open=prices, amount=np.array(CLOSES) * 1_000_000)
    )
    assert said in finding.message


def test_one_factor_all_along_may_be_another_currency() -> None:
    # 7.10 CNY a dollar: 10.00 becomes 1.41.
    prices = (np.array(CLOSES) / 7.1).round(2).tolist()
    (finding,) = found(unit_proof, bars(A, prices, amount=np.array(CLOSES) * 1_000_000))
    assert "or in another currency: 0.14" in finding.message


@pytest.mark.parametrize(
    ("columns", "way", "said"),
    [
        (("volume", "amount"), 1, "volume and amount are of the row before"),
        (("volume", "amount"), -1, "volume and amount are of the row after"),
        (("amount",), 1, "amount is of the row before"),
        (("volume",), -1, "volume is of the row after"),
    ],
)
def test_columns_that_slipped_by_a_row_are_no_adjustment(columns: tuple[str, ...], way: int, said: str) -> None:
    # From day to day the volume is 1, 3, 2, 5 or 4 million shares, and the price moves by up to 12 cents in bars that
    # are 2 cents wide: a neighbour's figures do not fit.
    volume = np.array([1, 3, 2, 5, 4] * 12) * 1_000_000.0
    figures = {"volume": volume, "amount": np.array(CLOSES) * volume}
    moved = {name: np.roll(values, way) if name in columns else values for name, values in figures.items()}
    narrow = {"open": CLOSES, "high": times(CLOSES, 1.001), "low": times(CLOSES, 0.999)}
    (finding,) = found(unit_proof, bars(A, CLOSES, **narrow, **moved))
    assert said in finding.message
    assert "adjusted" not in finding.message


def test_prices_in_fen_of_single_precision_or_of_few_rows_are_named() -> None:
    # 100.35 in 32 bits is 100.3499984, and times 100 10034.99984.
    single = (np.array(wandering(start=10035)).astype(np.float32) * np.float32(100)).astype(np.float64)
    paid = np.array(wandering(start=10035)) * 1_000_000
    (finding,) = found(unit_proof, bars(A, single.tolist(), open=single, high=single, low=single, amount=paid))
    assert finding.message.endswith("prices seem to be in fen (分): divide them by 100")
    # Three rows may be an example with round prices.
    whole = np.round(single[:3])
    (finding,) = found(unit_proof, bars(A, whole.tolist(), open=whole, high=whole, low=whole, amount=paid[:3]))
    assert "in fen (分): divide them by 100; or volume seems to be 100 times the shares" in finding.message
