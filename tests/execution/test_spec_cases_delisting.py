"""Section 4, step 2: what becomes of shares that are held through a delisting.

A is bought on D[1] (5000 at 10.00, cash 49 987.00), closes at 9.00 on D[2], and its delist date is D[3].
"""

import pytest

from tests.execution.conftest import Execute
from tests.execution.market import SATURDAY, SUNDAY, A, B, Cell, D, Row, Tables, action, decide, plain, tiny

CASH = 100_000.0
BUY_A = decide(D[0], A=0.5)
LAST: Cell = {"open": 10, "close": 9}


def delisted(delist_date: object = D[3], sessions: int = 5, **tables: list[Row]) -> Tables:
    """A until D[2] and B on every session."""
    return {**tiny({A: [10, 10, LAST], B: [10] * sessions}, instruments={A: {"delist_date": delist_date}}), **tables}


def test_by_default_the_shares_are_worth_nothing(execute: Execute) -> None:
    ledger = execute(delisted(), BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[3], A, "delisting", 5000, 0.0)]
    assert plain(ledger.equity)[-2:] == [
        (D[3], 49_987.0, 0.0, 49_987.0, 3000.0),
        (D[4], 49_987.0, 0.0, 49_987.0, 3000.0),
    ]
    assert [row[0] for row in ledger.positions] == [D[1], D[2]]


# 2. 45 000.00 of last value by recovery: cents half up.
RECOVERIES = [(0.3, 13_500.0), (1.0, 45_000.0), (0.123457, 5555.57)]


@pytest.mark.parametrize(("recovery", "proceeds"), RECOVERIES)
def test_the_recovery_of_the_last_value_is_paid_without_fees(
    execute: Execute, recovery: float, proceeds: float
) -> None:
    ledger = execute(delisted(), BUY_A, cash=CASH, delist_recovery=recovery)
    assert plain(ledger.events) == [(D[3], A, "delisting", 5000, proceeds)]
    assert len(ledger.fills) == 1
    assert plain(ledger.equity)[-1][1] == pytest.approx(49_987.0 + proceeds, abs=0.001)


# 3. What a share pays at the delisting (cash option): 5000 shares, last worth 45 000.00; the recovery does not matter.
VALUES = [(8.88, 44_400.0), (0.0, 0.0), (0.000125, 0.63), (12.0, 60_000.0)]


@pytest.mark.parametrize(("value", "proceeds"), VALUES)
def test_a_cash_option_is_paid_in_place_of_the_recovery(execute: Execute, value: float, proceeds: float) -> None:
    market = delisted()
    market["instruments"] = [
        {**row, "delist_value": value} if row["symbol"] == A else row for row in market["instruments"]
    ]
    ledger = execute(market, BUY_A, cash=CASH, delist_recovery=0.3)
    assert plain(ledger.events) == [(D[3], A, "delisting", 5000, proceeds)]
    assert plain(ledger.equity)[-1] == (D[4], round(49_987.0 + proceeds, 2), 0.0, round(49_987.0 + proceeds, 2), 3000.0)


def test_an_empty_cash_option_is_none(execute: Execute) -> None:
    market = delisted()
    market["instruments"] = [{**row, "delist_value": None} for row in market["instruments"]]
    ledger = execute(market, BUY_A, cash=CASH, delist_recovery=0.3)
    assert plain(ledger.events) == [(D[3], A, "delisting", 5000, 13_500.0)]


def test_a_delist_date_on_a_weekend_counts_on_monday(execute: Execute) -> None:
    ledger = execute(delisted(SATURDAY), BUY_A, cash=CASH)
    assert plain(ledger.events) == [(D[4], A, "delisting", 5000, 0.0)]
    assert plain(ledger.positions)[-1] == (D[3], A, 5000, 9.0, 45_000.0)


def test_corporate_actions_up_to_the_session_come_first(execute: Execute) -> None:
    # 0.50 on the Sunday: 2250.00 net; the last close becomes 8.50: 5000 * 8.50 * 0.3 = 12 750.00.
    market = delisted(SATURDAY, actions=[action(A, SUNDAY, cash_per_share=0.5)])
    ledger = execute(market, BUY_A, cash=CASH, delist_recovery=0.3)
    assert plain(ledger.events) == [(D[4], A, "dividend", 5000, 2250.0), (D[4], A, "delisting", 5000, 12_750.0)]
    assert plain(ledger.equity)[-1][1] == 64_987.0


def test_a_carried_sale_ends_without_a_row(execute: Execute) -> None:
    # Suspended on D[3], delisted on D[4].
    ledger = execute(delisted(D[4], sessions=6), BUY_A + decide(D[2]), cash=CASH)
    assert plain(ledger.refusals) == [(D[3], A, "sell", 5000, "suspended")]
    assert plain(ledger.events) == [(D[4], A, "delisting", 5000, 0.0)]


def test_a_carried_buy_ends_without_a_row(execute: Execute) -> None:
    # 50 000 / 9 = 5555.6 -> 5500
    ledger = execute(delisted(D[4], sessions=6), decide(D[2], A=0.5), cash=CASH)
    assert plain(ledger.refusals) == [(D[3], A, "buy", 5500, "suspended")]
    assert ledger.events == []
    assert ledger.fills == []


def test_the_proceeds_are_spent_by_the_orders_of_the_session(execute: Execute) -> None:
    # V = 49 987 + 13 500 = 63 487.00; 0.5 -> 3174.35 -> 3100 B.
    ledger = execute(delisted(), BUY_A + decide(D[2], B=0.5), cash=CASH, delist_recovery=0.3)
    assert [row[:4] for row in ledger.fills[1:]] == [(D[3], B, "buy", 3100)]


def test_a_decision_that_still_holds_it_is_refused_not_listed(execute: Execute) -> None:
    ledger = execute(delisted(), BUY_A + decide(D[2], A=0.5), cash=CASH)
    assert plain(ledger.refusals) == [(D[3], A, "buy", 0, "not_listed")]


def test_on_the_last_session_before_it_can_still_be_sold(execute: Execute) -> None:
    ledger = execute(delisted(), BUY_A + decide(D[1]), cash=CASH)
    assert [row[:4] for row in ledger.fills[1:]] == [(D[2], A, "sell", 5000)]
    assert ledger.events == []
