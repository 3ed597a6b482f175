"""Sweeps from Python: which settings are looked at, that workers do not matter, and that nothing counts twice."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import backtest
from backtest.app.executors import this_machine
from backtest.app.sweep import task
from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.setting import Setting
from backtest.app.sweep.swept import Swept
from backtest.market.panel import Panel
from data_sources.errors import OptionError, UserError
from data_sources.language.text import same
from data_sources.store.swept import SweptSet
from strategies.contract.strategy import History
from tests.data_sources.market_folder import write_market

SHARES = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Four sessions (2024-01-02 to 2024-01-05), two symbols."""
    backtest.import_folder(str(write_market(tmp_path / "data")), db=tmp_path / "market.db")
    return tmp_path / "market.db"


@pytest.fixture
def panel(store: Path) -> Panel:
    return backtest.load_market(store)


def weights(history: History, share: float = 0.5, wait: int = 0) -> dict[date, dict[str, float]]:
    """A share of the money in one stock from a session on."""
    return {history.panel.sessions[wait].item(): {"600000.SH": share}}


def test_every_setting_is_that_of_a_run_under_the_full_rules(panel: Panel) -> None:
    found = backtest.sweep(weights, {"share": [0.2, 0.5], "fill": ["open", "close"]}, panel=panel, workers=1)
    assert found.common is not None
    for place, column in zip(found.common.columns, found.common.equity.T, strict=True):
        turned = found.settings[place].turned
        share, fill = turned["share"], turned["fill"]
        assert isinstance(share, float)
        conditions: Any = {"fill": fill}
        ran = backtest.run(weights, panel=panel, parameters={"share": share}, audit=False, **conditions)
        assert np.array_equal(ran.equity["equity"].to_numpy()[-len(column) :], column)


def test_workers_do_not_matter(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_machine, "SMALL", 0.0)
    # Without a store, or the second would take what the first one kept.
    bare = without_store(panel)
    one, two = (backtest.sweep(weights, {"share": SHARES, "wait": [0, 1]}, panel=bare, workers=n) for n in (1, 2))
    pd.testing.assert_frame_equal(one.to_frame(), two.to_frame(), check_exact=True)
    pd.testing.assert_frame_equal(one.curves(), two.curves(), check_exact=True)
    assert (one.computed, two.computed) == (17, 17)


def without_store(panel: Panel) -> Panel:

    return replace(panel, store=None)


def test_a_worker_that_is_killed_costs_only_its_piece(
    panel: Panel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent, killed = os.getpid(), tmp_path / "killed"
    whole = backtest.sweep(weights, {"share": SHARES}, panel=without_store(panel), workers=1)

    def deadly(asked: Desk, settings: Sequence[Setting]) -> list[SweptSet]:
        if os.getpid() != parent and not killed.exists():
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return compute(asked, settings)

    monkeypatch.setattr(this_machine, "SMALL", 0.0)
    monkeypatch.setattr(task, "compute", deadly)
    found = backtest.sweep(weights, {"share": SHARES}, panel=without_store(panel), workers=2)
    assert killed.exists()
    pd.testing.assert_frame_equal(found.to_frame(), whole.to_frame(), check_exact=True)


def test_a_file_of_ones_own_has_its_arguments_for_dials(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(
        "def weights(history, share=0.5):\n    return {history.panel.sessions[0]: {'600000.SH': share}}\n",
        encoding="utf-8",
    )
    found = backtest.sweep(file, {"share": ["0.2", "0.8"]}, db=store, workers=1)
    assert [dict(each.turned) for each in found.settings] == [{"share": 0.2}, {"share": 0.8}, {"share": 0.5}]
    # Through the file's own process, in both languages.
    meaning = found.meanings["share"]
    assert (meaning, meaning.zh) == (f"argument of {file.name}", f"{file.name} 的参数")
    with pytest.raises(UserError, match=r"--grid size: mine has no such parameter \(it has share\)"):
        backtest.sweep(file, {"size": [1]}, db=store)


def test_the_own_setting_is_looked_at_though_the_grid_lacks_it(panel: Panel) -> None:
    outside = backtest.sweep(weights, {"share": [0.2, 0.8]}, panel=panel, workers=1)
    assert (outside.own.in_grid, dict(outside.own.turned), len(outside.settings)) == (False, {"share": 0.5}, 3)
    inside = backtest.sweep(weights, {"share": [0.2, 0.5]}, panel=panel, workers=1)
    assert (inside.own.in_grid, len(inside.settings)) == (True, 2)
    # What all settings share makes the own one too.
    given = backtest.sweep(weights, {"wait": [0, 1]}, panel=panel, parameters={"share": 0.2}, workers=1)
    assert dict(given.own.values) == {"share": 0.2, "wait": 0}


def test_dead_and_failed_settings_have_no_rank_and_stop_nothing(panel: Panel) -> None:
    def rule(history: History, share: float = 0.5) -> dict[date, dict[str, float]]:
        if share > 0.8:
            raise ValueError("too much")
        return weights(history, share)

    found = backtest.sweep(rule, {"share": [0.0, 0.5, 0.9]}, panel=panel, workers=1)
    assert [each.state for each in found.settings] == ["dead", "traded", "failed"]
    assert [each.rank for each in found.settings] == [None, 1, None]
    assert "too much" in found.failed[0].why
    assert str(found.dead[0].why) == "it held nothing on the common sessions"


def test_a_failure_is_said_in_both_languages_fresh_and_kept(store: Path) -> None:
    def idle(history: History, share: float = 0.5) -> dict[date, dict[str, float]]:
        return weights(history, share) if share < 0.8 else {}

    for kept in (0, 3):
        found = backtest.sweep(idle, {"share": [0.2, 0.8]}, db=store, workers=1)
        why = same(found.failed[0].why)
        assert (found.kept, why) == (kept, "there is no decision; nothing to execute")
        assert why.zh == "没有任何调仓决策，无可执行"


def test_a_setting_counts_once_however_often_it_is_looked_at(store: Path) -> None:
    first = backtest.sweep(weights, {"share": [0.2, 0.8]}, db=store, workers=1)
    again = backtest.sweep(weights, {"share": [0.8, 0.2]}, db=store, workers=1)
    assert first.trials is not None
    assert again.trials is not None
    assert (first.trials.count, again.trials.count) == (3, 3)
    assert (first.computed, first.kept, again.computed, again.kept) == (3, 0, 0, 3)
    assert {each.turned["share"]: each.rank for each in first.settings} == {
        each.turned["share"]: each.rank for each in again.settings
    }  # fmt: skip


def test_drawn_settings_are_the_same_again(panel: Panel) -> None:
    one, two, other = (
        backtest.sweep(weights, {"share": SHARES, "wait": [0, 1]}, panel=panel, random=5, seed=seed, workers=1)
        for seed in (1, 1, 2)
    )
    drawn = [[dict(each.turned) for each in found.settings] for found in (one, two, other)]
    assert drawn[0] == drawn[1] != drawn[2]
    # Five of the grid, and the own setting that it lacks.
    assert (one.drawn, len(one.settings)) == (5, 6)


def test_an_own_setting_that_was_not_drawn_is_still_one_of_the_grid(panel: Panel) -> None:
    # Seed 1 draws one of six, which is not 0.5.
    found = backtest.sweep(weights, {"share": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]}, panel=panel, random=1, seed=1, workers=1)
    first, own = found.settings
    assert first.turned["share"] != 0.5
    assert (dict(own.turned), own.is_own, own.in_grid) == ({"share": 0.5}, True, True)


def test_a_simulated_market_is_marked(panel: Panel) -> None:

    found = backtest.sweep(weights, {"share": [0.2, 0.8]}, panel=replace(panel, simulated=True, store=None), workers=1)
    assert repr(found) == "<Sweep SIMULATED of weights: 3 settings, 3 traded, by sharpe>"
    assert found.document()["simulated"] is True


def test_the_page_is_written_in_the_language_that_is_asked_for(panel: Panel, tmp_path: Path) -> None:
    found = backtest.sweep(weights, {"share": [0.2, 0.8]}, panel=panel, workers=1)
    assert isinstance(found, Swept)
    assert found.report(tmp_path / "sweep.html", lang="zh", colours="green") == tmp_path / "sweep.html"
    text = (tmp_path / "sweep.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans" data-lang="zh" data-theme="auto" data-colours="green"' in text
    with pytest.raises(UserError, match="the page"):
        found.report("")


def test_what_cannot_be_compared_by_is_refused_before_anything_is_computed(panel: Panel) -> None:
    with pytest.raises(OptionError, match="metric luck: there are sharpe"):
        backtest.sweep(weights, {"share": [0.2]}, metric="luck", panel=panel)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="could not be compared"):
        backtest.sweep(weights, {"benchmark": ["000300.SH"]}, panel=panel)
