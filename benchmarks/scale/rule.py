"""The rule whose settings are swept: the best of the market by momentum, each week."""

from __future__ import annotations

import numpy as np

from backtest.app.sweep.desk import Desk
from backtest.app.sweep.setting import Setting, settings_of
from backtest.options import Options
from backtest.targets import targets_from_weights
from benchmarks.market import panel_of
from benchmarks.workloads import make
from data_sources.language.text import same
from strategies.contract.history import History
from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, Strategy, known_history

WEEK = 5
LONGEST = 120


def desk_of(sessions: int, symbols: int) -> Desk:
    """Return a desk on a drawn market of S sessions x N symbols."""
    return Desk(momentum(), "d" * 64, known_history(panel_of(make("W2", sessions, symbols)), (), ()))


def settings(count: int) -> list[Setting]:
    """Return settings of which no two share a decision."""
    turned = [{"lookback": 20 + k % 100, "top": 20 + k // 100} for k in range(count)]
    return settings_of(momentum(), turned, {}, Options())


def momentum() -> Strategy:
    """Return the rule with its two dials."""
    dials = {"lookback": Parameter(60, "sessions"), "top": Parameter(50, "names held")}
    return Strategy("momentum", same("momentum"), _targets, parameters=dials)


def _targets(history: History, given: Settings) -> Decisions:
    lookback, top = int(given.values["lookback"]), int(given.values["top"])
    closes = history.panel.total_return_index
    rows = np.arange(LONGEST, len(closes), WEEK)
    growth = np.nan_to_num(closes[rows] / closes[rows - lookback], nan=-1.0)
    best = np.argpartition(growth, -top, axis=1)[:, -top:]
    weights = np.zeros_like(growth)
    np.put_along_axis(weights, best, 1 / top, axis=1)
    return Decisions(targets_from_weights(history.panel.sessions[rows], history.panel.symbols, weights))
