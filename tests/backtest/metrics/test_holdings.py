"""What was really held, worked out on paper from the tiny ledger of `made_results`.

session  A       B or C   equity     effective names            largest weight
1        10,000  20,000    99,990    30^2 / (10^2 + 20^2) = 1.8   20,000 /  99,990
2        11,000  21,000   101,990    32^2 / (11^2 + 21^2)         21,000 / 101,990
3        12,000  22,000   103,990    34^2 / (12^2 + 22^2)         22,000 / 103,990
4        11,000  12,000   105,069    23^2 / (11^2 + 12^2)         12,000 / 105,069
5        11,500  12,500   106,069    24^2 / (11.5^2 + 12.5^2)     12,500 / 106,069

Profits: A and B 1,995.00 each up to session 3; then A -410.00, and C, which B became, 2,489.00.
"""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtest.metrics.holdings import held_after, holding_performance
from backtest.targets import targets_from_rows
from tests.reports.made_results import LedgerRows, long_result, tiny_rows

LEDGER = tiny_rows().ledger()
A, B, C = LEDGER.symbols
TARGETS = targets_from_rows(
    [(date(2025, 1, 24), A, 0.1), (date(2025, 1, 24), B, 0.2), (date(2025, 2, 6), B, 0.1), (date(2025, 2, 6), C, 0.1)]
)
LONG = long_result(90, 6, hindsight=True).ledger


def test_every_key_of_the_first_three_sessions() -> None:
    assert holding_performance(LEDGER, TARGETS, 0, 3) == {
        "names_wanted": 2,
        "names_never_held": 0,
        "mean_invested": pytest.approx((30_000 / 99_990 + 32_000 / 101_990 + 34_000 / 103_990) / 3),
        "effective_names_median": pytest.approx(1024 / 562),
        "effective_names_smallest": pytest.approx(1.8),
        "effective_names_last": pytest.approx(1156 / 628),
        "largest_weight": pytest.approx(22_000 / 103_990),
        "largest_weight_symbol": B,
        "largest_weight_date": "2025-02-06",
        "best_name": A,  # as much as B, and first by symbol
        "best_name_share": pytest.approx(0.5),
        "total_return_without_best": pytest.approx(0.01995),  # 1,995 of 100,000
        "total_return_without_best_three": 0.0,
    }


def test_the_part_after_has_its_own_base_and_follows_the_rename() -> None:
    # B is C by then: one name wanted, not two. C made 2,489 of 2,079; without it -410 of 103,990, and no other won.
    found = holding_performance(LEDGER, TARGETS, 3, 5)
    assert found["names_wanted"] == 1
    assert (found["largest_weight_symbol"], found["largest_weight_date"]) == (C, "2025-02-10")
    assert (found["best_name"], found["best_name_share"]) == (C, pytest.approx(2489 / 2079))
    assert found["total_return_without_best"] == pytest.approx(-410 / 103_990)
    assert found["total_return_without_best_three"] == pytest.approx(-410 / 103_990)


def test_a_base_date_alone_holds_nothing() -> None:
    found = holding_performance(LEDGER, TARGETS, 0, 0)
    assert (found["names_wanted"], found["names_never_held"]) == (0, 0)
    returns = ("total_return_without_best", "total_return_without_best_three")
    assert [found[key] for key in returns] == [0.0, 0.0]
    assert all(
        value is None for key, value in found.items() if key not in ("names_wanted", "names_never_held", *returns)
    )


def test_cash_on_the_last_session_has_no_effective_names_and_does_not_move_the_median() -> None:
    # One name worth half on session 1, sold at cost on session 2: invested half, then nothing; 0.25 on average.
    rows = LedgerRows(
        ["2025-01-02", "2025-01-03", "2025-01-06"],
        ("600001.SH",),
        [20_000.00, 10_000.00, 20_000.00],
        fills=[(1, 0, 1, 1000, 10.00, 0, 0, 0), (2, 0, -1, 1000, 10.00, 0, 0, 0)],
        positions=[(1, 0, 1000, 10.00)],
    )
    found = holding_performance(rows.ledger(), targets_from_rows([(date(2025, 1, 2), "600001.SH", 0.5)]), 0, 2)
    assert (found["effective_names_median"], found["effective_names_last"]) == (1.0, None)
    assert found["mean_invested"] == pytest.approx(0.25)
    # Nothing was made: there is no best name, and nothing to take out.
    assert (found["best_name"], found["best_name_share"], found["total_return_without_best"]) == (None, None, 0.0)


def test_a_best_name_in_a_losing_part_has_no_share() -> None:
    # A makes 100.00, B loses 300.00 of 10,000: -2%, and -3% had A not made its 100.
    rows = LedgerRows(
        ["2025-01-02", "2025-01-03"],
        ("600001.SH", "600002.SH"),
        [10_000.00, 8_000.00],
        fills=[(1, 0, 1, 100, 10.00, 0, 0, 0), (1, 1, 1, 100, 10.00, 0, 0, 0)],
        positions=[(1, 0, 100, 11.00), (1, 1, 100, 7.00)],
    )
    found = holding_performance(rows.ledger(), targets_from_rows([(date(2025, 1, 2), "600001.SH", 0.5)]), 0, 1)
    assert (found["best_name"], found["best_name_share"]) == ("600001.SH", None)
    assert found["total_return_without_best"] == pytest.approx(-0.03)


def test_the_metrics_are_ready_for_json() -> None:
    found = holding_performance(LEDGER, TARGETS, 0, 5)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@settings(max_examples=40)
@given(st.integers(0, 90), st.integers(0, 90))
def test_the_effective_number_lies_between_one_and_the_names_and_bounds_the_largest(one: int, other: int) -> None:
    first, last = sorted((one, other))
    held = held_after(LONG, first, last)
    some = held.names > 0
    assert (held.effective[some] >= 1 - 1e-12).all()
    assert (held.effective[some] <= held.names[some] + 1e-9).all()
    # The sum of squared weights is at most the largest weight: 1 / effective <= largest weight in what is invested.
    assert (1 / held.effective[some] <= held.largest[some] / held.invested[some] + 1e-9).all()
    assert np.isnan(held.effective[~some]).all()
