"""Round trips worked out on paper, and that their profits are those of the account on any market.

1 first in, first out    300 at 10.00 (fee 5.00) and 200 at 12.00 (fee 5.00); 400 sold at 15.00 (fees 5.00 + 3.00)
                         proceeds 6,000 - 8 = 5,992.00, by shares: 300 -> 4,494.00, 100 -> 1,498.00
                         costs 3,005.00 and half of 2,405.00, 1,202.50; the rest, 1,202.50, is worth 100 x 16.00
2 bonus and dividend     1,000 at 10.00 (fee 5.00), 90.00 net paid, 300 bonus shares: 1,300 sold at 9.00 (fee 5.00)
                         11,700 - 5 + 90 - 10,005 = 1,780.00
3 tax on a sale          20.00 charged with a sale of half of the shares: dividends 45.00 - 20.00 of the half sold
4 rename and delisting   1,000 at 10.00 become 500 of B, which pay 4.00 a share at their delisting
5 a lot under one share  1 share at 10.00 renamed at one to two: nothing is left of it
6 held on the base date  500 at 20.00 then; sold at 21.00 (fee 5.00)
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.engine.ledger import BUY, EVENT_KINDS, SELL
from backtest.metrics.profit import profit_by_symbol
from backtest.result.round_trips.account import Account, account_of
from backtest.result.round_trips.trip import RoundTrip, round_trips
from data_sources.tables.facts import Rename
from tests.property.markets import RandomMarket, examples, ledger_of, random_markets
from tests.reports.made_results import LedgerRows

A, B = "600001.SH", "600002.SH"
DAYS = ["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-07", "2025-01-08"]
D = [date.fromisoformat(day) for day in DAYS]
KIND = {kind: float(k) for k, kind in enumerate(EVENT_KINDS)}


def trips_of(rows: LedgerRows) -> list[tuple[object, ...]]:
    """What matters of each trip: symbol, opened, closed, shares, cost, proceeds, dividends, profit, ended."""
    return [
        (t.symbol, t.opened, t.closed, t.shares, t.cost, t.proceeds, t.dividends, t.profit, t.ended)
        for t in round_trips(account_of(rows.ledger()))
    ]


def rows_of(**rows: object) -> LedgerRows:
    return LedgerRows(DAYS, (A, B), [100_000.0] * len(DAYS), **rows)  # type: ignore[arg-type]


def test_the_oldest_shares_are_sold_first_and_the_rest_is_marked_at_the_last_close() -> None:
    rows = rows_of(
        fills=[
            (1, 0, BUY, 300, 10.00, 5.00, 0.00, 0.00),
            (2, 0, BUY, 200, 12.00, 5.00, 0.00, 0.00),
            (3, 0, SELL, 400, 15.00, 5.00, 3.00, 0.00),
        ],
        positions=[(1, 0, 300, 10.0), (2, 0, 500, 12.0), (3, 0, 100, 15.0), (4, 0, 100, 16.0)],
    )
    assert trips_of(rows) == [
        (A, D[1], D[3], 300, 3_005.00, 4_494.00, 0.0, 1_489.00, "sold"),
        (A, D[2], D[3], 100, 1_202.50, 1_498.00, 0.0, 295.50, "sold"),
        (A, D[2], None, 100, 1_202.50, 1_600.00, 0.0, 397.50, "open"),
    ]
    first, *_, last = round_trips(account_of(rows.ledger()))
    # From Friday the 3rd to Tuesday the 7th: four days, two sessions. 1,489.00 of 3,005.00 is a gain of 49.55%.
    assert (first.days, first.sessions, round(first.gain, 4)) == (4, 2, 0.4955)
    assert (last.days, last.sessions) == (2, 2)


def test_bonus_shares_and_dividends_belong_to_the_lot_that_earned_them() -> None:
    rows = rows_of(
        fills=[(1, 0, BUY, 1000, 10.00, 5.00, 0.00, 0.00), (3, 0, SELL, 1300, 9.00, 5.00, 0.00, 0.00)],
        events=[(2, 0, KIND["dividend"], 1000, 90.00), (2, 0, KIND["bonus"], 300, 0.0),
                (2, 0, KIND["rights"], 300, -1_500.00)],
        positions=[(1, 0, 1000, 10.0), (2, 0, 1300, 9.0)],
    )  # fmt: skip
    assert trips_of(rows) == [(A, D[1], D[3], 1300, 10_005.00, 11_695.00, 90.00, 1_780.00, "sold")]


def test_tax_that_falls_due_with_a_sale_is_charged_to_what_was_sold() -> None:
    rows = rows_of(
        fills=[(1, 0, BUY, 1000, 10.00, 0.00, 0.00, 0.00), (3, 0, SELL, 500, 10.00, 0.00, 0.00, 0.00)],
        events=[(2, 0, KIND["dividend"], 1000, 90.00), (3, 0, KIND["dividend_tax"], 500, -20.00)],
        positions=[(1, 0, 1000, 10.0), (2, 0, 1000, 10.0), (3, 0, 500, 10.0), (4, 0, 500, 10.0)],
    )
    assert [(trip[6], trip[8]) for trip in trips_of(rows)] == [(25.00, "sold"), (45.00, "open")]


def test_a_renamed_lot_goes_on_under_its_new_symbol_until_it_is_delisted() -> None:
    rows = rows_of(
        fills=[(1, 0, BUY, 1000, 10.00, 5.00, 0.00, 0.00)],
        events=[(2, 0, KIND["rename"], 500, 0.0), (3, 1, KIND["delisting"], 500, 2_000.00)],
        positions=[(1, 0, 1000, 10.0), (2, 1, 500, 20.0)],
        renames=(Rename(A, B, D[2], 0.5),),
    )
    assert trips_of(rows) == [(B, D[1], D[3], 500, 10_005.00, 2_000.00, 0.0, -8_005.00, "delisted")]


def test_a_lot_that_is_no_whole_share_of_the_successor_ends_with_nothing() -> None:
    rows = rows_of(
        fills=[(1, 0, BUY, 1, 10.00, 5.00, 0.00, 0.00)],
        events=[(2, 0, KIND["rename"], 0, 0.0)],
        positions=[(1, 0, 1, 10.0)],
        renames=(Rename(A, B, D[2], 0.5),),
    )
    assert trips_of(rows) == [(B, D[1], D[2], 0, 15.00, 0.0, 0.0, -15.00, "renamed")]


def test_what_was_held_on_the_base_date_was_bought_then_at_its_value() -> None:
    rows = rows_of(fills=[(2, 0, SELL, 500, 21.00, 5.00, 0.00, 0.00)], positions=[(0, 0, 500, 20.0), (1, 0, 500, 19.0)])
    assert trips_of(rows) == [(A, D[0], D[2], 500, 10_000.00, 10_495.00, 0.0, 495.00, "sold")]


@given(random_markets(), st.sampled_from([0.1, "holding_period"]))
@examples
def test_profits_add_up_to_that_of_the_account_and_of_each_symbol(market: RandomMarket, tax: float | str) -> None:
    tables, targets, options = market.drawn
    ledger = ledger_of(tables, targets, **{**options, "dividend_tax": tax})
    trips = round_trips(account_of(ledger))
    assert sum(in_cents(trip) for trip in trips) == round(100 * (ledger.equity[-1] - ledger.equity[0]))
    by_symbol = dict.fromkeys(ledger.symbols, 0)
    for trip in trips:
        assert trip.shares >= 0
        by_symbol[trip.symbol] += in_cents(trip)
    # What no other name can be told from is left under the old symbol there, so that only the rest is compared.
    if not ledger.panel.renames:
        assert list(by_symbol.values()) == profit_by_symbol(ledger, 0, len(ledger.sessions) - 1).tolist()


def in_cents(trip: RoundTrip) -> int:
    return round(100 * trip.profit)


WRONG: dict[str, tuple[dict[str, object], str]] = {
    "sold and never bought": ({"fills": [(D[1], A, "sell", 100, 9.0, 900.0, 0.0, 0.0, 0.0)]}, "never bought"),
    "tax without a sale": ({"events": [(D[1], A, "dividend_tax", 100, -9.0)]}, "without a sale"),
    "a dividend of nothing": ({"events": [(D[1], A, "dividend", 100, 9.0)]}, "is not held"),
    "a rename to nobody": ({"events": [(D[1], A, "rename", 100, 0.0)]}, "what to is not told"),
    "a position from nowhere": ({"after": [(D[4], A, 100, 9.0, 900.0)]}, "ends with 100 shares"),
    "a purchase without an end": ({"fills": [(D[1], A, "buy", 100, 9.0, 900.0, 0.0, 0.0, 0.0)]}, "has no position"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_rows_that_do_not_fit_one_another_are_refused(case: str) -> None:
    rows, words = WRONG[case]
    account = Account(**{**vars(Account(D, [], [], [], [], {})), **rows})
    with pytest.raises(ValueError, match=words):
        round_trips(account)
