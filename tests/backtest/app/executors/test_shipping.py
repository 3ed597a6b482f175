"""What goes to other machines: all that a set follows from, once, without the address of the store."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import cloudpickle
import numpy as np
import pytest

import backtest
from backtest.app.batch_trading import STRATEGY, Trading, trade_each
from backtest.app.decided import Asked
from backtest.app.executors.on_ray.own_modules import own_modules
from backtest.app.executors.on_ray.piece import compute_piece
from backtest.app.executors.on_ray.shipping import shipped, size_of, unshipped
from backtest.app.executors.on_ray.state import missing_packages, other_state, state
from backtest.app.executors.task import Task
from backtest.app.lent import with_lent
from backtest.app.runnable import decide_runnable
from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.setting import Setting, settings_of
from backtest.app.sweep.task import sweep_task
from backtest.options import Options
from data_sources.store.swept import SweptSet
from strategies.contract.strategy import History, Strategy, known_history
from strategies.own.load import load_file
from strategies.own.weights_file import strategy_of_function
from strategies.registry import STRATEGIES
from tests.backtest.app.executors import signs

HELPER = "def first(history):\n    return history.panel.symbols[0]\n"
RULE = """\
from beside import first

def weights(history, share=0.5):
    return {history.panel.sessions[30]: {first(history): share}}
"""
NOTEBOOK = """\
import helper

def rule(history, row=30):
    return {history.panel.sessions[row]: {history.panel.symbols[0]: helper.share()}}
"""


def desk_of(strategy: Strategy, store: Path) -> Desk:
    return Desk(strategy, "d" * 64, known_history(backtest.load_market(store)))


def told(sets: list[SweptSet]) -> list[tuple[object, ...]]:
    return [(each.identity, each.base, each.last, each.equity.tolist(), each.fault) for each in sets]


def of(strategy: Strategy, **values: float) -> list[Setting]:
    return settings_of(strategy, [values], {}, Options())


def best_half(history: History, top: int = 3) -> dict[Any, dict[str, float]]:
    names = signs.best(history, 60, 40, top)
    return {history.panel.sessions[60]: dict.fromkeys(names, 0.5 / top)}


def test_arrays_lie_in_the_parts_and_cannot_be_written(store: Path) -> None:
    desk = desk_of(strategy_of_function(best_half), store)
    parts = shipped(sweep_task(desk), cloudpickle)
    panel = unshipped(parts).shared.history.panel
    for array in (panel.bars, panel.adjusted_close, panel.total_return_index, panel.traded):
        assert any(np.shares_memory(array, part) for part in parts)
    assert not any(array.flags.writeable for array in (panel.sessions, panel.bars, panel.listed_from, panel.traded))
    # Classes of the program and of libraries go by their names.
    assert b"_make_skeleton_class" not in parts[0].tobytes()
    # Bars are 7 fields; closes adjusted, and carried forward, are 2 more, and where a symbol traded an eighth of one.
    cells = len(panel.sessions) * len(panel.symbols)
    assert 9.1 * 8 * cells < size_of(parts) < 9.2 * 8 * cells + 2_000_000


def test_no_node_learns_where_the_store_is(store: Path) -> None:
    desk = desk_of(strategy_of_function(best_half), store)
    assert desk.history.panel.store is not None
    parts = shipped(sweep_task(desk), cloudpickle)
    assert unshipped(parts).shared.history.panel.store is None
    assert not any(str(store).encode() in part.tobytes() for part in parts)
    assert desk.history.panel.store is not None


def test_no_node_learns_it_from_runs_that_trade_there_either(store: Path) -> None:
    panel = backtest.load_market(store)
    decided = decide_runnable(STRATEGIES["rate_power"], panel, Options(), Asked({}, hindsight=True))
    assert decided.apart
    task = Task(trade_each, Trading({0: (decided.trade, decided.panels)}, Options()), STRATEGY)
    parts = shipped(task, cloudpickle)
    assert not any(str(store).encode() in part.tobytes() for part in parts)
    ((number, answer),) = compute_piece(parts, "trades", state(), [0]).answers or []
    assert number == 0
    there = with_lent(answer, decided.panels)
    here = decided.trade(Options())
    assert there.ledger.equity.tolist() == here.ledger.equity.tolist()
    assert there.ledger.panel is here.ledger.panel
    assert there.trials is None  # a node counts nothing


def test_modules_of_the_users_own_go_along(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "helper.py").write_text("def share(): return 0.25\n")
    (tmp_path / "notebook.py").write_text(NOTEBOOK)
    monkeypatch.syspath_prepend(tmp_path)
    strategy = strategy_of_function(importlib.import_module("notebook").rule)
    assert {sys.modules["notebook"], sys.modules["helper"]} <= set(own_modules())
    assert not {np, backtest, pytest} & set(own_modules())
    desk = desk_of(strategy, store)
    here, parts = compute(desk, of(strategy)), shipped(sweep_task(desk), cloudpickle)
    for name in ("notebook", "helper"):
        (tmp_path / f"{name}.py").unlink()
        monkeypatch.delitem(sys.modules, name)
    there = compute_piece(parts, "notebook", state(), of(strategy))
    assert there.answers is not None
    assert told(there.answers) == told(here)
    assert not here[0].fault


def test_a_users_file_finds_the_modules_beside_it_where_they_are_not(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "beside.py").write_text(HELPER)
    (mine / "rule.py").write_text(RULE)
    strategy = load_file(mine / "rule.py")
    assert isinstance(strategy, Strategy)
    desk = desk_of(strategy, store)
    here = compute(desk, of(strategy, share=0.25))
    parts = shipped(sweep_task(desk), cloudpickle)
    (mine / "beside.py").unlink()
    (mine / "rule.py").unlink()
    monkeypatch.chdir(tmp_path)
    there = compute_piece(parts, "file", state(), of(strategy, share=0.25))
    assert there.answers is not None
    assert told(there.answers) == told(here)
    assert not here[0].fault


def test_a_share_without_a_column_is_left_to_the_machine_with_the_store(store: Path) -> None:
    def unknown(history: History, share: float = 0.5) -> dict[Any, dict[str, float]]:
        return {history.panel.sessions[30]: {"689999.SH": share}}

    strategy = strategy_of_function(unknown)
    desk = desk_of(strategy, store)
    answer = compute_piece(shipped(sweep_task(desk), cloudpickle), "unknown", state(), of(strategy))
    assert (answer.answers, answer.refusal) == (None, None)
    # The store gives it a column without a bar, so the buy is refused and the 10 000 000.00 CNY stay as they are.
    assert set(compute(desk, of(strategy))[0].equity.tolist()) == {1_000_000_000}


def test_a_node_of_another_state_computes_nothing() -> None:
    answer = compute_piece([], "none", {**state(), "program": "f" * 64}, [])
    assert answer.answers is None
    assert answer.refusal is not None
    assert answer.refusal.endswith("than this machine (ffffffffffff); install the same on every node")


def test_the_difference_is_named() -> None:
    here = {"program": "a" * 64, "numpy": "2.4.1"}
    assert other_state(here, here, "n1") is None
    found = other_state({**here, "numpy": "2.4.0"}, here, "n1")
    assert found == "node n1 has another numpy (2.4.0) than this machine (2.4.1); install the same on every node"


def test_a_package_that_a_rule_imports_and_a_node_lacks_is_named() -> None:
    assert missing_packages(["numpy.linalg", "json"], "n1") is None
    found = missing_packages(["numpy", "no_such_package.deep"], "n1")
    assert found == "node n1 lacks no_such_package, which the rule imports; install it on every node"
