"""An account that holds shares before its first decision: its base, its first orders, what nobody can hold."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from backtest.engine.run import execute_targets
from backtest.handler import execute_handler
from backtest.handler.instruction import Instruction
from backtest.handler.view import View
from backtest.holding import Holding
from backtest.metrics.profit import profit_by_symbol
from backtest.options import Options
from backtest.result.tables import event_rows, fill_rows
from backtest.sweeps.curves import equity_curves
from backtest.targets import targets_from_rows
from data_sources.errors import InputError
from tests.execution.conftest import Execute
from tests.execution.market import A, B, D, Z, action, decide, plain, rename, tiny
from tests.execution.prepared import panel_of, targets_of
from tests.execution.test_dividend_tax import DAYS
from tests.execution.test_dividend_tax import panel_of as dividend_panel


def test_the_base_holds_the_shares_and_the_first_decision_sells_the_rest(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10, 11]}), decide(D[0], A=0.5), cash=5_000.0, positions=((A, 1_000),))
    # Base: 5 000 of cash and 1 000 shares at 10. Half of 15 000 is 750 shares: 250 too many, 200 in whole lots.
    # 2 000 less commission 5.00, stamp duty 1.00 and transfer fee 0.02 come in; 800 shares are left.
    assert plain(ledger.equity) == [
        (D[0], 5_000.0, 10_000.0, 15_000.0, 3000.0),
        (D[1], 6_993.98, 8_000.0, 14_993.98, 3000.0),
        (D[2], 6_993.98, 8_800.0, 15_793.98, 3000.0),
    ]
    assert plain(ledger.fills) == [(D[1], A, "sell", 200, 10.0, 2_000.0, 5.0, 1.0, 0.02)]
    assert ledger.positions[0] == (D[0], A, 1_000, 10.0, 10_000.0)


def test_an_odd_lot_that_is_not_wanted_goes_whole_and_pays_for_what_is(execute: Execute) -> None:
    ledger = execute(tiny({A: [10, 10], B: [1, 1]}), decide(D[0], B=1.0), cash=0.01, positions=((A, 77), (A, 50)))
    # 127 shares of A bring 1 270 - 5.00 - 0.64 (0.635, half up) - 0.01; V is 1 270.01, so 1 200 of B, 5.01 of fees.
    assert [row[1:5] for row in ledger.fills] == [(A, "sell", 127, 10.0), (B, "buy", 1_200, 1.0)]
    assert ledger.equity[-1][1] == pytest.approx(0.01 + 1_270 - 5.65 - 1_200 - 5.01)


def test_a_suspended_holding_counts_at_its_last_close_less_what_it_paid_since(execute: Execute) -> None:
    market = tiny({A: [10, None, None, 9], B: [1, 1, 1, 1]}, actions=[action(A, D[1], cash_per_share=1.0)])
    ledger = execute(market, decide(D[2], A=0.5), cash=1_000.0, positions=((A, 100),))
    # The dividend went to whoever held before D[2]; the shares are worth 10 - 1 each.
    assert plain(ledger.equity)[0] == (D[2], 1_000.0, 900.0, 1_900.0, 3000.0)
    assert ledger.events == []


def test_a_curve_of_a_sweep_starts_from_them_for_every_set() -> None:
    panel = panel_of(tiny({A: [10, 10, 11]}))
    tables = [targets_of(decide(D[0], A=0.5))] * 3
    options = Options(cash=5_000.0, positions=(Holding(A, 1_000),))
    for curve in equity_curves(panel, tables, options, workers=1):
        np.testing.assert_allclose(curve.equity, [15_000.0, 14_993.98, 15_793.98])


def test_a_handler_sees_them_on_the_first_evening() -> None:
    seen: list[dict[str, int]] = []

    def look(view: View) -> Instruction | None:
        seen.append(dict(view.positions))
        return None

    panel = panel_of(tiny({A: [10, 10, 11]}))
    execute_handler(panel, look, Options(cash=5_000.0, positions=(Holding(A, 1_000),)), D[0])
    assert seen == [{A: 1_000}, {A: 1_000}]


def test_the_profit_of_the_names_is_the_change_of_equity() -> None:
    panel = panel_of(tiny({A: [10, 10, 11], B: [5, 6, 6]}))
    options = Options(cash=5_000.0, positions=(Holding(A, 1_000), Holding(B, 300)))
    ledger = execute_targets(panel, targets_of(decide(D[0], A=0.5)), options)
    # Half of 16 800 is 840 shares of A: 100 sold at 10 for 5.51 of fees, 900 up by 1. B: 300 sold at 6, up by 1, less
    # 5.00, 0.90 and 0.02.
    assert profit_by_symbol(ledger, 0, 2).tolist() == [90_000 - 551, 30_000 - 592]
    assert round((ledger.equity[-1] - ledger.equity[0]) * 100) == 90_000 - 551 + 30_000 - 592


@pytest.mark.parametrize(
    ("bought", "day", "tax"),
    [
        (date(2024, 1, 2), date(2024, 1, 10), -200.0),  # within a month: 20% of 1 000.00
        (None, date(2024, 1, 10), -200.0),  # not known: bought on the base date
        (date(2024, 1, 2), date(2024, 3, 4), -100.0),  # over a month
        (date(2023, 11, 1), date(2024, 3, 4), -100.0),  # before the first session, within the year
        (date(2022, 11, 1), date(2024, 1, 10), None),  # over a year: exempt
    ],
)
def test_the_day_of_purchase_begins_the_holding_age(bought: date | None, day: date, tax: float | None) -> None:
    # 1 000 shares that pay 1.00 on DAYS[3]; 8.18% of 110 000 at 9.00 is what is held, so that nothing else trades.
    before = DAYS[DAYS.index(day) - 1]
    targets = targets_from_rows([(DAYS[2], A, 0.0818), (before, "", 0.0)])
    options = Options(cash=100_000.0, dividend_tax="holding_period", positions=(Holding(A, 1_000, bought),))
    rows = event_rows(execute_targets(dividend_panel([DAYS[3]]), targets, options))
    expected = [(DAYS[3], A, "dividend", 1_000, 1_000.0)]
    assert rows == expected + ([] if tax is None else [(day, A, "dividend_tax", 1_000, tax)])


def test_the_oldest_purchase_of_a_name_is_sold_first() -> None:
    # 1 000 shares held for over a year and 1 000 of this week; V is 162 000, 2 000 of dividends and 18 000 of shares.
    held = (Holding(A, 1_000, DAYS[1]), Holding(A, 1_000, date(2022, 11, 1)))
    targets = targets_from_rows([(DAYS[2], A, 0.0989), (DAYS[4], A, 0.04945), (DAYS[6], "", 0.0)])
    options = Options(cash=162_000.0, dividend_tax="holding_period", positions=held)
    ledger = execute_targets(dividend_panel([DAYS[3]]), targets, options)
    assert [row[0] for row in fill_rows(ledger)] == [DAYS[5], DAYS[7]]
    # The first sale of 1 000 owes nothing, the second one 20% of 1 000.00.
    assert [row for row in event_rows(ledger) if row[2] == "dividend_tax"] == [
        (DAYS[7], A, "dividend_tax", 1_000, -200.0)
    ]


@pytest.mark.parametrize(
    ("symbol", "bought", "why"),
    [
        ("600999.SH", None, "600999.SH has no bar up to 2024-01-03"),
        (B, None, f"{B} was delisted by 2024-01-03"),
        (Z, None, f"{Z} has become {A}: give the shares of that"),
        (A, date(2024, 1, 4), "was bought on 2024-01-04, after 2024-01-03"),
    ],
)
def test_what_has_no_value_at_the_start_is_named(symbol: str, bought: date | None, why: str) -> None:
    market = tiny(
        {A: [10, 10, 10], B: [5, None, None], Z: [3, None, None]},
        instruments={B: {"delist_date": D[1]}},
        renames=[rename(Z, A, D[1])],
    )
    options = Options(positions=(Holding(symbol, 100, bought),))
    with pytest.raises(InputError, match=why):
        execute_targets(panel_of(market), targets_of(decide(D[1], A=0.5)), options)


@pytest.mark.parametrize("shares", [0, -100, 1.5, True])
def test_a_position_is_a_whole_number_of_shares(shares: int) -> None:
    with pytest.raises(InputError, match="it is a whole number above 0"):
        Holding(A, shares)


def test_beside_positions_there_may_be_no_cash() -> None:
    assert Options(cash=0.0, positions=(Holding(A, 100),)).cash == 0.0
    with pytest.raises(InputError, match=r"cash is 0.0; a run starts with 0.01 to"):
        Options(cash=0.0)
