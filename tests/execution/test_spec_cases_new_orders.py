"""Section 4, step 3: from a decision to orders.

Fees in January 2024: commission 0.025 %, at least 5.00; stamp duty 0.05 % of sales; transfer fee 0.001 %.
The standard purchase: 5000 shares at 10.00 = 50 000.00, commission 12.50, transfer fee 0.50, so that 100 000.00 of
cash become 49 987.00.
"""

from datetime import date

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import BEIJING, CHINEXT, SATURDAY, STAR, A, B, D, Z, action, decide, plain, tiny

CASH = 100_000.0
STANDARD_BUY = (A, "buy", 5000, 10.0, 50_000.0, 12.5, 0.0, 0.5)


def test_orders_go_out_on_the_first_session_strictly_after_the_decision(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10, 10]}), decide(D[0], A=0.5), cash=CASH)
    assert plain(ledger.fills) == [(D[1], *STANDARD_BUY)]
    assert plain(ledger.refusals) == []


def test_a_decision_on_a_saturday_goes_out_on_monday(execute: Execute) -> None:
    # The base date is the Friday before, D[3]; Monday is D[4].
    ledger = execute(tiny({A: [10, 10, 10, 10, 10]}), decide(SATURDAY, A=0.5), cash=CASH)
    assert plain(ledger.fills) == [(D[4], *STANDARD_BUY)]
    assert [row[0] for row in ledger.equity] == [D[3], D[4]]


def test_of_two_decisions_for_one_session_the_later_alone_counts(execute: Execute) -> None:
    # Friday wants B, Saturday wants A; both lead to Monday.
    targets = decide(D[3], B=0.5) + decide(SATURDAY, A=0.5)
    ledger = execute(tiny({A: [10] * 5, B: [10] * 5}), targets, cash=CASH)
    assert plain(ledger.fills) == [(D[4], *STANDARD_BUY)]


def test_a_symbol_absent_from_the_next_decision_is_sold_whole(execute: Execute) -> None:
    # 100 bonus shares a thousand make 5500, no whole lot lost. Sale 5500 * 10 = 55 000.00:
    # commission 13.75, stamp 27.50, transfer 0.55.
    market = tiny({A: [10] * 4, B: [10] * 4}, actions=[action(A, D[2], bonus_per_share=0.1)])
    ledger = execute(market, decide(D[0], A=0.5) + decide(D[2], B=0.0), cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[3], A, "sell", 5500, 10.0, 55_000.0, 13.75, 27.5, 0.55)]


def test_weight_zero_sells_all_odd_lots_included(execute: Execute) -> None:
    # 5000 * 1.0127 = 5063.5 -> 5063 shares. 50 630.00: commission 12.6575 -> 12.66, stamp 25.315 -> 25.32 (half up
    # with the tolerance), transfer 0.5063 -> 0.51.
    market = tiny({A: [10] * 4}, actions=[action(A, D[2], bonus_per_share=0.0127)])
    ledger = execute(market, decide(D[0], A=0.5) + decide(D[2], A=0.0), cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[3], A, "sell", 5063, 10.0, 50_630.0, 12.66, 25.32, 0.51)]


def test_one_row_with_an_empty_symbol_sells_everything(execute: Execute) -> None:
    # Each bought 2500 at 10.00, sold for 25 000.00: commission 6.25, stamp 12.50, transfer 0.25.
    ledger = execute(tiny({A: [10] * 3, B: [10] * 3}), decide(D[0], A=0.25, B=0.25) + decide(D[1]), cash=CASH)
    assert plain(ledger.fills)[2:] == [
        (D[2], A, "sell", 2500, 10.0, 25_000.0, 6.25, 12.5, 0.25),
        (D[2], B, "sell", 2500, 10.0, 25_000.0, 6.25, 12.5, 0.25),
    ]


# 7. Quantity of a first purchase from 100 000.00 at 10.00, by board and weight; in brackets one under the least order.
LOTS: list[tuple[str, str, float, int | list[int]]] = [
    (A, "A", 0.333, 3300),  # 3330 -> hundreds
    (Z, "Z", 0.0199, 100),  # 199 -> 100
    (A, "A", 0.0099, [99]),
    (CHINEXT, "CHINEXT", 0.333, 3300),
    (STAR, "STAR", 0.3333, 3333),  # whole shares
    (STAR, "STAR", 0.02, 200),
    (STAR, "STAR", 0.0199, [199]),  # under 200
    (BEIJING, "BEIJING", 0.0101, 101),
    (BEIJING, "BEIJING", 0.01, 100),
    (BEIJING, "BEIJING", 0.0099, [99]),
]


@pytest.mark.parametrize(("symbol", "name", "weight", "quantity"), LOTS)
def test_purchases_are_cut_to_the_lot(
    execute: Execute, symbol: str, name: str, weight: float, quantity: int | list[int]
) -> None:
    ledger = execute(tiny({symbol: [10, 10, 10]}), decide(D[0], **{name: weight}), cash=CASH)
    under = quantity if isinstance(quantity, list) else []
    assert [row[3] for row in ledger.fills] == ([] if under else [quantity])
    # Once, and never tried again.
    assert plain(ledger.refusals) == [(D[1], symbol, "buy", wanted, "below_lot") for wanted in under]


def test_a_first_purchase_under_a_lot_is_refused_though_it_does_not_trade(execute: Execute) -> None:
    # 0.005 * 100 000 / 10 = 50 of A, suspended on D[1]; it would buy nothing on D[2] either.
    ledger = execute(tiny({A: [10, None, 10], B: [10] * 3}), decide(D[0], A=0.005), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 50, "below_lot")]


def test_each_decision_refuses_a_purchase_under_a_lot_again(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10, 10]}), decide(D[0], A=0.005) + decide(D[1], A=0.006), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 50, "below_lot"), (D[2], A, "buy", 60, "below_lot")]


def test_a_gap_under_a_lot_of_what_is_held_leaves_no_row(execute: Execute) -> None:
    # 5000 A, V = 99 987.00; 0.5055 * V / 10 = 5054.3: 54 wanted.
    ledger = execute(tiny({A: [10, 10, 10]}), decide(D[0], A=0.5) + decide(D[1], A=0.5055), cash=CASH)
    assert len(ledger.fills) == 1
    assert ledger.refusals == []


def test_a_small_account_is_told_which_names_it_cannot_hold(execute: Execute) -> None:
    # 40% of 100 000.00 at 1500.00 are 26.67 shares, under 100; 15% at 90.00 are 166.67, under the 200 of STAR;
    # 40% at 10.00 are 4000: 40 000.00, commission 10.00, transfer 0.40.
    market = tiny({A: [1500, 1500], B: [10, 10], STAR: [90, 90]})
    ledger = execute(market, decide(D[0], A=0.4, B=0.4, STAR=0.15), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 26, "below_lot"), (D[1], STAR, "buy", 166, "below_lot")]
    assert plain(ledger.fills) == [(D[1], B, "buy", 4000, 10.0, 40_000.0, 10.0, 0.0, 0.4)]


# 8. What a reduction from weight 0.5 (5000 shares, cash 49 987.00, V = 99 987.00) sells at 10.00.
REDUCTIONS = [
    (A, "A", 0.333, 1600),  # 3329.57 wanted, 1670.43 too many
    (STAR, "STAR", 0.333, 1670),
    (STAR, "STAR", 0.4815, None),  # 4814.37 wanted, 185.63 too many: under 200
    (BEIJING, "BEIJING", 0.4815, 185),
    (BEIJING, "BEIJING", 0.4915, None),  # 85.64 too many: under 100
]


@pytest.mark.parametrize(("symbol", "name", "weight", "quantity"), REDUCTIONS)
def test_reductions_are_cut_to_the_lot(
    execute: Execute, symbol: str, name: str, weight: float, quantity: int | None
) -> None:
    targets = decide(D[0], **{name: 0.5}) + decide(D[1], **{name: weight})
    ledger = execute(tiny({symbol: [10, 10, 10]}), targets, cash=CASH)
    assert [row[3] for row in ledger.fills[1:]] == ([] if quantity is None else [quantity])


def test_a_share_count_a_hair_under_a_lot_is_the_lot(execute: Execute) -> None:
    # 0.57 * 100 000 / 10 is 5699.999999999999 in floating point.
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=0.57), cash=CASH)
    assert [row[3] for row in ledger.fills] == [5700]


def test_orders_are_sized_at_the_open_of_the_session_not_at_the_close_before(execute: Execute) -> None:
    # 50 000 / 9.50 = 5263.16 -> 5200; 5200 * 9.50 = 49 400.00, commission 12.35, transfer 0.494 -> 0.49.
    ledger = execute(tiny({A: [10, {"open": 9.5, "close": 10.4}]}), decide(D[0], A=0.5), cash=CASH)
    assert plain(ledger.fills) == [(D[1], A, "buy", 5200, 9.5, 49_400.0, 12.35, 0.0, 0.49)]


def test_fill_close_uses_the_close(execute: Execute) -> None:
    # 50 000 / 10.40 = 4807.69 -> 4800; 49 920.00, commission 12.48, transfer 0.4992 -> 0.50.
    market = tiny({A: [10, {"open": 9.5, "close": 10.4}]})
    ledger = execute(market, decide(D[0], A=0.5), cash=CASH, fill="close")
    assert plain(ledger.fills) == [(D[1], A, "buy", 4800, 10.4, 49_920.0, 12.48, 0.0, 0.5)]


def test_fill_vwap_is_amount_over_volume(execute: Execute) -> None:
    # 10 250 000 / 1 000 000 = 10.25; 50 000 / 10.25 = 4878.05 -> 4800; 49 200.00, commission 12.30, transfer 0.492.
    market = tiny({A: [10, {"open": 10, "close": 10.5, "amount": 10_250_000.0}]})
    ledger = execute(market, decide(D[0], A=0.5), cash=CASH, fill="vwap")
    assert plain(ledger.fills) == [(D[1], A, "buy", 4800, 10.25, 49_200.0, 12.3, 0.0, 0.49)]


@pytest.mark.parametrize("amount", [None, 0.0])
def test_without_an_amount_vwap_is_the_mean_of_high_low_and_close(execute: Execute, amount: float | None) -> None:
    # (10.90 + 9.70 + 10.60) / 3 = 10.40; 50 000 / 10.40 = 4807.7 -> 4800; 49 920.00, commission 12.48, transfer 0.50.
    cells = {"open": 10, "high": 10.9, "low": 9.7, "close": 10.6, "amount": amount}
    ledger = execute(tiny({A: [10, cells]}), decide(D[0], A=0.5), cash=CASH, fill="vwap")
    assert plain(ledger.fills) == [(D[1], A, "buy", 4800, 10.4, 49_920.0, 12.48, 0.0, 0.5)]


def test_a_holding_that_does_not_trade_counts_with_its_last_close(execute: Execute) -> None:
    # A: 5000 held, last close 12.00 (D[1]), suspended on D[2]. V = 49 987 + 60 000 = 109 987.00.
    # A wants 0.6 * 109 987 / 12 = 5499.35, gap 499.35 -> 400, refused. B wants 0.4 * 109 987 / 10 = 4399.48 -> 4300:
    # 43 000.00, commission 10.75, transfer 0.43.
    market = tiny({A: [11, {"open": 10, "close": 12}, None], B: [10, 10, 10]})
    ledger = execute(market, decide(D[0], A=0.5) + decide(D[1], A=0.6, B=0.4), cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[2], B, "buy", 4300, 10.0, 43_000.0, 10.75, 0.0, 0.43)]
    assert plain(ledger.refusals) == [(D[2], A, "buy", 400, "suspended")]


def test_the_last_close_is_adjusted_for_an_ex_date_in_the_suspension(execute: Execute) -> None:
    # A: last close 10.00, then 1 bonus share each on D[2]: valuation 5.00, 10 000 shares. V = 49 987 + 50 000.
    # B: 0.4 * 99 987 / 10 = 3999.48 -> 3900: 39 000.00, commission 9.75, transfer 0.39.
    # A: 0.5 * 99 987 / 5 = 9998.7, gap -1.3 -> no order.
    market = tiny({A: [10, 10, None], B: [10, 10, 10]}, actions=[action(A, D[2], bonus_per_share=1.0)])
    ledger = execute(market, decide(D[0], A=0.5) + decide(D[1], A=0.5, B=0.4), cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[2], B, "buy", 3900, 10.0, 39_000.0, 9.75, 0.0, 0.39)]
    assert plain(ledger.refusals) == []


def test_symbols_without_a_bar_so_far_are_refused_once_with_quantity_0(execute: Execute) -> None:
    # A has its first bar on D[3] only; Z is in no table at all. Neither is tried again, also when A begins to trade.
    market = tiny({A: [None, None, None, 10], B: [10, 10, 10, 10]})
    ledger = execute(market, decide(D[0], A=0.3, B=0.3, Z=0.3), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], Z, "buy", 0, "not_listed"), (D[1], A, "buy", 0, "not_listed")]
    assert plain(ledger.fills) == [(D[1], B, "buy", 3000, 10.0, 30_000.0, 7.5, 0.0, 0.3)]


def test_each_decision_refuses_again(execute: Execute) -> None:
    market = tiny({B: [10, 10, 10]})
    ledger = execute(market, decide(D[0], A=0.3) + decide(D[1], A=0.3), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 0, "not_listed"), (D[2], A, "buy", 0, "not_listed")]


def test_a_row_without_volume_is_no_first_bar(execute: Execute) -> None:
    market = tiny({A: [None, {"open": 10, "volume": 0}], B: [10, 10]})
    ledger = execute(market, decide(D[0], A=0.3), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 0, "not_listed")]


def test_a_bar_on_the_session_itself_is_enough(execute: Execute) -> None:
    ledger = execute(tiny({A: [None, 10], B: [10, 10]}), decide(D[0], A=0.5), cash=CASH)
    assert plain(ledger.fills) == [(D[1], *STANDARD_BUY)]


def test_a_delisted_symbol_is_not_listed(execute: Execute) -> None:
    market = tiny({A: [10, 10, None], B: [10, 10, 10]}, instruments={A: {"delist_date": D[2]}})
    ledger = execute(market, decide(D[1], A=0.5), cash=CASH)
    assert plain(ledger.refusals) == [(D[2], A, "buy", 0, "not_listed")]


def test_a_suspended_symbol_with_a_bar_before_is_listed(execute: Execute) -> None:
    # Sized at the last close: 50 000 / 10 = 5000.
    ledger = execute(tiny({A: [10, None], B: [10, 10]}), decide(D[0], A=0.5), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 5000, "suspended")]


def test_a_new_decision_replaces_every_carried_order(execute: Execute) -> None:
    # A's carried purchase (suspended on D[1]) would fill on D[2]; the decision of D[1] wants B alone.
    ledger = execute(tiny({A: [10, None, 10], B: [10, 10, 10]}), decide(D[0], A=0.5) + decide(D[1], B=0.5), cash=CASH)
    assert [row[:4] for row in ledger.fills] == [(D[2], B, "buy", 5000)]
    assert plain(ledger.refusals) == [(D[1], A, "buy", 5000, "suspended")]


def test_a_target_reached_already_gives_no_order(execute: Execute) -> None:
    # V = 99 987.00 and 0.5 * V / 10 = 4999.35: 0.65 shares too many.
    ledger = execute(tiny({A: [10, 10, 10]}), decide(D[0], A=0.5) + decide(D[1], A=0.5), cash=CASH)
    assert len(ledger.fills) == 1
    assert ledger.refusals == []


def test_decisions_before_from_are_left_out(execute: Execute) -> None:
    targets = decide(D[0], B=0.5) + decide(D[1], A=0.5)
    ledger = execute(tiny({A: [10] * 3, B: [10] * 3}), targets, cash=CASH, start=D[1])
    assert plain(ledger.fills) == [(D[2], *STANDARD_BUY)]
    assert [row[0] for row in ledger.equity] == [D[1], D[2]]


def test_a_decision_after_the_last_session_never_goes_out(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10, 10]}), decide(D[0], A=0.5) + decide(date(2024, 3, 1)), cash=CASH)
    assert len(ledger.fills) == 1


def test_the_fill_price_of_a_purchase_is_sized_before_slippage(execute: Execute) -> None:
    # Quantity from p = 10.00: 5000. Price 10.00 * 1.01 = 10.10: 50 500.00, commission 12.625 -> 12.63, transfer 0.505
    # -> 0.51.
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=0.5), cash=CASH, slippage=0.01)
    assert plain(ledger.fills) == [(D[1], A, "buy", 5000, 10.1, 50_500.0, 12.63, 0.0, 0.51)]
