"""A rule that decides day by day: what it may see, and what the two auctions of a day do with its wishes.

Prices rise by 0.10 a session from 10.00 unless a case says otherwise; commission 0.00025 at least 5.00, transfer fee
0.00001, stamp duty 0.0005 in 2024.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pytest

from backtest.engine.run import execute_targets
from backtest.handler import Handler, Instruction, LookAheadError, Plan, View, execute_handler, follow, orders, weights
from backtest.market.panel import Panel
from backtest.options import Options
from backtest.result.tables import event_rows, fill_rows, refusal_rows
from data_sources.errors import InputError
from tests.execution.market import STAR, A, B, Cell, D, Row, rename, tiny
from tests.execution.prepared import panel_of, random_run

RISING = [round(10 + 0.1 * k, 2) for k in range(6)]
CASH = Options(cash=100_000.0)


def market(bars: Mapping[str, Sequence[Cell]], renames: list[Row] | None = None) -> Panel:
    return panel_of(tiny(bars, renames=renames or []))


def on(plans: Mapping[date, Plan]) -> Handler:
    """A handler that says what a table says."""
    return lambda view: plans.get(view.today)


def test_the_view_ends_at_the_last_close() -> None:
    seen: list[tuple[date, list[float], int]] = []

    def watch(view: View) -> None:
        seen.append((view.today, view.close(2)[:, 0].tolist(), len(view.close())))

    execute_handler(market({A: RISING}), watch, CASH, D[0])
    # Called after every session but the last; the first view has one row only.
    assert seen == [
        (D[0], [10.0], 1),
        (D[1], [10.0, 10.1], 2),
        (D[2], [10.1, 10.2], 3),
        (D[3], [10.2, 10.3], 4),
        (D[4], [10.3, 10.4], 5),
    ]


def test_asking_for_tomorrow_is_an_error_that_says_where_the_view_ends() -> None:
    def peek(view: View) -> None:
        view.row(D[2])

    with pytest.raises(LookAheadError, match=f"asked for {D[2]} at a decision taken after the close of {D[0]}"):
        execute_handler(market({A: RISING}), peek, CASH, D[0])


def test_what_is_seen_cannot_be_changed() -> None:
    def scribble(view: View) -> None:
        view.close()[0, 0] = 1.0

    with pytest.raises(ValueError, match="read-only"):
        execute_handler(market({A: RISING}), scribble, CASH, D[0])


def test_orders_at_open_and_close_meet_the_prices_of_their_auction() -> None:
    bars: dict[str, list[Cell]] = {A: [10, {"open": 10.1, "close": 10.4}, {"open": 10.2, "close": 10.3}]}
    plans: dict[date, Plan] = {D[0]: orders({A: 1000}), D[1]: orders({A: -500}, at="close")}
    fills = fill_rows(execute_handler(market(bars), on(plans), CASH, D[0]))
    # Bought at the open 10.10: 10 100.00, commission 5.00, transfer 0.10. Sold at the close 10.30: 5 150.00, stamp 2.58
    # (2.575 rounded half up), transfer 0.05.
    assert fills == [
        (D[1], A, "buy", 1000, 10.1, 10100.0, 5.0, 0.0, 0.1),
        (D[2], A, "sell", 500, 10.3, 5150.0, 5.0, 2.58, 0.05),
    ]


def test_what_was_bought_at_the_open_cannot_be_sold_at_the_close() -> None:
    plans: dict[date, Plan] = {
        D[0]: orders({A: 300}),
        D[1]: (orders({A: 200}), orders({A: -500}, at="close")),
    }
    ledger = execute_handler(market({A: RISING[:3]}), on(plans), CASH, D[0])
    # Held before the session's first fill: 300. Of the 500 wanted at the close 300 are sold, 200 wait for tomorrow.
    assert [row[:4] for row in fill_rows(ledger)] == [
        (D[1], A, "buy", 300),
        (D[2], A, "sell", 300),
        (D[2], A, "buy", 200),
    ]
    assert refusal_rows(ledger) == [(D[2], A, "sell", 200, "t_plus_1")]


def test_a_part_kept_back_by_t_plus_1_is_sold_in_its_auction_of_the_next_session() -> None:
    plans: dict[date, Plan] = {D[0]: (orders({A: 300}), orders({A: -300}, at="close"))}
    ledger = execute_handler(market({A: RISING[:3]}), on(plans), CASH, D[0])
    # Bought at 10.10 at the open of D[1], refused at its close, sold at the close of D[2], 10.20.
    assert [row[:5] for row in fill_rows(ledger)] == [(D[1], A, "buy", 300, 10.1), (D[2], A, "sell", 300, 10.2)]
    assert refusal_rows(ledger) == [(D[1], A, "sell", 300, "t_plus_1")]


def test_orders_leave_the_rest_alone_while_weights_sell_it() -> None:
    bars = {A: [10.0] * 4, B: [10.0] * 4}
    plans: dict[date, Plan] = {D[0]: weights({A: 0.5}), D[1]: orders({B: 1000}), D[2]: weights({B: 0.5})}
    fills = fill_rows(execute_handler(market(bars), on(plans), CASH, D[0]))
    # 0.5 of 100 000 is 5 000 shares of A; after fees V is 99 986.99 and 0.5 of it 4 999 shares of B: 4 900 wanted.
    assert [row[:4] for row in fills] == [
        (D[1], A, "buy", 5000),
        (D[2], B, "buy", 1000),
        (D[3], A, "sell", 5000),
        (D[3], B, "buy", 3900),
    ]


def test_orders_are_cut_to_lots_and_to_what_is_held() -> None:
    plans: dict[date, Plan] = {D[0]: orders({A: 250, STAR: 199}), D[1]: orders({A: -999})}
    fills = fill_rows(execute_handler(market({A: [10.0] * 3, STAR: [10.0] * 3}), on(plans), CASH, D[0]))
    assert [row[:4] for row in fills] == [(D[1], A, "buy", 200), (D[2], A, "sell", 200)]


def test_a_first_order_under_a_lot_is_refused_in_its_auction() -> None:
    # 99 of A and 199 of STAR are under the least order; 50 more of the B that is held leave no row.
    plans: dict[date, Plan] = {
        D[0]: (orders({A: 99, B: 200}), orders({STAR: 199}, at="close")),
        D[1]: orders({B: 50}),
    }
    ledger = execute_handler(market({A: [10.0] * 3, B: [10.0] * 3, STAR: [10.0] * 3}), on(plans), CASH, D[0])
    assert refusal_rows(ledger) == [(D[1], A, "buy", 99, "below_lot"), (D[1], STAR, "buy", 199, "below_lot")]
    assert [row[:4] for row in fill_rows(ledger)] == [(D[1], B, "buy", 200)]


def test_a_buy_waits_for_the_money_of_a_sale_that_t_plus_1_keeps_back() -> None:
    # 9 900 A bought at the open of D[1] for 99 025.74 leave 974.26. At the close they cannot be sold before tomorrow,
    # so the 5 000 B, which the cash does not pay for, wait too: A at the close of D[2] pays for them.
    plans: dict[date, Plan] = {D[0]: (orders({A: 9900}), orders({A: -9900, B: 5000}, at="close"))}
    ledger = execute_handler(market({A: [10.0] * 3, B: [10.0] * 3}), on(plans), CASH, D[0])
    assert refusal_rows(ledger) == [(D[1], A, "sell", 9900, "t_plus_1"), (D[1], B, "buy", 5000, "cash")]
    assert [row[:4] for row in fill_rows(ledger)] == [
        (D[1], A, "buy", 9900),
        (D[2], A, "sell", 9900),
        (D[2], B, "buy", 5000),
    ]


def test_an_old_name_leads_to_its_successor_from_the_rename_on() -> None:
    panel = market({A: [10.0, 10.0], B: [None, None, 10.0, 10.0]}, renames=[rename(A, B, D[2])])
    plans: dict[date, Plan] = {D[0]: orders({A: 500}), D[2]: orders({A: -200})}
    ledger = execute_handler(panel, on(plans), CASH, D[0])
    assert [row[:4] for row in fill_rows(ledger)] == [(D[1], A, "buy", 500), (D[3], B, "sell", 200)]
    assert event_rows(ledger) == [(D[2], A, "rename", 500, 0.0)]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (orders({"600999.SH": 100}), "600999.SH is not in this market"),
        (weights({A: 0.7, B: 0.4}), "the weights sum to 1.1"),
        (weights({A: -0.1}), "the weight of 600001.SH is -0.1"),
        (Instruction({A: float("nan")}, "orders"), "600001.SH is given nan"),
        (weights({A: float("inf")}), "600001.SH is given inf"),
        ((orders({A: 100}), orders({B: 100})), "two instructions for the open"),
        ({A: 0.5}, "the handler returned dict; return weights"),
    ],
)
def test_a_wrong_instruction_is_one_line_that_names_its_day(plan: Plan, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence) as caught:
        execute_handler(market({A: RISING, B: RISING}), on({D[1]: plan}), CASH, D[0])
    assert str(D[1]) in str(caught.value)


def test_an_index_that_the_store_has_not_is_one_line() -> None:
    def ask(view: View) -> None:
        view.benchmark("000905.SH")

    with pytest.raises(InputError, match=r"^benchmark 000905.SH is not in the store; there are 000300.SH"):
        execute_handler(market({A: RISING}), ask, CASH, D[0])


def test_the_account_shows_cash_positions_and_equity_after_the_close() -> None:
    seen: list[tuple[float, dict[str, int], float]] = []

    def watch(view: View) -> Instruction | None:
        seen.append((view.cash, dict(view.positions), view.equity))
        return orders({A: 1000}) if view.today == D[0] else None

    execute_handler(market({A: [10.0, 10.0, 11.0]}), watch, CASH, D[0])
    # 1 000 shares at 10.00 with 5.00 commission and 0.10 transfer fee leave 89 994.90.
    assert seen == [(100_000.0, {}, 100_000.0), (89_994.9, {A: 1000}, 99_994.9)]


@pytest.mark.parametrize("seed", range(40))
def test_targets_wrapped_as_a_handler_leave_the_same_ledger(seed: int) -> None:
    panel, targets, options = random_run(seed, fill="open", start=None)
    expected = execute_targets(panel, targets, options)
    found = execute_handler(panel, follow(targets, panel.sessions), options, targets.dates[0].item())
    assert fill_rows(found) == fill_rows(expected)
    assert refusal_rows(found) == refusal_rows(expected)
    assert event_rows(found) == event_rows(expected)
    assert np.array_equal(found.equity, expected.equity)


def test_fills_of_a_day_with_two_auctions_are_listed_sells_first() -> None:
    plans: dict[date, Plan] = {
        D[0]: orders({A: 300}),
        D[1]: (orders({B: 100}), orders({A: -300}, at="close")),
    }
    ledger = execute_handler(market({A: [10.0] * 3, B: [10.0] * 3}), on(plans), CASH, D[0])
    # B is bought at the open of D[2], A sold at its close: in the file the sale stands first.
    assert [row[:4] for row in fill_rows(ledger)] == [
        (D[1], A, "buy", 300),
        (D[2], A, "sell", 300),
        (D[2], B, "buy", 100),
    ]
