"""The lists of an account: which open orders sell and which buy, what is held, and what of it changed."""

from __future__ import annotations

import pytest

from backtest.engine import step, worklists
from backtest.engine.account import Account
from backtest.engine.run import execute_targets
from backtest.options import Options
from tests.execution.market import A, B, D, Row, decide, tiny
from tests.execution.prepared import panel_of, targets_of

C = "600003.SH"
FREE = Options(cash=100_000.0, commission_min=0.0, commission_rate=0.0, stamp_duty=0.0, transfer_fee=0.0)


def sides_of(
    tables: dict[str, list[Row]], targets: list[Row], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[list[int], list[int]]]:
    """The columns that sold and bought, each time orders were tried."""
    found: list[tuple[list[int], list[int]]] = []

    def noting(account: Account) -> None:
        worklists.list_sides(account)
        book = account.book[0]
        selling = [int(account.worklists[k].selling) for k in range(book.selling)]
        found.append((selling, [int(account.worklists[k].buying) for k in range(book.buying)]))

    monkeypatch.setattr(step, "list_sides", noting)
    monkeypatch.setenv("BACKTEST_COMPILE", "never")
    decided = targets_of(targets)
    execute_targets(panel_of(tables, decided), decided, FREE)
    return found


def test_open_orders_are_listed_by_side_and_one_without_a_lot_to_trade_by_none(monkeypatch: pytest.MonkeyPatch) -> None:
    # A, B, C are columns 0, 1, 2. First A and B are bought; then A is sold, B stays as it is, and C is bought.
    tables = tiny({A: [10.0] * 4, B: [10.0] * 4, C: [10.0] * 4})
    targets = [
        *decide(D[0], A=0.5, B=0.5),
        {"date": D[1], "symbol": B, "weight": 0.5},
        {"date": D[1], "symbol": C, "weight": 0.5},
    ]
    assert sides_of(tables, targets, monkeypatch) == [([], [0, 1]), ([0], [2])]


def test_a_carried_order_keeps_its_side(monkeypatch: pytest.MonkeyPatch) -> None:
    # A cannot be sold on session 2, for it is suspended: on session 3 it is the one order left.
    tables = tiny({A: [10.0, 10.0, None, 10.0], B: [10.0] * 4})
    targets = [*decide(D[0], A=0.5), *decide(D[1], B=0.5)]
    assert sides_of(tables, targets, monkeypatch) == [([], [0]), ([0], [1]), ([0], [])]


def test_a_session_without_a_trade_of_a_symbol_leaves_no_change_of_it() -> None:
    # 5,000 shares of each at 10.00 from session 1; on session 2 A goes to 2,500 and B stays.
    tables = tiny({A: [10.0] * 4, B: [10.0] * 4})
    targets = targets_of([*decide(D[0], A=0.5, B=0.5), *decide(D[1], A=0.25, B=0.5)])
    changes = execute_targets(panel_of(tables, targets), targets, FREE).changes
    rows = zip(changes.session.tolist(), changes.symbol.tolist(), changes.shares.tolist(), strict=True)
    assert list(rows) == [(1, 0, 5_000), (1, 1, 5_000), (2, 0, 2_500)]
