"""The frames of a run worked out on paper from the tiny ledger of `made_results`.

equity    2025-01-24 100,000; 01-27 99,990 = 69,990 + 10,000 + 20,000; 02-05 101,990 = 69,990 + 11,000 + 21,000
orders    the refusals of 02-07 and 02-10 were decided on 01-24, the only decision
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from backtest.result.orders import order_rows
from backtest.targets import targets_from_rows
from tests.reports.made_results import tiny_result

RESULT = tiny_result()
A, B, C = "600001.SH", "600002.SH", "600003.SH"
D = [date(2025, 1, day) for day in (2, 3, 6, 7)]


def test_returns_begin_on_the_session_after_the_base_date() -> None:
    returns = RESULT.returns
    assert returns.name == "rate_power"
    assert returns.index.name == "date"
    assert returns.index[0] == pd.Timestamp("2025-01-27")
    assert returns.iloc[:2].tolist() == pytest.approx([-10 / 100_000, 2_000 / 99_990])
    # The index closes at 4,000, 4,040, 4,080, ...
    assert RESULT.benchmark_returns.iloc[:2].tolist() == pytest.approx([0.01, 40 / 4_040])
    assert math.prod(1 + each for each in returns.tolist()) == pytest.approx(
        RESULT.ledger.equity[-1] / RESULT.ledger.equity[0]
    )


def test_weights_are_wide_and_zero_where_nothing_is_held() -> None:
    weights = RESULT.weights
    assert weights.columns.tolist() == [A, B, C]
    assert weights.iloc[0].tolist() == [0, 0, 0]
    assert weights.iloc[1].tolist() == pytest.approx([10_000 / 99_990, 20_000 / 99_990, 0])
    # The last close: 1,000 A at 11.50 and 500 C at 25.00 beside 82,069.00 of cash.
    assert weights.iloc[-1].tolist() == pytest.approx([11_500 / 106_069, 0, 12_500 / 106_069])


def test_trades_are_round_trips_whose_profits_add_up() -> None:
    trades = RESULT.trades
    # A 11,500 + 90 - 10,005 = 1,585.00; 500 B 12,000 - 11 - 10,002.50 = 1,986.50; 500 C 12,500 - 10,002.50 = 2,497.50
    assert trades["profit"].tolist() == [1_585.00, 1_986.50, 2_497.50]
    assert trades["symbol"].tolist() == [A, B, C]
    assert trades["closed"].isna().tolist() == [True, False, True]
    assert trades["profit"].sum() == 106_069 - 100_000


def test_an_order_says_what_was_wanted_filled_and_refused() -> None:
    rows = {(row["date"].date(), row["symbol"]): row for row in RESULT.orders.to_dict("records")}
    sold, refused = rows[date(2025, 2, 7), B], rows[date(2025, 2, 7), C]
    assert (sold["side"], sold["wanted"], sold["filled"], sold["refused"], sold["reason"]) == ("sell", 500, 500, 0, "")
    assert (sold["price"], sold["value"], sold["fees"]) == (24.00, 12_000.00, 11.00)
    assert (refused["wanted"], refused["filled"], refused["reason"]) == (100, 0, "limit_up")
    assert math.isnan(refused["price"])
    assert {row["decided"] for row in rows.values()} == {pd.Timestamp("2025-01-24")}


def test_an_order_that_was_filled_in_part_is_one_row_with_all_its_reasons() -> None:
    fills = [(D[2], A, "buy", 300, 10.0, 3_000.0, 5.0, 0.0, 0.03), (D[2], A, "buy", 100, 12.0, 1_200.0, 5.0, 0.0, 0.01)]
    refusals = [(D[2], A, "buy", 200, "volume_cap"), (D[2], A, "buy", 50, "cash"), (D[2], A, "sell", 70, "t_plus_1")]
    # 4,200.00 for 400 shares is 10.50 a share; the sale stands first; what D[1] decided trades on the session after.
    assert order_rows(fills, refusals, [D[0], D[1], D[2]], D)[1] == (
        D[2], D[1], A, "buy", 650, 400, 250, "volume_cap, cash", 10.5, 4_200.0, 10.04,
    )  # fmt: skip
    assert order_rows(fills, refusals, [], D)[0][:5] == (D[2], D[1], A, "sell", 70)


def test_a_run_that_held_nothing_has_frames_without_rows() -> None:
    still = replace(RESULT, targets=targets_from_rows([(date(2025, 1, 24), "", 0.0)]))
    for log in ("fills", "refusals", "events"):
        empty = getattr(still.ledger, log)._make(column[:0] for column in getattr(still.ledger, log))
        still = replace(still, ledger=replace(still.ledger, **{log: empty}))
    held = RESULT.ledger.__dict__["_positions"]
    still.ledger.__dict__["_positions"] = type(held)(*(column[:0] for column in vars(held).values()))
    assert still.trades.empty
    assert still.orders.empty
    assert still.trades.columns.tolist()[:3] == ["symbol", "opened", "closed"]
    assert still.weights.shape == (6, 0)
