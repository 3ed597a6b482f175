"""Tomorrow's orders are what an engine trades in a session that opens at the last closes.

The engine is the reference here, which was written from the execution rules alone: it gets the same market with that
session's bars as rows of a file.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, cast

import pytest

from backtest.holding import Holding
from backtest.market.panel import OPEN, VOLUME, Panel
from backtest.next_session.market import with_next_session, with_partners
from backtest.next_session.order_list import OrderList, order_list
from backtest.options import Options
from data_sources.tables.facts import Rename
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import STAR, A, B, D, Z, action, bar_row, status, tiny
from tests.reference import execute as reference_execute
from tests.reference.market import read_market
from tests.reference.random_market import random_market
from tests.reference.random_positions import listed_on
from tests.reference.tables import Row

Tables = Mapping[str, Sequence[Row]]
COSTS = ("commission_rate", "commission_min", "stamp_duty", "transfer_fee", "slippage", "participation", "cash")


def listed(tables: Tables, evening: date, following: date, weights: dict[str, float], **options: Any) -> OrderList:  # noqa: ANN401 - fields of Options
    """The order list of a market; `held` are symbols with shares."""
    held = tuple(Holding(*each) for each in options.pop("held", ()))
    panel = with_next_session(facts_from_tables(tables), evening, following, weights)
    return order_list(panel, weights, Options(**options, positions=held))


def one_session_on(tables: Tables, panel: Panel, evening: date, following: date) -> dict[str, list[Row]]:
    """The tables up to an evening, and the next session's bars: at the open of the panel all day."""
    found = {name: list(rows) for name, rows in tables.items()}
    found["bars"] = [row for row in found["bars"] if cast("date", row["date"]) <= evening]
    for j, symbol in enumerate(panel.symbols):
        if panel.bars[VOLUME, -1, j] > 0:
            price = float(panel.bars[OPEN, -1, j])
            found["bars"].append({**bar_row(symbol, following, price), "volume": float(panel.bars[VOLUME, -1, j])})
    found["index"] = [row for row in found["index"] if cast("date", row["date"]) <= following]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_the_reference_trades_the_same_list(seed: int) -> None:
    tables, _, given = random_market(seed)
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    market = read_market(tables)
    known_days = [day for day in market.calendar if ("000300.SH", day) in market.index]
    # A sale before the first row of the stamp duty, 2008-09-19, is an error of the rules: no list has one.
    evenings = [each for each in pairwise(known_days[3:]) if each[1] >= date(2008, 9, 19)]
    if not evenings:
        return
    evening, following = rng.choice(evenings)
    traded = sorted(symbol for symbol, day in market.bars if day <= evening)
    if not traded:
        return  # nothing is listed yet: there is no list
    known = listed_on(market, evening)
    held = tuple((symbol, rng.choice([100, 237, 40_000])) for symbol in rng.sample(known, min(3, len(known))))
    chosen = sorted({*rng.sample([*{*traded}], min(5, len({*traded}))), "600998.SH"})
    weights = {symbol: 0.95 / len(chosen) for symbol in chosen}
    options = {name: given[name] for name in COSTS if name in given}

    found = listed(tables, evening, following, weights, **options, held=held)
    panel = with_next_session(facts_from_tables(tables), evening, following, weights)
    rows = [{"date": evening, "symbol": symbol, "weight": weight} for symbol, weight in weights.items()]
    ledger = reference_execute(
        one_session_on(tables, panel, evening, following), rows, **options, positions=held, end=following,
        benchmark="000300.SH",
    )  # fmt: skip
    assert [
        (each.side, each.symbol, each.quantity, each.value, each.commission, each.stamp_duty, each.transfer_fee)
        for each in found.orders
        if each.quantity
    ] == [(side, symbol, quantity, *cells) for _, symbol, side, quantity, _, *cells in ledger.fills]
    assert {(each.side, each.symbol, each.refused) for each in found.orders if each.reason} == {
        (side, symbol, sum(row[3] for row in ledger.refusals if row[1:3] == (symbol, side)))
        for _, symbol, side, _, _ in ledger.refusals
    }
    assert found.equity == pytest.approx(ledger.equity[0][3])
    assert found.cash_after == pytest.approx(ledger.equity[-1][1])


def test_a_list_by_hand() -> None:
    # 1 050 shares of A at 10 and 9 500 of cash: V is 20 000. Half in A is 1 000 shares: the odd 50 are under a lot. A
    # quarter in B at 4 is 1 250 shares, 1 200 in lots. STAR at 300 would be 16 shares of the 200 that it takes.
    tables = tiny({A: [10, 10], B: [4, 4], STAR: [300, 300]})
    found = listed(tables, D[1], D[2], {A: 0.5, B: 0.25, STAR: 0.25}, cash=9_500.0, held=((A, 1_050),))
    assert [(each.symbol, each.side, each.quantity, each.refused, each.reason) for each in found.orders] == [
        (B, "buy", 1_200, 0, ""),
        (STAR, "buy", 0, 16, "below_lot"),
    ]
    order = found.orders[0]
    # Commission 5.00, transfer fee 0.05 (4 800 x 0.00001 = 0.048); the board's 10% about 4.00.
    assert (order.value, order.cost, order.limit_down, order.limit_up, order.lot) == (
        4_800.0,
        5.05,
        3.6,
        4.4,
        (100, 100),
    )
    assert (found.equity, found.cash, found.cash_after) == (20_000.0, 9_500.0, 9_500 - 4_805.05)
    assert found.invested_after == pytest.approx((10_500 + 4_800) / (20_000 - 5.05))


def test_what_did_not_trade_tonight_is_suspended_and_what_closed_at_a_limit_is_flagged() -> None:
    tables = tiny({A: [10, 11], B: [4, None], Z: [10, 9]})
    found = listed(tables, D[1], D[2], {A: 0.4}, cash=10_000.0, held=((B, 300), (Z, 100)))
    assert [(each.symbol, each.quantity, each.refused, each.reason, each.flags) for each in found.orders] == [
        (Z, 100, 0, "", ("closed_limit_down",)),
        (B, 0, 300, "suspended", ()),
        (A, 400, 0, "", ("closed_limit_up",)),
    ]


def test_an_ex_date_tomorrow_moves_the_price_the_limits_and_the_cash() -> None:
    tables = tiny({A: [10, 10, 9], B: [4, 4, 4]}, actions=[action(A, D[2], cash_per_share=1.0, bonus_per_share=0.5)])
    found = listed(tables, D[1], D[2], {}, cash=100.0, held=((A, 100),))
    # 100 shares receive 90 CNY after tax and 50 shares; (10 - 1) / 1.5 is the price, all 150 are sold.
    assert [(each.kind, each.shares, each.cash) for each in found.happenings] == [
        ("dividend", 100, 90.0),
        ("bonus", 50, 0.0),
    ]
    order = found.orders[0]
    assert (order.quantity, order.price, order.value, order.flags) == (150, 6.0, 900.0, ("ex_date",))
    assert (order.limit_down, order.limit_up) == (5.4, 6.6)


def test_tomorrows_status_bounds_the_limits_and_what_comes_later_is_not_seen() -> None:
    tables = tiny({A: [10, 10, 20, 30]}, status=[status(A, "ST", D[2])])
    order = listed(tables, D[1], D[2], {A: 0.5}, cash=10_000.0).orders[0]
    assert (order.quantity, order.price, order.limit_down, order.limit_up) == (500, 10.0, 9.5, 10.5)


def test_a_name_brings_along_what_it_was_called_and_is_called() -> None:
    renames = (Rename(A, B, D[1], 1.0), Rename(B, Z, D[2], 1.0))
    assert with_partners({Z}, renames) == {A, B, Z} == with_partners({A}, renames)
    assert with_partners({STAR}, renames) == {STAR}
