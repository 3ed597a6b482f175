"""The price of a name with its trades, read off two markets of five days: 600000.SH of the main board, limits of 10%.

1 closes 10.00, 11.00 (limit-up: the buy is refused), none (refused again), 9.55 on an ex-date of 0.50 CNY and 0.1 new
  shares a share: (11.00 - 0.50) / 1.1 = 9.55, 8.60 (limit-down: 9.55 less 10% is 8.595, 8.60 to the cent)
2 closes 10.00, 10.00, 10.50, 10.50, 10.00: a tenth of 10,000,000 is bought at 10.00 and sold at 10.00
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from backtest.metrics.publication import Publication
from backtest.options import Options
from backtest.result.judge import judge
from backtest.result.manifest import About
from backtest.result.names_held import names_held
from backtest.result.parts import RunPart, judged_part, run_parts
from backtest.result.price_history import PriceHistory, price_history
from backtest.targets import targets_from_rows
from data_sources.tables.facts import CorporateAction
from tests.strategies.rules.market import make_panel, weekdays

A, B = "600000.SH", "600001.SH"
DAYS = weekdays("2025-01-06", 5)
NONE = float("nan")


def run(closes: list[float], wanted: list[tuple[date, str, float]], *actions: CorporateAction) -> RunPart:
    """Trade without costs that change a price."""
    panel = make_panel(DAYS, {A: closes, B: [20.0] * 5}, actions=actions)
    stated = Publication("001", "A Broker", DAYS[0], states_thesis=True)
    about = About("tiny", publications=(stated,), first_known={A: DAYS[0]})
    found = judged_part(run_parts(judge(panel, targets_from_rows(wanted), Options(cash=10_000_000.0), about)))
    assert found is not None
    return found


def history(of: RunPart) -> PriceHistory:
    (name,) = (row for row in names_held(of.execution, of).rows if row.symbol == A)
    return price_history(of, name)


def refused() -> PriceHistory:
    """A tenth of the account in A from the first close on; from the third close on it is no longer wanted."""
    wanted = [(DAYS[0], A, 0.1), (DAYS[0], B, 0.1), (DAYS[2], B, 0.1)]
    action = CorporateAction(A, DAYS[3], cash_per_share=0.5, bonus_per_share=0.1)
    return history(run([10.0, 11.0, NONE, 9.55, 8.6], wanted, action))


def test_closes_are_raw_and_missing_where_nothing_traded() -> None:
    seen = refused()
    assert seen.days.tolist() == DAYS
    np.testing.assert_array_equal(seen.closes, [10.0, 11.0, NONE, 9.55, 8.6])
    np.testing.assert_array_equal(seen.weights, np.zeros(5))


def test_refusals_ex_dates_and_limit_days_stand_where_they_happened() -> None:
    seen = refused()
    assert [(each.row, each.kind, each.words, each.price, each.shares) for each in seen.happened] == [
        # 1,000,000 at 11.00 are 90,909 shares, 909 lots.
        (1, "refusal", "buy refused, at limit up", 11.0, 90_900),
        (1, "limit", "closed at limit up", 11.0, None),
        # Without a trade it stands at the last close.
        (2, "refusal", "buy refused, suspended", 11.0, 90_900),
        (3, "dividend", "ex-date: dividend 0.5 CNY a share, 0.1 new shares a share", None, None),
        (4, "limit", "closed at limit down", 8.6, None),
    ]
    assert [each.words.zh for each in seen.happened[2:4]] == [
        "买入未成交，停牌",
        "除权除息：每股派 0.5 元，每股送转 0.1 股",
    ]


def test_fills_have_their_price_and_the_weight_stands_below() -> None:
    seen = history(run([10.0, 10.0, 10.5, 10.5, 10.0], [(DAYS[0], A, 0.1), (DAYS[3], B, 0.1)]))
    assert [(each.row, each.kind, each.price, each.shares) for each in seen.happened] == [
        (1, "buy", 10.0, 100_000),
        (4, "sell", 10.0, 100_000),
    ]
    # 1,000,000 of 9,999,740 (commission 250, transfer fee 10), then 1,050,000 of 10,049,740.
    assert seen.weights.tolist() == pytest.approx([0.0, 0.1000026, 0.1044803, 0.1044803, 0.0], abs=1e-7)


def test_a_name_that_was_known_later_begins_later() -> None:
    of = run([10.0, 10.0, 10.5, 10.5, 10.0], [(DAYS[0], A, 0.1), (DAYS[3], B, 0.1)])
    (name,) = (row for row in names_held(of.execution, of).rows if row.symbol == A)
    assert price_history(of, replace(name, known_from=DAYS[2])).days.tolist() == DAYS[2:]
