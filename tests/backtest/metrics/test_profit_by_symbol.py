"""Profit by name, worked out on paper from the tiny ledger of `made_results`.

1 hindsight, sessions 0 to 3   A: 12,000 held - 10,000 bought - 5.00 = 1,995.00; B: 22,000 - 20,000 - 5.00 = 1,995.00
2 test, sessions 3 to 5        A: 11,500 - 12,000 + 90.00 dividend = -410.00 (the 1,500 of rights were never paid)
                               B: 11,989.00 sold net - 22,000, C: 12,500 held; C succeeds B: 2,489.00, B 0
                               together 2,079.00 = 106,069.00 - 103,990.00
3 any ledger, any two sessions the profits add up to the change of equity
4 a delisting                  what it paid counts, the lost value is the loss
"""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from backtest.engine.ledger import BUY, EVENT_KINDS
from backtest.metrics.profit import profit_by_symbol
from tests.reports.made_results import LedgerRows, long_result, tiny_rows

LONG = long_result(90, 6, hindsight=True).ledger


def test_profit_before_publication_is_value_less_price_and_fees() -> None:
    assert profit_by_symbol(tiny_rows().ledger(), 0, 3).tolist() == [1_995_00, 1_995_00, 0]


def test_profit_since_publication_counts_dividends_and_follows_a_rename() -> None:
    assert profit_by_symbol(tiny_rows().ledger(), 3, 5).tolist() == [-410_00, 0, 2_489_00]


@settings(max_examples=40)
@given(st.integers(0, 90), st.integers(0, 90))
def test_profits_add_up_to_the_change_of_equity(one: int, other: int) -> None:
    first, last = sorted((one, other))
    change = round((LONG.equity[last] - LONG.equity[first]) * 100)
    assert int(profit_by_symbol(LONG, first, last).sum()) == change


def test_a_delisting_pays_what_it_recovers() -> None:
    # 1,000 shares bought at 10.00 with a fee of 5.00; delisted at 20% of 10.00 = 2,000.00: 2,000 - 10,005 = -8,005.00
    rows = LedgerRows(
        ["2025-01-02", "2025-01-03", "2025-01-06"],
        ("600001.SH",),
        [20_000.00, 9_995.00, 11_995.00],
        fills=[(1, 0, BUY, 1000, 10.00, 5.00, 0.00, 0.00)],
        events=[(2, 0, EVENT_KINDS.index("delisting"), 1000, 2_000.00)],
        positions=[(1, 0, 1000, 10.00)],
    )
    assert profit_by_symbol(rows.ledger(), 0, 2).tolist() == [-8_005_00]


def test_the_long_ledger_trades_enough_for_its_reconciliation_to_fail() -> None:
    assert np.unique(LONG.fills.symbol).size == 6
    assert abs(LONG.equity[-1] - LONG.equity[0]) > 1000
