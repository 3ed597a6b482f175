"""Drawdown control on tiny markets: the evening it acts, how much it sells, when it buys back.

100,000 CNY, 0.8 of it in A: 8,000 shares for 10.00 at the open of D[1], 20.80 of fees, 19,979.20 of cash left. Reduced
above a drawdown of 0.05, restored at 0.04 or less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from backtest.engine.ledger import Ledger
from backtest.handler import Handler, Plan, execute_handler, follow, orders, weights
from backtest.market.panel_building import build_panel
from backtest.options import Options
from backtest.result.tables import fill_rows
from backtest.targets import targets_from_rows
from data_sources.errors import UserError
from strategies.examples.drawdown_control import DrawdownControl
from strategies.examples.trailing_stop import TrailingStop
from tests.data_sources.facts import facts_from_tables
from tests.execution.market import A, B, Cell, D, tiny

CASH = Options(cash=100_000.0)
# D[2] 4.02% below the 100,000.00 of the start, D[3] 8.02% (72,000.00 of shares).
FALL: list[Cell] = [10, 10, 9.5, 9.0, 9.1, 9.8, {"open": 9.9, "close": 10.2}, 10.1, 10.1]


def controlled(basket: Handler, threshold: float = 0.05, recovery: float = 0.04) -> DrawdownControl:
    return DrawdownControl(basket, threshold, recovery, exposure=0.5)


def run(bars: Mapping[str, Sequence[Cell]], handler: Handler) -> Ledger:
    return execute_handler(build_panel(facts_from_tables(tiny(bars))), handler, CASH, D[0])


def on(plans: Mapping[date, Plan]) -> Handler:
    return lambda view: plans.get(view.today)


def trades(ledger: Ledger) -> list[tuple[object, ...]]:
    return [row[:5] for row in fill_rows(ledger)]


def test_half_is_sold_after_the_deep_close_and_bought_back_after_the_recovery() -> None:
    ledger = run({A: FALL}, controlled(on({D[0]: weights({A: 0.8})})))
    # Half of 72 000 / 91 979.20 is 0.391393; of 92 779.20 at the open of D[4] that is 3 990 shares, so 4 000 go. Cash
    # is 19 979.20 + 36 400.00 - 9.10 - 18.20 - 0.36 = 56 351.54. D[5] stands at 95 551.54, a drawdown of 4.45%: less
    # than 0.05, but not yet recovered. D[6] stands at 97 151.54, 2.85%: twice 40 800 / 97 151.54 is 0.839925; of
    # 96 751.54 at the open of D[7] that is 8 045 shares, so 4 000 come.
    assert trades(ledger) == [
        (D[1], A, "buy", 8000, 10.0),
        (D[4], A, "sell", 4000, 9.1),
        (D[7], A, "buy", 4000, 10.1),
    ]
    assert float(ledger.cash[4]) == 56_351.54


def test_below_the_threshold_nothing_happens() -> None:
    ledger = run({A: FALL}, controlled(on({D[0]: weights({A: 0.8})}), threshold=0.081))
    assert trades(ledger) == [(D[1], A, "buy", 8000, 10.0)]


def test_a_decision_taken_while_reduced_is_bought_at_half_its_weight() -> None:
    plans: dict[date, Plan] = {D[0]: weights({A: 0.8}), D[4]: weights({B: 0.8})}
    ledger = run({A: FALL[:6], B: [10.0] * 6}, controlled(on(plans)))
    # At the open of D[5] the account is 4 000 x 9.80 + 56 351.54 = 95 551.54; 0.4 of it is 3 822 shares at 10.00.
    assert trades(ledger)[2:] == [(D[5], A, "sell", 4000, 9.8), (D[5], B, "buy", 3800, 10.0)]


def test_ordered_shares_are_bought_at_half_and_sold_in_full() -> None:
    plans: dict[date, Plan] = {D[0]: weights({A: 0.8}), D[4]: (orders({B: 1000}), orders({A: -3000}, at="close"))}
    ledger = run({A: FALL[:6], B: [10.0] * 6}, controlled(on(plans)))
    # In the file a session's sales stand first, also one at the close after a buy at the open.
    assert trades(ledger)[2:] == [(D[5], A, "sell", 3000, 9.8), (D[5], B, "buy", 500, 10.0)]


def test_over_a_trailing_stop_the_stop_sells_first_and_the_rest_is_halved_a_day_later() -> None:
    bars: dict[str, list[Cell]] = {
        A: [10, 10, 9.2, 9.2, 9.2, 9.2],
        B: [10, 10, 10, 10, {"open": 10.05, "close": 10}, 10],
    }
    panel = build_panel(facts_from_tables(tiny(bars)))
    targets = targets_from_rows([(D[0], A, 0.5), (D[0], B, 0.3)])
    inside = TrailingStop(targets, panel.sessions, 0.05)
    ledger = execute_handler(panel, controlled(inside, threshold=0.03, recovery=0.02), CASH, D[0])
    # D[2]: A is 8% below its high and the account 4.02% below its own. D[3] sells A alone. Then half of B's weight, of
    # an account 150.00 larger at the open of D[4], is 1 494.9 shares at 10.05: of 3 000 there go 1 500.
    assert trades(ledger)[2:] == [(D[3], A, "sell", 5000, 9.2), (D[4], B, "sell", 1500, 10.05)]


def test_it_wraps_a_table_of_weights() -> None:
    panel = build_panel(facts_from_tables(tiny({A: FALL})))
    handler = controlled(follow(targets_from_rows([(D[0], A, 0.8)]), panel.sessions))
    assert [row[0] for row in trades(execute_handler(panel, handler, CASH, D[0]))] == [D[1], D[4], D[7]]


@pytest.mark.parametrize(("threshold", "recovery", "exposure"), [(0.1, 0.2, 0.5), (0.1, 0.05, 0.0), (1.0, 0.05, 0.5)])
def test_levels_that_make_no_sense_are_refused(threshold: float, recovery: float, exposure: float) -> None:
    with pytest.raises(UserError, match="recovery <= threshold"):
        DrawdownControl(on({}), threshold, recovery, exposure)
