"""The trailing stop on tiny markets: the evening it acts, the open it sells at, and how long it stays out.

100,000 CNY, half of it in A unless a case says otherwise; bought at the open of D[1] for 10.00, 5,000 shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from backtest.engine.ledger import Ledger
from backtest.handler import execute_handler
from backtest.market.panel_building import build_panel
from backtest.options import Options, OrderValidity
from backtest.result.tables import fill_rows, refusal_rows
from backtest.targets import targets_from_rows
from data_sources.errors import UserError
from strategies.examples.trailing_stop import TrailingStop
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, B, Cell, D, action, tiny

CASH = Options(cash=100_000.0)
HALF = {A: 0.5}


def run(
    bars: Mapping[str, Sequence[Cell]],
    decisions: Mapping[date, Mapping[str, float]],
    stop: float,
    options: Options = CASH,
    actions: Sequence[dict[str, object]] = (),
) -> Ledger:
    panel = build_panel(facts_from_tables(tiny(bars, actions=list(actions))))
    targets = targets_from_rows(
        (day, symbol, weight) for day, held in decisions.items() for symbol, weight in held.items()
    )
    return execute_handler(panel, TrailingStop(targets, panel.sessions, stop), options, D[0])


def trades(ledger: Ledger) -> list[tuple[object, ...]]:
    return [row[:5] for row in fill_rows(ledger)]


def test_sold_at_the_open_after_the_first_close_below_and_out_until_the_next_decision() -> None:
    # The high is 10.80, a tenth below it 9.72: 9.80 on D[3] is not below, 9.71 on D[4] is. Sold at the open of D[5] and
    # not bought at any later, higher price, until the decision of D[7] buys at the open of D[8].
    bars: list[Cell] = [10, 10, 10.8, 9.8, 9.71, {"open": 9.5, "close": 10.4}, 10.6, 10.7, 10.8]
    ledger = run({A: bars}, {D[0]: HALF, D[7]: HALF}, 0.1)
    # Cash 49 987.00 after the purchase (12.50 and 0.50), 97 450.89 after the sale (47 500.00 less 11.88, 23.75, 0.48);
    # half of it at 10.80 is 4 511.6 shares.
    assert trades(ledger) == [
        (D[1], A, "buy", 5000, 10.0),
        (D[5], A, "sell", 5000, 9.5),
        (D[8], A, "buy", 4500, 10.8),
    ]
    assert float(ledger.cash[7]) == 97_450.89


def test_exactly_at_the_line_is_held() -> None:
    # A quarter below 12.00 is 9.00, both exact in binary.
    assert trades(run({A: [10, 10, 11, 12, 10.8, 9.75, 9.0, 9.0]}, {D[0]: HALF}, 0.25)) == [
        (D[1], A, "buy", 5000, 10.0)
    ]


def test_the_high_before_the_purchase_does_not_count() -> None:
    # 12.00 on D[0], bought on D[1] at 10.90: the fall from 12.00 to 10.50 is 12.5%, the one since purchase 3.7%.
    assert [row[2] for row in trades(run({A: [12, 10.9, 10.5, 10.5]}, {D[0]: HALF}, 0.1))] == ["buy"]


def test_a_dividend_is_no_fall() -> None:
    # 1.00 a share on D[2] takes the price from 10.00 to 8.95, 10.5% lower; with it the holder lost 0.6% (8.95 / 9.00).
    actions = [action(A, D[2], cash_per_share=1.0)]
    assert [row[2] for row in trades(run({A: [10, 10, 8.95, 8.95]}, {D[0]: HALF}, 0.1, actions=actions))] == ["buy"]


@pytest.mark.parametrize("validity", ["rebalance", "day"])
def test_refused_at_limit_down_it_is_sold_on_the_next_day(validity: OrderValidity) -> None:
    # 9.40 is below 9.50, the twentieth below 10.00. D[3] stands at limit-down, 8.46; D[4] opens at 8.40.
    ledger = run({A: [10, 10, 9.4, 8.46, 8.4, 8.4]}, {D[0]: HALF}, 0.05, replace(CASH, order_validity=validity))
    assert trades(ledger) == [(D[1], A, "buy", 5000, 10.0), (D[4], A, "sell", 5000, 8.4)]
    assert refusal_rows(ledger) == [(D[3], A, "sell", 5000, "limit_down")]


def test_a_decision_of_the_same_evening_goes_first_and_the_high_begins_anew() -> None:
    # Stopped on D[2] at 9.40 and held again by the decision of D[2]: the high is 9.30 from D[3] on, a twentieth below
    # it 8.835. 9.00 on D[4] is above, 8.80 on D[5] below.
    ledger = run({A: [10, 10, 9.4, 9.3, 9.0, 8.8, 8.7, 8.7]}, {D[0]: HALF, D[2]: HALF}, 0.05)
    assert [(row[0], row[4]) for row in trades(ledger) if row[2] == "sell"] == [(D[6], 8.7)]
    assert ledger.changes.shares[-1] == 0


def test_the_other_names_are_left_alone_and_a_waiting_sale_is_not_forgotten() -> None:
    # B leaves by the decision of D[2] but is suspended on D[3] and D[4]. A is stopped on D[3] and sold on D[4]; that
    # order replaces all others, and still B goes when it trades again.
    bars: dict[str, list[Cell]] = {A: [10, 10, 10, 9.2, 9.1, 9.1, 9.1], B: [10, 10, 10, None, None, 10, 10]}
    ledger = run(bars, {D[0]: {A: 0.5, B: 0.3}, D[2]: HALF}, 0.05)
    # The decision of D[2] brings A back to half: of 46 000 + 30 000 + 19 979.20 at the open of D[3] that is 5 216
    # shares, so 200 are bought.
    assert trades(ledger) == [
        (D[1], A, "buy", 5000, 10.0),
        (D[1], B, "buy", 3000, 10.0),
        (D[3], A, "buy", 200, 9.2),
        (D[4], A, "sell", 5200, 9.1),
        (D[5], B, "sell", 3000, 10.0),
    ]


def test_a_stopped_name_does_not_touch_the_others() -> None:
    bars: dict[str, list[Cell]] = {A: [10, 10, 9.4, 9.3, 9.3], B: [10, 10, 10.2, 10.4, 10.6]}
    ledger = run(bars, {D[0]: {A: 0.5, B: 0.3}}, 0.05)
    assert [row[:4] for row in trades(ledger)] == [
        (D[1], A, "buy", 5000),
        (D[1], B, "buy", 3000),
        (D[3], A, "sell", 5000),
    ]


@pytest.mark.parametrize("stop", [0.0, 1.0, -0.1])
def test_a_stop_is_a_fraction(stop: float) -> None:
    with pytest.raises(UserError, match="it is a fraction between 0 and 1"):
        run({A: [10, 10]}, {D[0]: HALF}, stop)
