"""Section 4, step 4: sells, their refusals and prices.

All cases hold 5000 A bought at 10.00 on D[1] (cash 49 987.00) and sell on D[2], unless they say otherwise. A closes
at 10.00 on D[1], so its limits on D[2] are 9.00 and 11.00. A standard sale, 5000 at 10.00: commission 12.50, stamp
25.00, transfer 0.50.
"""

import math

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import STAR, A, B, Cell, D, Row, Tables, Z, action, decide, plain, tiny

CASH = 100_000.0
HOLD_AND_SELL = decide(D[0], A=0.5) + decide(D[1])


def with_last(cell: Cell, *more: Cell) -> Tables:
    """A market in which A is bought on D[1] and sold on D[2] or later."""
    return tiny({A: [10, 10, cell, *more], B: [10] * (3 + len(more))})


GARBAGE: Row = {"open": math.nan, "high": -1.0, "low": 99.0, "close": None, "volume": 0, "prev_close": 3.0}


@pytest.mark.parametrize("cell", [None, GARBAGE], ids=["no row", "volume 0"])
def test_not_trading_refuses_the_whole_sell_as_suspended(execute: Execute, cell: Cell) -> None:
    ledger = execute(with_last(cell), HOLD_AND_SELL, cash=CASH)
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "suspended")]
    assert plain(ledger.positions)[-1] == (D[2], A, 5000, 10.0, 50_000.0)


def test_an_open_at_the_lower_limit_refuses_the_sell(execute: Execute) -> None:
    ledger = execute(with_last({"open": 9.0, "close": 9.8}), HOLD_AND_SELL, cash=CASH)
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "limit_down")]
    assert len(ledger.fills) == 1


def test_an_open_one_tick_above_the_lower_limit_sells(execute: Execute) -> None:
    # 5000 * 9.01 = 45 050.00: commission 11.2625 -> 11.26, stamp 22.525 -> 22.53, transfer 0.4505 -> 0.45.
    ledger = execute(with_last({"open": 9.01, "close": 9.0}), HOLD_AND_SELL, cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 5000, 9.01, 45_050.0, 11.26, 22.53, 0.45)]
    # 49 987.00 + 45 050.00 - 34.24
    assert plain(ledger.equity)[-1] == (D[2], 95_002.76, 0.0, 95_002.76, 3000.0)


def test_only_the_fill_price_is_held_against_the_limit(execute: Execute) -> None:
    # The open is free, the close is at the limit: with fill close the same session refuses.
    market = with_last({"open": 9.5, "close": 9.0})
    assert execute(market, HOLD_AND_SELL, cash=CASH).refusals == []
    ledger = execute(market, HOLD_AND_SELL, cash=CASH, fill="close")
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "limit_down")]


def test_the_upper_limit_does_not_stop_a_sell(execute: Execute) -> None:
    # 55 000.00: commission 13.75, stamp 27.50, transfer 0.55.
    ledger = execute(with_last(11.0), HOLD_AND_SELL, cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 5000, 11.0, 55_000.0, 13.75, 27.5, 0.55)]


def test_slippage_lowers_the_price_of_a_sell(execute: Execute) -> None:
    # The purchase pays 10.00 * 1.001 = 10.01. The sale gets 9.99: 49 950.00, commission 12.4875 -> 12.49,
    # stamp 24.975 -> 24.98, transfer 0.4995 -> 0.50.
    ledger = execute(with_last(10), HOLD_AND_SELL, cash=CASH, slippage=0.001)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 5000, 9.99, 49_950.0, 12.49, 24.98, 0.5)]


def test_slippage_never_goes_through_the_lower_limit(execute: Execute) -> None:
    # 9.05 * 0.98 = 8.869, under the limit of 9.00: 45 000.00, commission 11.25, stamp 22.50, transfer 0.45.
    ledger = execute(with_last({"open": 9.05, "close": 10}), HOLD_AND_SELL, cash=CASH, slippage=0.02)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 5000, 9.0, 45_000.0, 11.25, 22.5, 0.45)]


def test_the_fill_price_is_rounded_to_8_decimals_before_use(execute: Execute) -> None:
    # p = 31 000 001 / 3 000 000 = 10.333333666666...; the price is 10.33333367 and 500 000 of them are 5 166 666.835
    # -> 5 166 666.84 (unrounded they would be 5 166 666.83). Commission 1291.6667 -> 1291.67, stamp 2583.3334 ->
    # 2583.33, transfer 51.6667 -> 51.67.
    cell = {"open": 10, "high": 10.5, "close": 10, "volume": 3_000_000, "amount": 31_000_001.0}
    ledger = execute(with_last(cell), HOLD_AND_SELL, cash=10_000_000.0, fill="vwap")
    assert [row[:6] for row in ledger.fills[1:]] == [(D[2], A, "sell", 500_000, 10.33333367, 5_166_666.84)]
    assert [row[6:] for row in ledger.fills[1:]] == [(1291.67, 2583.33, 51.67)]


@pytest.mark.parametrize(("amount", "refused"), [(9_004_900.0, True), (9_005_100.0, False)])
def test_a_vwap_is_held_against_the_limit_rounded_to_the_cent(execute: Execute, amount: float, refused: bool) -> None:
    # 9.0049 rounds to the limit of 9.00, 9.0051 to 9.01.
    cell = {"open": 9.5, "low": 9.0, "close": 9.0, "amount": amount}
    ledger = execute(with_last(cell), HOLD_AND_SELL, cash=CASH, fill="vwap")
    assert bool(ledger.refusals) is refused


def test_cash_of_a_sale_is_spent_in_the_same_session(execute: Execute) -> None:
    # All in A: 9900 * 10 = 99 000.00 + 24.75 + 0.99 leaves 974.26. V on D[2] = 99 974.26, B wants 9997 -> 9900.
    # Sale: 99 000.00 - 24.75 - 49.50 - 0.99 = 98 924.76, cash 99 899.02. 9900 B cost 99 025.74: 873.28 left.
    ledger = execute(tiny({A: [10] * 3, B: [10] * 3}), decide(D[0], A=1.0) + decide(D[1], B=1.0), cash=CASH)
    assert plain(ledger.fills)[1:] == [
        (D[2], A, "sell", 9900, 10.0, 99_000.0, 24.75, 49.5, 0.99),
        (D[2], B, "buy", 9900, 10.0, 99_000.0, 24.75, 0.0, 0.99),
    ]
    assert plain(ledger.equity)[-1] == (D[2], 873.28, 99_000.0, 99_873.28, 3000.0)


def test_sells_go_before_buys_and_each_in_symbol_order(execute: Execute) -> None:
    # The full symbol counts: 000001.SZ, 600001.SH, 600002.SH, 688001.SH.
    market = tiny({STAR: [10] * 3, B: [10] * 3, A: [10] * 3, Z: [10] * 3})
    ledger = execute(market, decide(D[0], STAR=0.2, A=0.2) + decide(D[1], Z=0.2, B=0.2), cash=CASH)
    assert [row[1:3] for row in ledger.fills[2:]] == [(A, "sell"), (STAR, "sell"), (Z, "buy"), (B, "buy")]


def test_the_volume_cap_lets_the_lots_below_it_pass(execute: Execute) -> None:
    # 0.1 * 12 345 = 1234.5 -> raw 1234 -> 1200 pass, 3800 are refused. 12 000.00: commission 3.00 -> 5.00, stamp 6.00,
    # transfer 0.12.
    cell = {"open": 10, "volume": 12_345}
    ledger = execute(with_last(cell), HOLD_AND_SELL, cash=CASH, participation=0.1)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 1200, 10.0, 12_000.0, 5.0, 6.0, 0.12)]
    assert plain(ledger.refusals) == [(D[2], A, "sell", 3800, "volume_cap")]


# 13. Selling all of 5063 odd shares (5000 and a bonus of 0.0127) under a participation of 0.1.
ODD_SALES = [
    (50_630, 5063, 0),  # raw 5063: whole
    (50_629, 5000, 63),  # raw 5062: in lots
    (999, 0, 5063),  # raw 99: nothing
]


@pytest.mark.parametrize(("volume", "sold", "refused"), ODD_SALES)
def test_selling_all_passes_whole_up_to_the_raw_cap(execute: Execute, volume: int, sold: int, refused: int) -> None:
    market = tiny({A: [10, 10, {"open": 10, "volume": volume}]}, actions=[action(A, D[2], bonus_per_share=0.0127)])
    ledger = execute(market, HOLD_AND_SELL, cash=CASH, participation=0.1)
    assert [row[3] for row in ledger.fills[1:]] == ([sold] if sold else [])
    assert [row[1:] for row in ledger.refusals] == ([(A, "sell", refused, "volume_cap")] if refused else [])


def test_a_star_cap_under_200_passes_only_a_sale_of_everything(execute: Execute) -> None:
    # 1. 5000 STAR held, raw 199: lot_floor 0, nothing passes. 2. 250 held, raw 220: 220 pass, 30 stay.
    # 3. Next session raw 150, the 30 are all that is held: they pass.
    big = tiny({STAR: [10, 10, {"open": 10, "volume": 1990}]})
    ledger = execute(big, decide(D[0], STAR=0.5) + decide(D[1]), cash=CASH, participation=0.1)
    assert plain(ledger.refusals) == [(D[2], STAR, "sell", 5000, "volume_cap")]
    small = tiny({STAR: [10, 10, {"open": 10, "volume": 2200}, {"open": 10, "volume": 1500}]})
    ledger = execute(small, decide(D[0], STAR=0.025) + decide(D[1]), cash=CASH, participation=0.1)
    assert [row[:4] for row in ledger.fills[1:]] == [(D[2], STAR, "sell", 220), (D[3], STAR, "sell", 30)]
    assert plain(ledger.refusals) == [(D[2], STAR, "sell", 30, "volume_cap")]


def test_a_limit_comes_before_the_volume_cap(execute: Execute) -> None:
    cell = {"open": 9.0, "volume": 100}
    ledger = execute(with_last(cell), HOLD_AND_SELL, cash=CASH, participation=0.1)
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "limit_down")]


def test_shares_bought_yesterday_may_be_sold_today(execute: Execute) -> None:
    ledger = execute(with_last(10), HOLD_AND_SELL, cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 5000, 10.0, 50_000.0, 12.5, 25.0, 0.5)]
    assert ledger.refusals == []


def test_without_a_lower_limit_slippage_is_not_held(execute: Execute) -> None:
    # NO_LIMIT on D[2]: open 6.00 sells, at 6.00 * 0.98 = 5.88: 29 400.00, commission 7.35, stamp 14.70, transfer 0.29.
    free: Row = {"symbol": A, "start": D[2], "end": D[2], "kind": "NO_LIMIT"}
    market = {**with_last(6.0), "status": [free]}
    ledger = execute(market, HOLD_AND_SELL, cash=CASH, slippage=0.02)
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 5000, 5.88, 29_400.0, 7.35, 14.7, 0.29)]
