"""Between two sessions on which anything can happen the holdings stand still, and are marked in one go."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from backtest.engine import step
from backtest.engine import walk as walks
from backtest.engine.closes import lay_closes
from backtest.engine.journal import LOGS
from backtest.engine.market import market_of
from backtest.engine.prices import last_close
from backtest.engine.run import begin, execute_targets, walk_to_end
from backtest.engine.schedule import schedule_of
from backtest.engine.walk import run_sessions
from backtest.options import Options
from tests.execution.market import A, B, D, Row, decide, tiny
from tests.execution.prepared import panel_of, random_run, targets_of
from tests.property.markets import RandomMarket, examples, panel_and_targets, random_markets

FREE = Options(cash=100_000.0, commission_min=0.0, commission_rate=0.0, stamp_duty=0.0, transfer_fee=0.0)


def action(symbol: str, session: int, cash: float) -> Row:
    return {"symbol": symbol, "ex_date": D[session], "cash_per_share": cash}


def steps_of(
    tables: dict[str, list[Row]], targets: list[Row], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[int, int]]:
    """The stretches that were marked at once, as first session and the one after the last."""
    found: list[tuple[int, int]] = []
    mark = step.mark

    def noting(*given: object) -> int:
        found.append((given[3], given[4]))  # type: ignore[arg-type]
        return mark(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(walks, "mark", noting)
    monkeypatch.setenv("BACKTEST_COMPILE", "never")
    decided = targets_of(targets)
    execute_targets(panel_of(tables, decided), decided, FREE)
    return found


def test_a_stretch_ends_where_something_can_happen_to_what_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    # A is bought on session 1 and B never: a dividend of B on session 3 changes nothing, that of A on session 5 does.
    tables = tiny({A: [10.0] * 8, B: [10.0] * 8}, actions=[action(B, 3, 0.1), action(A, 5, 0.1)])
    assert steps_of(tables, decide(D[0], A=0.5), monkeypatch) == [(1, 5), (5, 8)]


def test_a_session_with_an_open_order_is_walked_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    # A cannot be bought on sessions 1 and 2, for it is suspended; the order is tried on each, and filled on session 3.
    tables = tiny({A: [10.0, None, None, 10.0, 10.0, 10.0]})
    assert steps_of(tables, decide(D[0], A=0.5), monkeypatch) == [(1, 2), (2, 3), (3, 6)]


def test_a_suspension_in_a_stretch_keeps_the_last_close() -> None:
    # 5,000 shares at 10.00 (50,000 of 100,000 CNY); closes 10, 10, 11, none, none, 12: 105,000 until it trades at 12.
    panel = panel_of(tiny({A: [10, 10, 11, None, None, 12], B: [10] * 6}))
    ledger = execute_targets(panel, targets_of(decide(D[0], A=0.5)), FREE)
    assert ledger.equity.tolist() == [100_000, 100_000, 105_000, 105_000, 105_000, 110_000]


@pytest.mark.parametrize("seed", range(40))
def test_closes_by_symbol_are_those_that_positions_have(seed: int) -> None:
    panel = random_run(seed).panel
    market, columns = market_of(panel), np.arange(len(panel.symbols))
    lay_closes(market, columns)
    for j in columns.tolist():
        for t in range(len(panel.sessions)):
            close = panel.close[t, j]
            expected = last_close(market, t, j) if np.isnan(close) else close
            assert np.array_equal(market.closes[j, t], expected, equal_nan=True), (panel.symbols[j], t)


@examples
@given(random_markets())
def test_a_walk_over_stretches_leaves_what_one_of_single_sessions_leaves(market: RandomMarket) -> None:
    """A walk that is stopped after every session cannot mark two at once."""
    panel, targets = panel_and_targets(market.tables, market.drawn[1])
    options = Options(**{**market.options, "start": None, "end": None})  # type: ignore[arg-type]
    schedule = schedule_of(panel, targets)
    base = int(np.searchsorted(panel.sessions, targets.dates[0], side="right")) - 1
    at_once, singly = (begin(panel, options, base, len(panel.sessions) - 1) for _ in range(2))
    walk_to_end(at_once, schedule, run_sessions)
    for t in range(base + 1, len(panel.sessions)):
        singly.base, singly.last = t - 1, t
        walk_to_end(singly, schedule, run_sessions)
    singly.base = base
    one, other = at_once.ledger(), singly.ledger()
    for name in LOGS:
        for mine, theirs in zip(getattr(one, name), getattr(other, name), strict=True):
            assert np.array_equal(mine, theirs)
    assert np.array_equal(one.cash, other.cash)
    assert np.array_equal(one.holdings, other.holdings)
