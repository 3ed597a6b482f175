"""Section 4, step 1: cash, bonus shares and rights on an ex-date.

All cases hold 5000 A bought at 10.00 on D[1] (cash 49 987.00). The dividend tax is 10 % unless said otherwise.
"""

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import SATURDAY, SUNDAY, A, B, D, action, decide, plain, tiny

CASH = 100_000.0
BUY_A = decide(D[0], A=0.5)


def test_cash_is_paid_after_tax(execute: Execute) -> None:
    # 5000 * 0.50 * 0.9 = 2250.00
    market = tiny({A: [10, 10, 9.5]}, actions=[action(A, D[2], cash_per_share=0.5)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "dividend", 5000, 2250.0)]
    assert plain(ledger.equity)[-1] == (D[2], 52_237.0, 47_500.0, 99_737.0, 3000.0)


def test_the_payment_is_rounded_half_up_to_the_cent(execute: Execute) -> None:
    # 5000 * 0.123457 * 0.9 = 555.5565 -> 555.56; 5000 * 0.12345 * 0.9 = 555.525 -> 555.53.
    for cash_per_share, paid in ((0.123457, 555.56), (0.12345, 555.53)):
        market = tiny({A: [10, 10, 10]}, actions=[action(A, D[2], cash_per_share=cash_per_share)])
        assert plain(execute(market, BUY_A, cash=CASH).events) == [(D[2], A, "dividend", 5000, paid)]


def test_the_tax_is_an_option(execute: Execute) -> None:
    # 5000 * 0.50 * 0.8 = 2000.00
    market = tiny({A: [10, 10, 9.5]}, actions=[action(A, D[2], cash_per_share=0.5)])
    assert plain(execute(market, BUY_A, cash=CASH, dividend_tax=0.2).events) == [(D[2], A, "dividend", 5000, 2000.0)]


def test_bonus_shares_are_cut_to_whole_ones_and_not_taxed(execute: Execute) -> None:
    # 5000 * 1.12345 = 5617.25 -> 5617; reference 10 / 1.12345 = 8.90. Holdings 5617 * 8.90 = 49 991.30.
    market = tiny({A: [10, 10, 8.9]}, actions=[action(A, D[2], bonus_per_share=0.12345)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "bonus", 617, 0.0)]
    assert plain(ledger.positions)[-1] == (D[2], A, 5617, 8.9, 49_991.3)
    assert plain(ledger.equity)[-1][1] == 49_987.0


def test_a_bonus_that_is_whole_in_decimals_is_whole(execute: Execute) -> None:
    # 5000 * 1.1 is 5500.000000000001, 5000 * 1.0002 = 5001.
    market = tiny({A: [10, 10, 10]}, actions=[action(A, D[2], bonus_per_share=0.0002)])
    assert plain(execute(market, BUY_A, cash=CASH).events) == [(D[2], A, "bonus", 1, 0.0)]


def test_rights_are_noted_and_not_taken_up(execute: Execute) -> None:
    # 5000 * 0.33333 = 1666.65 -> 1666 offered, at 7.00 they would have cost 11 662.00.
    market = tiny({A: [10, 10, 9.3]}, actions=[action(A, D[2], rights_per_share=0.33333, rights_price=7.0)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "rights", 1666, -11_662.0)]
    assert plain(ledger.equity)[-1] == (D[2], 49_987.0, 46_500.0, 96_487.0, 3000.0)


def test_one_row_with_all_three_counts_on_the_shares_held_before_it(execute: Execute) -> None:
    # Dividend on 5000: 450.00; bonus 1500; rights 0.1 * 5000 = 500 at 5.00. In this order.
    market = tiny(
        {A: [10, 10, 8]},
        actions=[
            action(A, D[2], cash_per_share=0.1, bonus_per_share=0.3, rights_per_share=0.1, rights_price=5.0),
        ],
    )
    assert plain(execute(market, BUY_A, cash=CASH).events) == [
        (D[2], A, "dividend", 5000, 450.0),
        (D[2], A, "bonus", 1500, 0.0),
        (D[2], A, "rights", 500, -2500.0),
    ]


def test_an_ex_date_on_a_weekend_counts_on_monday(execute: Execute) -> None:
    market = tiny({A: [10] * 5}, actions=[action(A, SATURDAY, cash_per_share=0.5)])
    assert plain(execute(market, BUY_A, cash=CASH).events) == [(D[4], A, "dividend", 5000, 2250.0)]


def test_two_ex_dates_in_one_gap_each_on_what_the_one_before_left(execute: Execute) -> None:
    # Saturday: one bonus share each -> 10 000. Sunday: 0.20 on 10 000 -> 1800.00 net. The rows by kind.
    market = tiny(
        {A: [10, 10, 10, 10, 4.8]},
        actions=[action(A, SUNDAY, cash_per_share=0.2), action(A, SATURDAY, bonus_per_share=1.0)],
    )
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[4], A, "dividend", 10_000, 1800.0), (D[4], A, "bonus", 5000, 0.0)]
    assert plain(ledger.equity)[-1] == (D[4], 51_787.0, 48_000.0, 99_787.0, 3000.0)


def test_a_purchase_on_the_ex_date_is_not_entitled(execute: Execute) -> None:
    market = tiny({A: [10, 9.5, 9.5]}, actions=[action(A, D[1], cash_per_share=0.5, bonus_per_share=0.1)])
    assert execute(market, BUY_A, cash=CASH).events == []


def test_a_sale_on_the_ex_date_is_entitled(execute: Execute) -> None:
    # 2250.00 come first; the sale of 5000 at 9.50 follows: 47 500 - 11.88 - 23.75 - 0.48 (0.475) = 47 463.89.
    # 49 987.00 + 2250.00 + 47 463.89 = 99 700.89
    market = tiny({A: [10, 10, 9.5]}, actions=[action(A, D[2], cash_per_share=0.5)])
    ledger = execute(market, BUY_A + decide(D[1]), cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "dividend", 5000, 2250.0)]
    assert plain(ledger.equity)[-1] == (D[2], 99_700.89, 0.0, 99_700.89, 3000.0)


def test_the_payment_is_part_of_what_new_orders_spend(execute: Execute) -> None:
    # 50 000 wanted of B: V = 49 987 + 9000 (5000 * 2.00 * 0.9) + 5000 * 8.00 = 98 987.00; 0.5 -> 4949 -> 4900 at 10.00.
    # A stays at 0.4: 0.4 * 98 987 / 8 = 4949.35, gap -50.65 -> none. B costs 49 000 + 12.25 + 0.49; cash 9974.26.
    market = tiny({A: [10, 10, 8], B: [10] * 3}, actions=[action(A, D[2], cash_per_share=2.0)])
    ledger = execute(market, BUY_A + decide(D[1], A=0.4, B=0.5), cash=CASH)
    assert [row[:4] for row in ledger.fills[1:]] == [(D[2], B, "buy", 4900)]
    assert plain(ledger.equity)[-1] == (D[2], 9974.26, 89_000.0, 98_974.26, 3000.0)


def test_shares_that_do_not_trade_are_entitled_on_the_ex_date(execute: Execute) -> None:
    # Suspended on D[2]: paid 2250.00, and marked at 10.00 - 0.50 = 9.50.
    market = tiny({A: [10, 10, None], B: [10] * 3}, actions=[action(A, D[2], cash_per_share=0.5)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "dividend", 5000, 2250.0)]
    assert plain(ledger.positions)[-1] == (D[2], A, 5000, 9.5, 47_500.0)


def test_without_shares_nothing_is_written(execute: Execute) -> None:
    market = tiny({A: [10] * 3, B: [10, 10, 9]}, actions=[action(B, D[2], cash_per_share=1.0)])
    assert execute(market, BUY_A, cash=CASH).events == []


@pytest.mark.parametrize("empty", [None, 0.0])
def test_empty_cells_are_zero(execute: Execute, empty: float | None) -> None:
    row = {"symbol": A, "ex_date": D[2], "cash_per_share": 0.5, "bonus_per_share": empty, "rights_per_share": empty}
    ledger = execute(tiny({A: [10, 10, 9.5]}, actions=[{**row, "rights_price": empty}]), BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[2], A, "dividend", 5000, 2250.0)]


def test_events_of_a_session_stand_by_symbol(execute: Execute) -> None:
    # 2500 each: A 0.2 * 2500 * 0.9 = 450.00, B 0.1 -> 225.00.
    actions = [action(B, D[2], cash_per_share=0.1), action(A, D[2], cash_per_share=0.2, bonus_per_share=0.1)]
    ledger = execute(tiny({A: [10] * 3, B: [10] * 3}, actions=actions), decide(D[0], A=0.25, B=0.25), cash=CASH)
    assert plain(ledger.events) == [
        (D[2], A, "dividend", 2500, 450.0),
        (D[2], A, "bonus", 250, 0.0),
        (D[2], B, "dividend", 2500, 225.0),
    ]


def test_bonus_shares_can_be_sold_on_their_ex_date(execute: Execute) -> None:
    # T+1 counts from the shares held before the session's first fill: 10 000 after the bonus.
    market = tiny({A: [10, 10, 5]}, actions=[action(A, D[2], bonus_per_share=1.0)])
    ledger = execute(market, BUY_A + decide(D[1]), cash=CASH)
    # 50 000.00: commission 12.50, stamp 25.00, transfer 0.50.
    assert plain(ledger.fills)[1:] == [(D[2], A, "sell", 10_000, 5.0, 50_000.0, 12.5, 25.0, 0.5)]
    assert ledger.refusals == []


def test_a_bonus_too_small_for_a_share_is_still_written(execute: Execute) -> None:
    market = tiny({A: [10, 10, 10]}, actions=[action(A, D[2], bonus_per_share=0.0001)])
    assert plain(execute(market, BUY_A, cash=CASH).events) == [(D[2], A, "bonus", 0, 0.0)]


def test_an_ex_date_before_the_first_purchase_moves_the_reference_alone(execute: Execute) -> None:
    # Reference of D[1]: 10 - 1 = 9.00, upper limit 9.90: an open of 9.90 refuses. 50 000 / 9.90 = 5050.5 -> 5000.
    market = tiny({A: [10, 9.9]}, actions=[action(A, D[1], cash_per_share=1.0)])
    ledger = execute(market, BUY_A, cash=CASH)
    assert plain(ledger.refusals) == [(D[1], A, "buy", 5000, "limit_up")]
    assert ledger.events == []


# Several rows of one symbol and ex_date are one action: rows, events on 5000 A, the close that the day then refers to.
PARTS: list[tuple[list[dict[str, float]], list[tuple[str, int, float]], float]] = [
    # 0.50 + 0.30 = 0.80 a share, 0.1 new ones: (10 - 0.8) / 1.1 = 8.3636 -> 8.36, rounded once. 5000 * 0.8 * 0.9.
    (
        [{"cash_per_share": 0.5}, {"cash_per_share": 0.3, "bonus_per_share": 0.1}],
        [("dividend", 5000, 3600.0), ("bonus", 500, 0.0)],
        8.36,
    ),
    # Bonuses add up to 0.3: 1500 new shares, not 5000 * 1.1 * 1.2 = 6600. 10 / 1.3 = 7.69.
    ([{"bonus_per_share": 0.1}, {"bonus_per_share": 0.2}], [("bonus", 1500, 0.0)], 7.69),
    # 0.3 offered at (0.1 * 4 + 0.2 * 7) / 0.3 = 6.00: (10 + 1.8) / 1.3 = 9.0769 -> 9.08. 1500 at 6.00 are 9000.00.
    (
        [{"rights_per_share": 0.1, "rights_price": 4.0}, {"rights_per_share": 0.2, "rights_price": 7.0}],
        [("rights", 1500, -9000.0)],
        9.08,
    ),
]


@pytest.mark.parametrize(("parts", "events", "close"), PARTS)
@pytest.mark.parametrize("turned", [False, True])
def test_several_rows_of_an_ex_date_are_one_action(
    execute: Execute,
    parts: list[dict[str, float]],
    events: list[tuple[str, int, float]],
    close: float,
    turned: bool,
) -> None:
    rows = [action(A, D[2], **part) for part in (reversed(parts) if turned else parts)]
    ledger = execute(tiny({A: [10, 10, None], B: [10] * 3}, actions=rows), BUY_A, cash=CASH)
    assert [row[2:] for row in plain(ledger.events)] == events
    assert plain(ledger.positions)[-1][3] == close
