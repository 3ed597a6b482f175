"""Volume and turnover rate of one file: together they make the shares outstanding, which tells the unit."""

from __future__ import annotations

import numpy as np
import pytest

from data_sources.quality.units.float_shares import volumes_beside_float
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array
from tests.data_sources.quality.long_market import A, bars, wandering

VOLUMES = np.array([2e6, 3e6, 1e6, 4e6, 5e6, 2.5e6, 3.5e6, 1.5e6, 6e6, 4.5e6])
"""Shares traded in ten sessions, of 100 million: rates from 1% to 6%."""
FLOAT = 1e8
RATES = VOLUMES / FLOAT


def judged(volume: Array, rate: Array = RATES, shares: float = np.nan, read_as: float = 1.0) -> list[Finding]:
    frame = bars(A, wandering()[: len(volume)], volume=volume, amount=None)
    rows = np.ones(len(volume))
    with np.errstate(all="ignore"):
        return list(volumes_beside_float(frame, rate, shares * rows, read_as * rows))


@pytest.mark.parametrize("shares", [np.nan, FLOAT])
def test_a_volume_that_goes_with_its_rate_is_no_finding(shares: float) -> None:
    assert judged(VOLUMES, shares=shares) == []
    # Rates with two decimals of a percent, and half of the shares of the file, as the free float may be.
    assert judged(VOLUMES, RATES.round(4), shares / 2) == []


@pytest.mark.parametrize(
    ("factor", "read_as", "unit"),
    [(100, 1, "lots (手)"), (10_000, 1, "10,000 shares (万股)"), (100, 100, "10,000 shares (万股)")],
)
def test_shares_of_the_file_name_the_unit_of_the_volume(factor: float, read_as: float, unit: str) -> None:
    # Volumes of a hundredth make 1 million shares outstanding where the file has 100 million.
    (finding,) = judged(VOLUMES / factor, shares=FLOAT, read_as=read_as)
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "volume_beside_float", A)
    assert f"volume is in {unit}, and amount" in finding.message


def test_shares_that_no_unit_explains_are_a_warning() -> None:
    (finding,) = judged(VOLUMES / 7, shares=FLOAT)
    assert (finding.severity, finding.rule) == ("warning", "volume_beside_float")
    assert "makes 1.43e+07 shares outstanding, the file has 1e+08" in finding.message


def test_the_rate_alone_makes_fewer_or_more_shares_than_any_company_has() -> None:
    # A main-board company has 6 million outstanding at least: a hundredth of 100 million is less, a tenth is not.
    (finding,) = judged(VOLUMES / 100)
    assert (
        "makes 1e+06 shares outstanding, no share has fewer than 6,000,000: volume is in lots (手)" in finding.message
    )
    assert judged(VOLUMES / 10) == []
    (finding,) = judged(VOLUMES * 10_000)
    assert "no share has more than 300,000,000,000: volume is 100 times the shares" in finding.message


def test_a_jump_of_the_shares_outstanding_is_two_units_joined() -> None:
    # The last five sessions in 万股, from the sixth on: 2024-01-09. Twice the float, as after a lock-up, is none.
    late = np.arange(10) >= 5
    (finding,) = judged(np.where(late, VOLUMES / 10_000, VOLUMES), shares=FLOAT)
    assert (finding.severity, finding.rule, str(finding.date)) == ("severe", "float_jumps", "2024-01-09")
    assert "is that of before divided by 10,000: two units" in finding.message
    assert judged(np.where(late, VOLUMES * 2, VOLUMES)) == []


def test_a_column_that_does_not_follow_the_volume_is_no_rate() -> None:
    # One and the same number in each row, numbers of another unit, and too few rows.
    assert judged(VOLUMES / 10_000, np.full(10, 0.02), FLOAT) == []
    assert judged(VOLUMES / 10_000, RATES * 1_000, FLOAT) == []
    assert judged(VOLUMES[:4] / 10_000, RATES[:4], FLOAT) == []
