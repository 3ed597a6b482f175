"""Section 4, step 1: changed codes and share-for-share mergers.

A becomes B. Where A is held it is 5000 shares bought at 10.00 on D[1] (cash 49 987.00).
"""

from datetime import date

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import SATURDAY, SUNDAY, A, B, Cell, D, Z, action, decide, plain, rename, status, tiny

CASH = 100_000.0
BUY_A = decide(D[0], A=0.5)


def test_shares_go_over_on_the_day_of_the_change(execute: Execute) -> None:
    market = tiny({A: [10, 10], B: [None, None, 10, 10.5]}, renames=[rename(A, B, D[2])])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "rename", 5000, 0.0)]
    assert plain(ledger.positions) == [
        (D[1], A, 5000, 10.0, 50_000.0),
        (D[2], B, 5000, 10.0, 50_000.0),
        (D[3], B, 5000, 10.5, 52_500.0),
    ]
    assert [row[1:4] for row in ledger.fills] == [(A, "buy", 5000)]


@pytest.mark.parametrize(("ratio", "received"), [(0.33333, 1666), (1.1, 5500), (0.0002, 1)])
def test_a_ratio_gives_whole_shares(execute: Execute, ratio: float, received: int) -> None:
    # 1666.65 -> 1666; 5500.000000000001 and 1.0 in decimals
    market = tiny({A: [10, 10], B: [None, None, 10]}, renames=[rename(A, B, D[2], ratio)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "rename", received, 0.0)]
    assert [row[1:3] for row in ledger.positions][-1] == (B, received)


def test_a_change_on_a_saturday_happens_on_monday(execute: Execute) -> None:
    market = tiny({A: [10] * 4, B: [None] * 4 + [10]}, renames=[rename(A, B, SATURDAY)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[4], A, "rename", 5000, 0.0)]


@pytest.mark.parametrize("decided", [D[1], D[2]])
def test_from_the_change_on_a_weight_of_the_old_is_one_of_the_new(execute: Execute, decided: date) -> None:
    # Also for the decision of D[1], which goes out on the session of the change. V = 99 987.00;
    # 0.25 * V / 10 = 2499.68, 2500.33 too many -> 2500 sold: 25 000.00, 6.25, 12.50, 0.25.
    market = tiny({A: [10, 10], B: [None, None, 10, 10]}, renames=[rename(A, B, D[2])])
    ledger = execute(market, BUY_A + decide(decided, A=0.25), cash=CASH)
    assert plain(ledger.fills)[1:] == [(D[D.index(decided) + 1], B, "sell", 2500, 10.0, 25_000.0, 6.25, 12.5, 0.25)]


def test_weights_of_old_and_new_are_added(execute: Execute) -> None:
    market = tiny({A: [10], B: [None, 10, 10]}, renames=[rename(A, B, D[1])])
    ledger = execute(market, decide(D[1], A=0.2, B=0.2), cash=CASH)
    # 0.4 * 100 000 / 10 = 4000: 40 000.00, commission 10.00, transfer 0.40.
    assert plain(ledger.fills) == [(D[2], B, "buy", 4000, 10.0, 40_000.0, 10.0, 0.0, 0.4)]


# 6. First open of B after A closed at 10.00: what a buy of half of 100 000.00 meets.
CONTINUED_LIMITS = [
    (1.0, 11.0, 4500, "limit_up"),  # limit of 10.00
    (1.0, 10.99, 4500, None),
    (2.0, 5.5, 9000, "limit_up"),  # reference 5.00; 50 000 / 5.5 = 9090.9
    (3.0, 3.66, 13_600, "limit_up"),  # reference 3.33, limit 3.663 -> 3.66; 50 000 / 3.66 = 13 661.2
    (3.0, 3.65, 13_600, None),
]


@pytest.mark.parametrize(("ratio", "first_open", "quantity", "reason"), CONTINUED_LIMITS)
def test_a_new_code_continues_the_reference_of_the_old(
    execute: Execute, ratio: float, first_open: float, quantity: int, reason: str | None
) -> None:
    market = tiny({A: [10, 10], B: [None, None, first_open]}, renames=[rename(A, B, D[2], ratio)])
    ledger = execute(market, decide(D[1], A=0.5), cash=CASH)
    assert plain(ledger.refusals) == ([(D[2], B, "buy", quantity, reason)] if reason else [])
    assert [row[3] for row in ledger.fills] == ([] if reason else [quantity])


def test_a_symbol_with_bars_of_its_own_takes_the_shares_and_keeps_its_history(execute: Execute) -> None:
    # A: 5000 at 10.00 (50 013.00), B: 1000 at 30.00 (30 000 + 7.50 + 0.30); cash 19 979.20. 2 A become 1 B: + 2500,
    # worth 30.00 each and not 10.00 / 0.5.
    market = tiny({A: [10, 10], B: [30, 30, None], Z: [10] * 3}, renames=[rename(A, B, D[2], 0.5)])
    ledger = execute(market, decide(D[0], A=0.5, B=0.3), cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "rename", 2500, 0.0)]
    assert plain(ledger.positions)[-1] == (D[2], B, 3500, 30.0, 105_000.0)
    assert plain(ledger.equity)[-1] == (D[2], 19_979.2, 105_000.0, 124_979.2, 3000.0)


def test_actions_of_the_old_count_to_the_day_before_and_of_the_new_from_the_day_on(execute: Execute) -> None:
    # The change is on Sunday. Saturday: A pays 0.50 (2250.00 net), B's bonus of that day is not for A's holders.
    # Sunday: A's dividend counts no more, B's bonus of 1 doubles the 5000. Price: 10.00 - 0.50 = 9.50, / 2 = 4.75.
    market = tiny(
        {A: [10] * 4, B: [None] * 5, Z: [10] * 5},
        renames=[rename(A, B, SUNDAY)],
        actions=[
            action(A, SATURDAY, cash_per_share=0.5),
            action(B, SATURDAY, bonus_per_share=0.5),
            action(A, SUNDAY, cash_per_share=1.0),
            action(B, SUNDAY, bonus_per_share=1.0),
        ],
    )
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [
        (D[4], A, "dividend", 5000, 2250.0),
        (D[4], A, "rename", 5000, 0.0),
        (D[4], B, "bonus", 5000, 0.0),
    ]
    assert plain(ledger.positions)[-1] == (D[4], B, 10_000, 4.75, 47_500.0)
    assert plain(ledger.equity)[-1] == (D[4], 52_237.0, 47_500.0, 99_737.0, 3000.0)


def test_a_rename_goes_before_the_actions_of_its_date(execute: Execute) -> None:
    actions = [action(A, D[2], cash_per_share=1.0), action(B, D[2], cash_per_share=0.5)]
    market = tiny({A: [10, 10], B: [None, None, 9.5]}, renames=[rename(A, B, D[2])], actions=actions)
    ledger = execute(market, BUY_A, cash=CASH)
    # 5000 * 0.50 * 0.9 = 2250.00, on B alone.
    assert plain(ledger.events) == [(D[2], A, "rename", 5000, 0.0), (D[2], B, "dividend", 5000, 2250.0)]


def test_an_action_of_the_target_before_the_merger_is_for_its_own_shares(execute: Execute) -> None:
    # B: 2000 held, doubled on Saturday; on Sunday 2 A become 1 B: 4000 + 2500.
    market = tiny(
        {A: [10] * 4, B: [20, 20, 20, 20, 10]},
        renames=[rename(A, B, SUNDAY, 0.5)],
        actions=[action(B, SATURDAY, bonus_per_share=1.0)],
    )
    ledger = execute(market, decide(D[0], A=0.5, B=0.4), cash=CASH)
    assert plain(ledger.events) == [(D[4], A, "rename", 2500, 0.0), (D[4], B, "bonus", 2000, 0.0)]
    assert plain(ledger.positions)[-1] == (D[4], B, 6500, 10.0, 65_000.0)


def test_a_carried_buy_goes_over(execute: Execute) -> None:
    # 5000 A wanted and suspended; 2 A are 1 B: 2500, at the reference of 20.00: 50 000.00, 12.50, 0.50.
    market = tiny({A: [10, None], B: [None, None, 20]}, renames=[rename(A, B, D[2], 0.5)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 5000, "suspended")]
    assert plain(ledger.fills) == [(D[2], B, "buy", 2500, 20.0, 50_000.0, 12.5, 0.0, 0.5)]
    assert ledger.events == []


def test_a_carried_quantity_is_cut_to_the_lot_after_the_ratio(execute: Execute) -> None:
    # 5000 * 0.37 = 1850 -> 1800; reference 10 / 0.37 = 27.03. At 27.00: 48 600.00, commission 12.15, transfer 0.486.
    market = tiny({A: [10, None], B: [None, None, 27]}, renames=[rename(A, B, D[2], 0.37)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.fills) == [(D[2], B, "buy", 1800, 27.0, 48_600.0, 12.15, 0.0, 0.49)]


def test_a_carried_sale_of_all_stays_one_of_all(execute: Execute) -> None:
    # 5000 A to sell, suspended; 5000 * 0.33333 = 1666 B held and to sell. 10 / 0.33333 = 30.00. 1666 * 30 = 49 980.00:
    # commission 12.495 -> 12.50, stamp 24.99, transfer 0.4998 -> 0.50.
    market = tiny({A: [10, 10, None], B: [None, None, None, 30]}, renames=[rename(A, B, D[3], 0.33333)])
    ledger = execute(market, BUY_A + decide(D[1]), cash=CASH)
    assert plain(ledger.refusals) == [(D[2], A, "sell", 5000, "suspended")]
    assert plain(ledger.fills)[1:] == [(D[3], B, "sell", 1666, 30.0, 49_980.0, 12.5, 24.99, 0.5)]


def test_status_does_not_go_over(execute: Execute) -> None:
    # A is ST without end: 5 %, limit 10.50. B is not: an open of 10.50 buys 50 000 / 10.5 = 4761.9 -> 4700.
    # With an ST span of its own it refuses.
    bars: dict[str, list[Cell]] = {A: [10, 10], B: [None, None, 10.5]}
    renames = [rename(A, B, D[2])]
    spans = [status(A, "ST", D[0])]
    ledger = execute(tiny(bars, renames=renames, status=spans), decide(D[1], A=0.5), cash=CASH)
    assert [row[1:4] for row in ledger.fills] == [(B, "buy", 4700)]
    ledger = execute(tiny(bars, renames=renames, status=[status(B, "ST", D[2])]), decide(D[1], A=0.5), cash=CASH)
    assert plain(ledger.refusals) == [(D[2], B, "buy", 4700, "limit_up")]


def test_the_list_date_goes_over_with_the_bars(execute: Execute) -> None:
    # A lists on D[0] and trades twice, B three times: D[4] is the fifth bar, without limits, D[5] the sixth.
    # B's own list date D[2] would leave D[5] free.
    facts: dict[str, dict[str, object]] = {A: {"list_date": D[0]}, B: {"list_date": D[2]}}
    market = tiny({A: [10, 10], B: [None, None, 10, 10, 20, 22]}, instruments=facts, renames=[rename(A, B, D[2])])
    ledger = execute(market, decide(D[3], A=0.5), cash=CASH)
    assert [row[:4] for row in ledger.fills] == [(D[4], B, "buy", 2500)]
    ledger = execute(market, decide(D[4], A=0.5), cash=CASH)
    # 50 000 / 22 = 2272.7
    assert plain(ledger.refusals) == [(D[5], B, "buy", 2200, "limit_up")]


def test_a_new_code_that_does_not_trade_yet_is_marked_at_the_old_price(execute: Execute) -> None:
    # 1 A becomes 2 B: 10 000 at 5.00.
    market = tiny({A: [10, 10], B: [None] * 3, Z: [10] * 3}, renames=[rename(A, B, D[2], 2.0)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.positions)[-1] == (D[2], B, 10_000, 5.0, 50_000.0)


def test_a_new_code_that_does_not_trade_yet_is_listed(execute: Execute) -> None:
    # It has the bars of the old one: suspended, not not_listed; sized at 10.00.
    market = tiny({A: [10, 10], B: [None] * 3, Z: [10] * 3}, renames=[rename(A, B, D[2])])
    ledger = execute(market, decide(D[1], A=0.5), cash=CASH)
    assert plain(ledger.refusals) == [(D[2], B, "buy", 5000, "suspended")]


def test_changes_follow_one_another(execute: Execute) -> None:
    # A to B on D[2], B to Z on D[3]. A weight of A on D[4] is one of Z: 0.25 -> 2500 sold.
    bars: dict[str, list[Cell]] = {A: [10, 10], B: [None, None, 10], Z: [None, None, None, 10, 10]}
    market = tiny(bars, renames=[rename(B, Z, D[3]), rename(A, B, D[2])])
    ledger = execute(market, BUY_A + decide(D[3], A=0.25), cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "rename", 5000, 0.0), (D[3], B, "rename", 5000, 0.0)]
    assert [row[:4] for row in ledger.fills[1:]] == [(D[4], Z, "sell", 2500)]


def test_two_changes_in_one_gap_happen_in_date_order(execute: Execute) -> None:
    bars: dict[str, list[Cell]] = {A: [10] * 4, B: [None] * 4, Z: [None, None, None, None, 10]}
    market = tiny(bars, renames=[rename(B, Z, SUNDAY), rename(A, B, SATURDAY, 0.5)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[4], A, "rename", 2500, 0.0), (D[4], B, "rename", 2500, 0.0)]
    assert [row[1:3] for row in ledger.positions][-1] == (Z, 2500)


def test_an_old_code_delisted_on_the_day_of_the_change_loses_nothing(execute: Execute) -> None:
    facts: dict[str, dict[str, object]] = {A: {"delist_date": D[2]}}
    market = tiny({A: [10, 10], B: [None, None, 10]}, instruments=facts, renames=[rename(A, B, D[2])])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "rename", 5000, 0.0)]


def test_before_the_change_a_weight_of_the_new_is_not_listed(execute: Execute) -> None:
    market = tiny({A: [10, 10, 10], B: [None, None, None, 10]}, renames=[rename(A, B, D[3])])
    ledger = execute(market, decide(D[0], A=0.2, B=0.2), cash=CASH)
    assert plain(ledger.refusals) == [(D[1], B, "buy", 0, "not_listed")]
    assert [row[1:4] for row in ledger.fills] == [(A, "buy", 2000)]


def test_a_change_before_the_run_still_gives_the_reference(execute: Execute) -> None:
    # A trades on D[0], becomes B on D[1] without a bar of its own until D[3]: the limit is A's 11.00.
    market = tiny({A: [10], B: [None, None, None, 11], Z: [10] * 4}, renames=[rename(A, B, D[1])])
    ledger = execute(market, decide(D[2], B=0.5), cash=CASH)
    assert plain(ledger.refusals) == [(D[3], B, "buy", 4500, "limit_up")]
