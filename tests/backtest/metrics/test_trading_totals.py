"""Turnover, costs and refusals, by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.metrics.trading import (
    TradingRecord,
    money_total,
    refusals_by_reason,
    slippage_cost,
    trading_totals,
    turnover,
)
from data_sources.tables.facts import Dates


def days(*labels: str) -> Dates:
    return np.array(labels, dtype="datetime64[D]")


RECORD = TradingRecord(
    fill_dates=days("2025-02-05", "2025-02-07", "2025-02-07"),
    fill_values=np.array([10_000.0, 20_000.0, 5_000.0]),
    commission=np.array([5.0, 5.0, 5.0]),
    stamp_duty=np.array([0.0, 10.0, 2.5]),
    transfer_fee=np.array([0.1, 0.2, 0.05]),
    slippage_cost=np.array([1.004, 2.0, 0.004]),
    dividend_dates=days("2025-02-06", "2025-02-10"),
    dividends=np.array([90.0, 45.0]),
    refusal_dates=days("2025-02-05", "2025-02-07", "2025-02-10"),
    refusal_reasons=("suspended", "limit_up", "limit_up"),
)


def test_the_whole_record_adds_up() -> None:
    total = trading_totals(RECORD)
    assert total.fill_values.tolist() == [10_000.0, 20_000.0, 5_000.0]
    assert (total.commission, total.stamp_duty, total.transfer_fee) == (15.0, 12.5, 0.35)
    assert total.slippage_cost == 3.01  # 3.008 to the cent: summed first, rounded once
    assert total.dividends == 135.0
    assert total.fills == 3
    assert total.refusals == {"limit_up": 2, "suspended": 1}


def test_a_stretch_excludes_its_base_date_and_includes_its_last() -> None:
    before = trading_totals(RECORD, until=date(2025, 2, 6))
    after = trading_totals(RECORD, after=date(2025, 2, 6))
    assert (before.fills, before.commission, before.dividends, before.refusals) == (1, 5.0, 90.0, {"suspended": 1})
    assert (after.fills, after.commission, after.dividends, after.refusals) == (2, 10.0, 45.0, {"limit_up": 2})


def test_a_stretch_without_trades_is_all_zero() -> None:
    idle = trading_totals(RECORD, after=date(2025, 2, 10), until=date(2025, 3, 1))
    assert (idle.fills, idle.commission, idle.dividends, dict(idle.refusals)) == (0, 0.0, 0.0, {})


def test_turnover_halves_both_sides_and_spreads_over_the_years() -> None:
    # 400 bought and 400 sold of 100 over 2 years: 800 / 2 / 100 / 2
    assert turnover(np.array([400.0, 400.0]), 100.0, 2.0) == 2.0
    assert turnover(np.array([]), 100.0, 2.0) == 0.0
    assert turnover(np.array([400.0]), 100.0, 0.0) is None


def test_slippage_costs_on_both_sides() -> None:
    # bought at 10.01 instead of 10.00, sold at 9.98 instead of 10.00
    cost = slippage_cost(np.array([10.01, 9.98]), np.array([10.0, 10.0]), np.array([100, 200]))
    assert cost == pytest.approx([1.0, 4.0])


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([], 0.0),
        ([0.1] * 10, 1.0),
        ([1.005], 1.01),  # half a cent goes up, though the float lies below it
        ([0.004, 0.004], 0.01),
    ],
)
def test_money_is_summed_exactly_and_rounded_half_up(amounts: list[float], expected: float) -> None:
    assert money_total(amounts) == expected


def test_refusals_are_counted_in_alphabetical_order() -> None:
    counted = refusals_by_reason(["suspended", "cash", "suspended"])
    assert list(counted.items()) == [("cash", 1), ("suspended", 2)]
