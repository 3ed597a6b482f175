"""A search by optuna: which settings are chosen, that each is counted, and that nothing but the seed decides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import backtest
from backtest.app.executors import this_machine
from backtest.app.sweep import search
from data_sources.errors import OptionError
from tests.strategies.rules.market import make_panel, weekdays

A, B = "600000.SH", "600001.SH"
SESSIONS = weekdays("2024-01-01", 120)
# One rises by 0.5% and falls by 0.1% in turn; the other one rises and falls on the same days, by 0.3% and by 0.9%.
TURN = np.arange(120) % 2 == 0
RISES = 10 * np.cumprod(np.where(TURN, 1.005, 0.999))
FALLS = 10 * np.cumprod(np.where(TURN, 1.003, 0.991))
PANEL = make_panel(SESSIONS, {A: RISES.astype(np.float64), B: FALLS.astype(np.float64)})
GRID = {"good": [k / 40 for k in range(21)], "bad": [k / 40 for k in range(21)]}


def weights(history: Any, good: float = 0.25, bad: float = 0.25) -> dict[Any, dict[str, float]]:  # noqa: ANN401 - as users write it
    return {history.panel.sessions[0]: {A: good, B: bad}}


def chosen(count: int, **more: Any) -> Any:  # noqa: ANN401 - options of a sweep
    return backtest.sweep(weights, GRID, optuna=count, panel=PANEL, **more)


def test_so_many_different_settings_of_the_grid_are_chosen_and_the_own_one_stands_beside() -> None:
    found = chosen(30)
    turned = [tuple(each.turned.values()) for each in found.settings]
    # Thirty, and the own one behind them, which the grid has too.
    assert len(set(turned)) == 31
    assert (found.settings[-1].is_own, found.own.in_grid) == (True, True)
    assert all(good in GRID["good"] and bad in GRID["bad"] for good, bad in turned)
    assert found.own.turned == {"good": 0.25, "bad": 0.25}
    assert found.drawn == 30


def test_it_looks_where_it_pays() -> None:
    # Whatever is held of the second costs return and adds to the swings: of the 441 settings the 20 without any of it,
    # and with some of the first, have the best ratios. Drawing 60 would meet 2.7 of them.
    found = chosen(60)
    without = [each for each in found.settings if each.turned["bad"] == 0.0 and each.turned["good"] > 0]
    assert len(without) >= 8
    assert found.best.turned["bad"] == 0.0


def test_the_seed_alone_decides_not_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(this_machine, "SMALL", 0.0)
    one, two = (chosen(12, workers=count, seed=7) for count in (1, 2))
    assert one.rows() == two.rows()
    assert [each.turned for each in one.settings] != [each.turned for each in chosen(12, seed=8).settings]


def test_a_grid_that_has_no_more_is_looked_at_whole() -> None:
    found = backtest.sweep(weights, {"good": [0.25, 0.5]}, optuna=50, panel=PANEL)
    assert [each.turned["good"] for each in found.settings] == [0.25, 0.5]


def test_a_setting_that_holds_nothing_ends_no_search() -> None:
    found = backtest.sweep(
        weights, {"good": [0.0, 0.5], "bad": [0.0], "fill": ["open", "close"]}, optuna=4, panel=PANEL
    )
    assert [each.state for each in found.settings if each.in_grid] == ["dead", "dead", "traded", "traded"]


def test_what_makes_no_sense_is_refused_before_anything_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OptionError, match="random draws settings and optuna chooses them: give one"):
        chosen(5, random=5)
    with pytest.raises(OptionError, match="optuna 0: choose 1 or more"):
        chosen(0)
    monkeypatch.setattr(search, "find_spec", lambda _name: None)
    with pytest.raises(OptionError, match=r"not installed; pip install 'a-share-thesis-backtester\[optuna\]'$"):
        chosen(5)
