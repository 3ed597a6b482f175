"""Section 4, step 5: buys, their refusals, and what happens when the cash does not pay for all.

Purchases on D[1] after a decision on D[0]; everything closes at 10.00 on D[0] unless said otherwise, so that the
limits of D[1] are 9.00 and 11.00. Costs in January 2024: value + 0.025 % (at least 5.00) + 0.001 %.
"""

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import BEIJING, STAR, A, B, Cell, D, Z, decide, plain, tiny

CASH = 100_000.0
BUY_A = decide(D[0], A=0.5)


@pytest.mark.parametrize("cell", [None, {"open": 10, "volume": 0}], ids=["no row", "volume 0"])
def test_not_trading_refuses_the_buy_as_suspended(execute: Execute, cell: Cell) -> None:
    ledger = execute(tiny({A: [10, cell], B: [10, 10]}), BUY_A, cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 5000, "suspended")]
    assert plain(ledger.equity)[-1] == (D[1], CASH, 0.0, CASH, 3000.0)


def test_an_open_at_the_upper_limit_refuses_the_buy(execute: Execute) -> None:
    # 50 000 / 11 = 4545.5 -> 4500
    ledger = execute(tiny({A: [10, {"open": 11.0, "close": 10.5}]}), BUY_A, cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 4500, "limit_up")]
    assert ledger.fills == []


def test_an_open_one_tick_below_the_upper_limit_buys(execute: Execute) -> None:
    # 50 000 / 10.99 = 4549.6 -> 4500; 49 455.00, commission 12.36375 -> 12.36, transfer 0.49455 -> 0.49.
    ledger = execute(tiny({A: [10, {"open": 10.99, "close": 11.0}]}), BUY_A, cash=CASH)
    assert plain(ledger.fills) == [(D[1], A, "buy", 4500, 10.99, 49_455.0, 12.36, 0.0, 0.49)]


def test_the_lower_limit_does_not_stop_a_buy(execute: Execute) -> None:
    # 50 000 / 9 = 5555.6 -> 5500; 49 500.00, commission 12.375 -> 12.38, transfer 0.495 -> 0.50.
    ledger = execute(tiny({A: [10, 9.0]}), BUY_A, cash=CASH)
    assert plain(ledger.fills) == [(D[1], A, "buy", 5500, 9.0, 49_500.0, 12.38, 0.0, 0.5)]


def test_slippage_never_goes_through_the_upper_limit(execute: Execute) -> None:
    # 10.90 * 1.02 = 11.118 -> 11.00. 50 000 / 10.90 = 4587.2 -> 4500: 49 500.00, 12.375 -> 12.38, 0.50.
    ledger = execute(tiny({A: [10, {"open": 10.9, "close": 10}]}), BUY_A, cash=CASH, slippage=0.02)
    assert plain(ledger.fills) == [(D[1], A, "buy", 4500, 11.0, 49_500.0, 12.38, 0.0, 0.5)]


@pytest.mark.parametrize(("amount", "refused"), [(10_995_100.0, True), (10_994_900.0, False)])
def test_a_vwap_is_held_against_the_limit_rounded_to_the_cent(execute: Execute, amount: float, refused: bool) -> None:
    # 10.9951 rounds to the limit of 11.00, 10.9949 to 10.99.
    cell = {"open": 10.5, "high": 11.0, "close": 11.0, "amount": amount}
    ledger = execute(tiny({A: [10, cell]}), BUY_A, cash=CASH, fill="vwap")
    assert [row[4] for row in ledger.refusals] == (["limit_up"] if refused else [])


def test_the_volume_cap_lets_the_lots_below_it_pass(execute: Execute) -> None:
    # 0.1 * 12 999 -> raw 1299 -> 1200 pass, 3800 are refused. 12 000.00: commission 5.00, transfer 0.12.
    ledger = execute(tiny({A: [10, {"open": 10, "volume": 12_999}]}), BUY_A, cash=CASH, participation=0.1)
    assert plain(ledger.fills) == [(D[1], A, "buy", 1200, 10.0, 12_000.0, 5.0, 0.0, 0.12)]
    assert plain(ledger.refusals) == [(D[1], A, "buy", 3800, "volume_cap")]


def test_a_participation_that_hits_a_whole_number_in_decimals_counts_whole(execute: Execute) -> None:
    # 0.07 * 10 000 is 700.0000000000001, 0.29 * 10 000 is 2900 less a hair: both are whole lots.
    market = tiny({A: [10, {"open": 10, "volume": 10_000}]})
    assert [row[3] for row in execute(market, BUY_A, cash=CASH, participation=0.07).fills] == [700]
    assert [row[3] for row in execute(market, BUY_A, cash=CASH, participation=0.29).fills] == [2900]


def test_costs_that_equal_the_cash_are_paid(execute: Execute) -> None:
    # 0.9998 * 100 026 / 10 = 10 000.6 -> 10 000 shares: 100 000.00 + 25.00 + 1.00 = 100 026.00, all there is.
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=0.9998), cash=100_026.0)
    assert plain(ledger.fills) == [(D[1], A, "buy", 10_000, 10.0, 100_000.0, 25.0, 0.0, 1.0)]
    assert plain(ledger.equity)[-1] == (D[1], 0.0, 100_000.0, 100_000.0, 3000.0)
    assert ledger.refusals == []


def test_a_cent_too_little_cuts_a_lot(execute: Execute) -> None:
    # Total 100 026.00 against 100 025.99: 10 000 * 0.9999999 -> 9900, cost 99 000 + 24.75 + 0.99 = 99 025.74.
    # Left 1000.25; one lot more would cost 100 026.00 - 99 025.74 = 1000.26.
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=0.9998), cash=100_025.99)
    assert plain(ledger.fills) == [(D[1], A, "buy", 9900, 10.0, 99_000.0, 24.75, 0.0, 0.99)]
    assert plain(ledger.refusals) == [(D[1], A, "buy", 100, "cash")]
    assert plain(ledger.equity)[-1] == (D[1], 1000.25, 99_000.0, 100_000.25, 3000.0)


def test_all_are_scaled_alike_then_raised_by_one_step_in_symbol_order(execute: Execute) -> None:
    # Two of 5000 cost 50 013.00 each, 100 026.00 together. Scaled: 4998.7 -> 4900 each, 49 012.74 each
    # (49 000 + 12.25 + 0.49). Left 100 000 - 98 025.48 = 1974.52. A + 100 costs 1000.26 more: left 974.26. B cannot.
    ledger = execute(tiny({B: [10, 10], A: [10, 10]}), decide(D[0], A=0.5, B=0.5), cash=CASH)
    assert plain(ledger.fills) == [
        (D[1], A, "buy", 5000, 10.0, 50_000.0, 12.5, 0.0, 0.5),
        (D[1], B, "buy", 4900, 10.0, 49_000.0, 12.25, 0.0, 0.49),
    ]
    assert plain(ledger.refusals) == [(D[1], B, "buy", 100, "cash")]
    assert plain(ledger.equity)[-1][1] == 974.26


def test_a_step_that_the_cash_left_does_not_pay_is_passed_over(execute: Execute) -> None:
    # A 0.1 at 1.00 -> 10 000 shares, B 0.9 at 300.00 -> 300. Costs: A 10 000 + 5.00 + 0.10 = 10 005.10,
    # B 90 000 + 22.50 + 0.90 = 90 023.40; total 100 028.50. Scaled: A 9997.15 -> 9900 (9905.10), B 299.9 -> 200
    # (60 015.60); left 30 079.30. A + 100: 100.00 more, left 29 979.30. B + 100: 30 007.80 more, too dear.
    ledger = execute(tiny({A: [1, 1], B: [300, 300]}), decide(D[0], A=0.1, B=0.9), cash=CASH)
    assert [row[1:4] for row in ledger.fills] == [(A, "buy", 10_000), (B, "buy", 200)]
    assert plain(ledger.refusals) == [(D[1], B, "buy", 100, "cash")]
    assert plain(ledger.equity)[-1][1] == 29_979.3


def test_each_is_raised_by_one_step_only(execute: Execute) -> None:
    # Z 0.3 at 3.00 -> 10 000 shares, A and B 0.35 at 350.00 -> 100 each; with slippage 3.15 and 367.50.
    # Costs: Z 31 500 + 7.88 + 0.32 = 31 508.20, A and B 36 750 + 9.19 + 0.37 = 36 759.56 each; total 105 027.32.
    # Scaled by 0.95213: Z 9521.3 -> 9500 (29 925 + 7.48 + 0.30 = 29 932.78), A and B 0. Left 70 067.22.
    # Z + 100: 30 240 + 7.56 + 0.30 = 30 247.86, 315.08 more, left 69 752.14. A + 100: left 32 992.58. B: too dear.
    # What is left would pay for four more lots of Z, but each gets one step.
    targets = decide(D[0], Z=0.3, A=0.35, B=0.35)
    market = tiny({Z: [3, 3], A: [350, 350], B: [350, 350]})
    ledger = execute(market, targets, cash=CASH, slippage=0.05)
    assert [row[1:4] for row in ledger.fills] == [(Z, "buy", 9600), (A, "buy", 100)]
    assert plain(ledger.refusals) == [(D[1], Z, "buy", 400, "cash"), (D[1], B, "buy", 100, "cash")]
    assert plain(ledger.equity)[-1][1] == 32_992.58


def test_a_quantity_at_its_original_is_not_raised_beyond_it(execute: Execute) -> None:
    # Cash 99 800: A 0.5 at 0.50 -> 99 800 shares, 49 900 + 12.48 + 0.50 = 49 912.98; B 0.5 at 499.00 -> 100 shares,
    # 49 912.98 as well; total 99 825.96. Scaled: A 99 774.05 -> 99 700 (49 850 + 12.46 + 0.50 = 49 862.96), B 0.
    # Left 49 937.04. A + 100: 50.02 more, left 49 887.02. B + 100: 49 912.98, too dear. The rest stays cash.
    ledger = execute(tiny({A: [0.5, 0.5], B: [499, 499]}), decide(D[0], A=0.5, B=0.5), cash=99_800.0)
    assert [row[1:4] for row in ledger.fills] == [(A, "buy", 99_800)]
    assert plain(ledger.refusals) == [(D[1], B, "buy", 100, "cash")]
    assert plain(ledger.equity)[-1][1] == 49_887.02


def test_a_scaled_quantity_that_is_still_too_dear_is_lowered_step_by_step(execute: Execute) -> None:
    # Beijing, one share a step, the least commission twice. Cash 2000, two of 1000 at 1.00: 1000 + 5 + 0.01 = 1005.01
    # each, 2010.02. Scaled: 995.01 -> 995 each, 1000.01 each. The first leaves 999.99, so the second falls to 994
    # (999.01), left 0.98. A share more costs 1.00.
    first, second = BEIJING, "920002.BJ"
    targets = [*decide(D[0], BEIJING=0.5), {"date": D[0], "symbol": second, "weight": 0.5}]
    ledger = execute(tiny({first: [1, 1], second: [1, 1]}), targets, cash=2000.0)
    assert plain(ledger.fills) == [
        (D[1], first, "buy", 995, 1.0, 995.0, 5.0, 0.0, 0.01),
        (D[1], second, "buy", 994, 1.0, 994.0, 5.0, 0.0, 0.01),
    ]
    assert plain(ledger.refusals) == [(D[1], first, "buy", 5, "cash"), (D[1], second, "buy", 6, "cash")]
    assert plain(ledger.equity)[-1][1] == 0.98


def test_from_0_a_lot_is_the_first_step(execute: Execute) -> None:
    # Two lots of 100 at 10.00: 1005.01 each, 2010.02 against 2000. Scaled 99.5 -> 0 each, left 2000.00.
    # A + 100: left 994.99. B: 1005.01, too dear.
    ledger = execute(tiny({A: [10, 10], B: [10, 10]}), decide(D[0], A=0.5, B=0.5), cash=2000.0)
    assert plain(ledger.fills) == [(D[1], A, "buy", 100, 10.0, 1000.0, 5.0, 0.0, 0.01)]
    assert plain(ledger.refusals) == [(D[1], B, "buy", 100, "cash")]


def test_on_star_the_first_step_is_200_shares(execute: Execute) -> None:
    # Two of 200 at 10.00: 2005.02 each, 4010.04 against 4000. Scaled 199.5 -> 0 each. The first + 200: left 1994.98.
    second = "688002.SH"
    targets = [*decide(D[0], STAR=0.5), {"date": D[0], "symbol": second, "weight": 0.5}]
    ledger = execute(tiny({STAR: [10, 10], second: [10, 10]}), targets, cash=4000.0)
    assert [row[1:4] for row in ledger.fills] == [(STAR, "buy", 200)]
    assert plain(ledger.refusals) == [(D[1], second, "buy", 200, "cash")]


def test_a_scaled_star_quantity_under_200_is_0_and_rises_to_200(execute: Execute) -> None:
    # Three of 201 at 10.00 and a commission of at least 30: 2010 + 30 + 0.02 = 2040.02 each, 6120.06 against 6060.
    # Sized: 0.3317 * 6060 / 10 = 201.01. Scaled: 201 * 6060 / 6120.06 = 199.03 -> 0 each.
    # Raised in turn: 200 cost 2030.02 each; left 4029.98, 1999.96, and the third is too dear.
    codes = ["688001.SH", "688002.SH", "688003.SH"]
    targets = [{"date": D[0], "symbol": code, "weight": 0.3317} for code in codes]
    ledger = execute(tiny({code: [10, 10] for code in codes}), targets, cash=6060.0, commission_min=30.0)
    assert [row[1:4] for row in ledger.fills] == [(codes[0], "buy", 200), (codes[1], "buy", 200)]
    assert plain(ledger.refusals) == [
        (D[1], codes[0], "buy", 1, "cash"),
        (D[1], codes[1], "buy", 1, "cash"),
        (D[1], codes[2], "buy", 201, "cash"),
    ]


def test_a_star_quantity_of_200_is_lowered_to_0(execute: Execute) -> None:
    # Two of 300 at 1.00 with a commission of at least 300: 300 + 300 + 0.00 = 600.00 each, 1200.00 against 1000.
    # (Cash 1000, weight 0.3 -> 300.) Scaled: 250 each, 550.00. First: left 450.00. The second is lowered
    # 249, 248, ... 200 (500.00), all too dear, then 0. Left 450.00: first + 1: 1.00, left 449.00; second: 500.00, no.
    first, second = "688001.SH", "688002.SH"
    targets = [{"date": D[0], "symbol": code, "weight": 0.3} for code in (first, second)]
    ledger = execute(tiny({first: [1, 1], second: [1, 1]}), targets, cash=1000.0, commission_min=300.0)
    assert plain(ledger.fills) == [(D[1], first, "buy", 251, 1.0, 251.0, 300.0, 0.0, 0.0)]
    assert plain(ledger.refusals) == [(D[1], first, "buy", 49, "cash"), (D[1], second, "buy", 300, "cash")]
    assert plain(ledger.equity)[-1][1] == 449.0


def test_a_cap_and_the_cash_refuse_parts_of_one_buy(execute: Execute) -> None:
    # A wants 5000, the cap passes 4000 (40 000 + 10.00 + 0.40 = 40 010.40). Z wants 5000 at 10.00: 50 013.00.
    # Together 90 023.40, cash 100 000: no cut. With commission_min 10 000 each: A 50 000.40, Z 60 000.50,
    # total 110 000.90. Scaled: A 3636.3 -> 3600 (46 000.36), Z 4545.4 -> 4500 (55 000.45); in symbol order Z first:
    # left 44 999.55, so A is lowered to 3400 (44 000.34; 3500 would be 45 000.35); left 999.21. Z + 100: 1000.01, no.
    # A + 100: 1000.01, no.
    market = tiny({Z: [10, 10], A: [10, {"open": 10, "volume": 40_000}]})
    targets = decide(D[0], A=0.5, Z=0.5)
    ledger = execute(market, targets, cash=CASH, participation=0.1, commission_min=10_000.0)
    assert [row[1:4] for row in ledger.fills] == [(Z, "buy", 4500), (A, "buy", 3400)]
    assert plain(ledger.refusals) == [
        (D[1], Z, "buy", 500, "cash"),
        (D[1], A, "buy", 1000, "volume_cap"),
        (D[1], A, "buy", 600, "cash"),
    ]


def test_refused_buys_take_no_part_in_the_cut(execute: Execute) -> None:
    # B opens at its limit and drops out; A alone costs 50 013.00 and is paid in full.
    ledger = execute(tiny({A: [10, 10], B: [10, 11.0]}), decide(D[0], A=0.5, B=0.5), cash=CASH)
    assert [row[1:4] for row in ledger.fills] == [(A, "buy", 5000)]
    assert plain(ledger.refusals) == [(D[1], B, "buy", 4500, "limit_up")]


def test_what_was_cut_for_cash_is_never_tried_again(execute: Execute) -> None:
    # 100 shares are cut on D[1], as where a cent is too little; A falls to 9.50 on D[2]: 974.26 would pay for a lot.
    ledger = execute(tiny({A: [10, 10, 9.5]}), decide(D[0], A=1.0), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 100, "cash")]
    assert [row[:4] for row in ledger.fills] == [(D[1], A, "buy", 9900)]
    assert plain(ledger.equity)[-1] == (D[2], 974.26, 94_050.0, 95_024.26, 3000.0)


def test_slippage_counts_in_the_costs(execute: Execute) -> None:
    # 9500 wanted. At 10.00 * 1.06 = 10.60 they cost 100 700 + 25.175 -> 25.18 + 1.01 = 100 726.19 > 100 000.
    # Scaled: 9431.5 -> 9400, 99 640 + 24.91 + 1.00 = 99 665.91, left 334.09: no step more.
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=0.95), cash=CASH, slippage=0.06)
    assert plain(ledger.fills) == [(D[1], A, "buy", 9400, 10.6, 99_640.0, 24.91, 0.0, 1.0)]
    assert plain(ledger.refusals) == [(D[1], A, "buy", 100, "cash")]


def test_a_great_fund_is_cut_like_a_small_one(execute: Execute) -> None:
    # Ten thousand million: 1 000 000 000 shares cost 10 000 000 000 + 2 500 000 + 100 000. Scaled: 999 740 067.6 ->
    # 999 740 000, value 9 997 400 000.00, commission 2 499 350.00, transfer 99 974.00; left 676.00, a lot more 1000.26.
    ledger = execute(tiny({A: [10, 10]}), decide(D[0], A=1.0), cash=10_000_000_000.0)
    fees = (2_499_350.0, 0.0, 99_974.0)
    assert plain(ledger.fills) == [(D[1], A, "buy", 999_740_000, 10.0, 9_997_400_000.0, *fees)]
    assert plain(ledger.refusals) == [(D[1], A, "buy", 260_000, "cash")]
    assert plain(ledger.equity)[-1][1] == 676.0
