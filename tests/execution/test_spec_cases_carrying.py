"""Section 4, step 6: what is tried again on the next session, and what is not.

The standard purchase: 5000 A at 10.00 cost 50 013.00 (12.50 and 0.50), 100 000.00 become 49 987.00.
"""

from tests.execution.conftest import Execute
from tests.execution.market import STAR, A, B, Cell, D, action, decide, plain, tiny

CASH = 100_000.0
BUY_A = decide(D[0], A=0.5)


def test_a_suspended_buy_waits_for_the_symbol_with_a_refusal_each_session(execute: Execute) -> None:
    # 5000 at 9.60 on D[3]: 48 000.00, commission 12.00, transfer 0.48. The quantity stays as it was decided.
    ledger = execute(tiny({A: [10, None, None, 9.6], B: [10] * 4}), BUY_A, cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 5000, "suspended"), (D[2], A, "buy", 5000, "suspended")]
    assert plain(ledger.fills) == [(D[3], A, "buy", 5000, 9.6, 48_000.0, 12.0, 0.0, 0.48)]


def test_a_buy_at_the_upper_limit_is_tried_again(execute: Execute) -> None:
    # D[1] opens at its limit of 11.00 (4500 wanted), closes 11.00; D[2] opens at 12.10, the next limit; D[3] trades:
    # 4500 * 12.00 = 54 000.00, commission 13.50, transfer 0.54.
    market = tiny({A: [10, 11.0, {"open": 12.1, "close": 12.0}, 12.0]})
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 4500, "limit_up"), (D[2], A, "buy", 4500, "limit_up")]
    assert plain(ledger.fills) == [(D[3], A, "buy", 4500, 12.0, 54_000.0, 13.5, 0.0, 0.54)]


def test_a_sell_at_the_lower_limit_is_tried_again(execute: Execute) -> None:
    # Bought on D[1], D[2] opens and closes at 9.00, D[3] opens at 8.50: 42 500.00, commission 10.625 -> 10.63,
    # stamp 21.25, transfer 0.425 -> 0.43.
    ledger = execute(tiny({A: [10, 10, 9.0, 8.5]}), BUY_A + decide(D[1]), cash=CASH)
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "limit_down")]
    assert plain(ledger.fills)[1:] == [(D[3], A, "sell", 5000, 8.5, 42_500.0, 10.63, 21.25, 0.43)]


def test_what_the_volume_cap_refused_is_tried_again(execute: Execute) -> None:
    # Raw 2000 a session: 2000, 2000, 1000.
    thin = {"open": 10, "volume": 20_000}
    ledger = execute(tiny({A: [10, thin, thin, thin, thin]}), BUY_A, cash=CASH, participation=0.1)
    assert [row[0:4] for row in ledger.fills] == [
        (D[1], A, "buy", 2000),
        (D[2], A, "buy", 2000),
        (D[3], A, "buy", 1000),
    ]
    assert plain(ledger.refusals) == [(D[1], A, "buy", 3000, "volume_cap"), (D[2], A, "buy", 1000, "volume_cap")]


def test_with_order_validity_day_nothing_is_tried_again(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, None, 10], B: [10] * 3}), BUY_A, cash=CASH, order_validity="day")
    assert plain(ledger.refusals) == [(D[1], A, "buy", 5000, "suspended")]
    assert ledger.fills == []


def test_a_carried_buy_may_be_cut_for_cash_and_then_ends(execute: Execute) -> None:
    # 9900 wanted and suspended. At 10.90 on D[2] they cost 107 910 + 26.98 + 1.08 = 107 938.06. Scaled: 9171.9 -> 9100,
    # 99 190 + 24.80 + 0.99 = 99 215.79; left 784.21, a lot more costs 1090.28. D[3] tries nothing again.
    market = tiny({A: [10, None, {"open": 10.9, "close": 10}, 9.5], B: [10] * 4})
    ledger = execute(market, decide(D[0], A=0.99), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 9900, "suspended"), (D[2], A, "buy", 800, "cash")]
    assert plain(ledger.fills) == [(D[2], A, "buy", 9100, 10.9, 99_190.0, 24.8, 0.0, 0.99)]


def test_a_carried_quantity_grows_with_the_bonus_and_is_cut_to_the_lot_again(execute: Execute) -> None:
    # 4900 wanted; 0.37 bonus on D[2]: 6713 -> 6700, the 13 end without a row. Reference 10 / 1.37 = 7.299 -> 7.30.
    # 6700 * 7.30 = 48 910.00, commission 12.2275 -> 12.23, transfer 0.4891 -> 0.49.
    market = tiny({A: [10, None, 7.3], B: [10] * 3}, actions=[action(A, D[2], bonus_per_share=0.37)])
    ledger = execute(market, decide(D[0], A=0.49), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 4900, "suspended")]
    assert plain(ledger.fills) == [(D[2], A, "buy", 6700, 7.3, 48_910.0, 12.23, 0.0, 0.49)]
    assert ledger.events == []


def test_a_carried_sale_of_all_stays_odd(execute: Execute) -> None:
    # 5000 to be sold whole, suspended on D[2]; bonus 0.0127 on D[3] makes both 5063.
    market = tiny({A: [10, 10, None, 10], B: [10] * 4}, actions=[action(A, D[3], bonus_per_share=0.0127)])
    ledger = execute(market, BUY_A + decide(D[1]), cash=CASH)
    assert [row[:4] for row in ledger.fills[1:]] == [(D[3], A, "sell", 5063)]
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "suspended")]


def test_a_carried_sale_of_a_part_is_cut_to_the_lot_again(execute: Execute) -> None:
    # 5000 held, weight 0.333 wants 1600 sold (1670.43 too many), suspended. Bonus 0.1 on D[3]: 1760 of 5500 -> 1700.
    market = tiny({A: [10, 10, None, 10], B: [10] * 4}, actions=[action(A, D[3], bonus_per_share=0.1)])
    ledger = execute(market, BUY_A + decide(D[1], A=0.333), cash=CASH)
    assert plain(ledger.refusals) == [(D[2], A, "sell", 1600, "suspended")]
    assert [row[:4] for row in ledger.fills[1:]] == [(D[3], A, "sell", 1700)]
    assert plain(ledger.positions)[-1] == (D[3], A, 3800, 10.0, 38_000.0)


def test_a_star_remainder_under_200_ends_without_a_row(execute: Execute) -> None:
    # 1000 wanted, raw 850: 850 pass, 150 are refused. On D[2] 150 is under the least order of 200.
    thin = {"open": 10, "volume": 8500}
    market = tiny({STAR: [10, thin, 10, 10]})
    ledger = execute(market, decide(D[0], STAR=0.1), cash=CASH, participation=0.1)
    assert [row[:4] for row in ledger.fills] == [(D[1], STAR, "buy", 850)]
    assert plain(ledger.refusals) == [(D[1], STAR, "buy", 150, "volume_cap")]


def test_the_next_decision_ends_a_carried_sale_too(execute: Execute) -> None:
    # The sale of D[2] is refused at the limit; the decision of D[2] wants 0.5 of A again: V on D[3] = 49 987 + 45 000,
    # 0.5 * 94 987 / 9 = 5277.06, gap 277 -> 200 more, and no sale.
    targets = BUY_A + decide(D[1]) + decide(D[2], A=0.5)
    ledger = execute(tiny({A: [10, 10, 9.0, 9.0]}), targets, cash=CASH)
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "limit_down")]
    # 1800.00: commission 5.00, transfer 0.018 -> 0.02.
    assert plain(ledger.fills)[1:] == [(D[3], A, "buy", 200, 9.0, 1800.0, 5.0, 0.0, 0.02)]


def test_a_carried_buy_shares_the_proceeds_of_a_carried_sale(execute: Execute) -> None:
    # All of A (9900) to B. D[2]: A opens at its lower limit (9.00), so B's buy is cut for want of cash: V = 974.26 +
    # 9900 * 9 = 90 074.26, B wants 9007 -> 9000; cost 90 000 + 22.50 + 0.90 = 90 023.40; scaled 97.4 -> 0;
    # + 100 costs 1005.01 > 974.26. The sale is carried, so B is too. D[3]: A is sold for 9900 * 9 = 89 100.00 less
    # 22.28 + 44.55 + 0.89: 90 006.54. 9000 B cost 90 023.40: scaled 8998.3 -> 8900 for 89 023.14, left 983.40, a lot
    # more costs 1000.26. 100 are refused again, and end: no sale is refused on D[3].
    market = tiny({A: [10, 10, 9.0, 9.0, 9.0], B: [10] * 5})
    ledger = execute(market, decide(D[0], A=1.0) + decide(D[1], B=1.0), cash=CASH)
    assert plain(ledger.refusals)[1:] == [
        (D[2], A, "sell", 9900, "limit_down"),
        (D[2], B, "buy", 9000, "cash"),
        (D[3], B, "buy", 100, "cash"),
    ]
    assert [row[:4] for row in ledger.fills[1:]] == [(D[3], A, "sell", 9900), (D[3], B, "buy", 8900)]


# A: 5000 at 10.00 on D[1], cash 49 987.00. The decision of D[1] sells A, which is suspended, and wants 90% of B at
# 10.00: V = 99 987.00, 8998.83 -> 8900. They cost 89 000 + 22.25 + 0.89 = 89 023.14; 8900 * 49 987 / 89 023.14 = 4997.4
# -> 4900 for 49 000 + 12.25 + 0.49 = 49 012.74; left 974.26, a lot more costs 1000.26. Cash 974.26, 4000 B refused.
SWITCH = BUY_A + decide(D[1], B=0.9)
CUT = [(D[2], A, "sell", 5000, "suspended"), (D[2], B, "buy", 4000, "cash")]


def test_a_buy_cut_for_cash_waits_for_the_money_of_a_suspended_sale(execute: Execute) -> None:
    # A sells on D[4] for 50 000.00 - 12.50 - 25.00 - 0.50 = 49 962.00, cash 50 936.26. The 4000 are not sized anew,
    # though B costs 10.90 by then: 43 600.00, commission 10.90, transfer 0.436 -> 0.44. Cash 7324.92.
    market = tiny({A: [10, 10, None, None, 10, 10], B: [10, 10, 10, 10, {"open": 10.9, "close": 11}, 11]})
    ledger = execute(market, SWITCH, cash=CASH)
    again = [(D[3], A, "sell", 5000, "suspended"), (D[3], B, "buy", 4000, "cash")]
    assert plain(ledger.refusals) == [*CUT, *again]
    assert plain(ledger.fills)[2:] == [
        (D[4], A, "sell", 5000, 10.0, 50_000.0, 12.5, 25.0, 0.5),
        (D[4], B, "buy", 4000, 10.9, 43_600.0, 10.9, 0.0, 0.44),
    ]
    assert plain(ledger.equity)[-1] == (D[5], 7324.92, 97_900.0, 105_224.92, 3000.0)


def test_a_carried_buy_is_tried_whatever_becomes_of_the_sale(execute: Execute) -> None:
    # A is delisted on D[3] and brings nothing: the 4000 are tried once more, against 974.26, and end.
    market = tiny({A: [10, 10, None], B: [10] * 5}, instruments={A: {"delist_date": D[3]}})
    ledger = execute(market, SWITCH, cash=CASH)
    assert plain(ledger.refusals) == [*CUT, (D[3], B, "buy", 4000, "cash")]
    assert len(ledger.fills) == 2


def test_with_order_validity_day_nothing_waits_for_money(execute: Execute) -> None:
    market = tiny({A: [10, 10, None, 10], B: [10] * 4})
    ledger = execute(market, SWITCH, cash=CASH, order_validity="day")
    assert plain(ledger.refusals) == CUT
    assert len(ledger.fills) == 2


def test_parts_of_one_symbol_and_side_are_one_order(execute: Execute) -> None:
    # As above, but B trades 60 000 shares on D[2] and a tenth may be taken: of 8900 wanted 2900 are refused volume_cap,
    # 6000 allowed for 60 000 + 15.00 + 0.60 = 60 015.60; 6000 * 49 987 / 60 015.60 = 4997.4 -> 4900, 1100 refused for
    # cash. On D[3] B is suspended: 4000 in one row. On D[4] A's money is there and all 4000 are bought.
    thin: Cell = {"open": 10, "volume": 60_000}
    market = tiny({A: [10, 10, None, None, 10], B: [10, 10, thin, None, 10]})
    ledger = execute(market, SWITCH, cash=CASH, participation=0.1)
    assert plain(ledger.refusals) == [
        (D[2], A, "sell", 5000, "suspended"),
        (D[2], B, "buy", 2900, "volume_cap"),
        (D[2], B, "buy", 1100, "cash"),
        (D[3], A, "sell", 5000, "suspended"),
        (D[3], B, "buy", 4000, "suspended"),
    ]
    assert [row[:4] for row in ledger.fills[2:]] == [(D[4], A, "sell", 5000), (D[4], B, "buy", 4000)]


def test_a_last_refused_quantity_is_the_one_carried(execute: Execute) -> None:
    # 5000 wanted; D[1] raw 2000 passes 2000; D[2] suspended refuses the 3000 left; D[3] fills them.
    market = tiny({A: [10, {"open": 10, "volume": 20_000}, None, 10], B: [10] * 4})
    ledger = execute(market, BUY_A, cash=CASH, participation=0.1)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 3000, "volume_cap"), (D[2], A, "buy", 3000, "suspended")]
    assert [row[:4] for row in ledger.fills] == [(D[1], A, "buy", 2000), (D[3], A, "buy", 3000)]
