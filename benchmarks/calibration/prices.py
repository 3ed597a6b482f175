"""What each figure costs in time, beside a plain run of the simulated market."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import numpy as np

from backtest.validity.alpha import regression_alpha
from backtest.validity.drawdown_interval import drawdown_interval
from backtest.validity.excess import added_interval, excess_interval
from backtest.validity.sharpe import deflated_from_trials, sharpe_interval
from backtest.validity.superiority import superiority
from benchmarks.contest import INPUTS
from benchmarks.loading import make_small_store
from benchmarks.processes import fresh_folder, whole_process

ROUNDS = 7
SESSIONS = 500
RUNS = 11
YEAR = 243.0


@dataclass(frozen=True)
class Price:
    """Median seconds of one call, and their share of a plain ``backtest run`` from the shell."""

    name: str
    seconds: float
    share: float


def prices() -> list[Price]:
    """Time every figure once on 500 sessions, warm, as the median of seven calls."""
    run = _plain_run()
    return [Price(name, seconds, seconds / run) for name, seconds in _timed(_figures())] + [
        Price("a plain `backtest run`, warm", run, 1.0)
    ]


def _figures() -> dict[str, Callable[[], object]]:
    random = np.random.default_rng(1)
    daily = random.normal(0.0, 0.02, (SESSIONS, RUNS))
    wealth = np.exp(np.concatenate((np.zeros((1, RUNS)), np.cumsum(daily, axis=0))))
    own, other = wealth[:, 0], wealth[:, 1]
    return {
        "`excess_interval`": lambda: excess_interval(own, other, YEAR),
        "`added_interval`": lambda: added_interval(own, other, YEAR),
        "`sharpe_interval`": lambda: sharpe_interval(daily[:, 0], YEAR),
        "`deflated_from_trials`": lambda: deflated_from_trials(daily[:, 0], [0.01, 0.02, 0.03]),
        "`regression_alpha`, 3 indices": lambda: regression_alpha(daily[:, 0], daily[:, 1:4], YEAR),
        "`drawdown_interval`": lambda: drawdown_interval(own),
        "`superiority`, 11 runs": lambda: superiority(daily),
    }


def _timed(figures: dict[str, Callable[[], object]]) -> list[tuple[str, float]]:
    found = []
    for name, figure in figures.items():
        figure()
        taken = []
        for _ in range(ROUNDS):
            begun = perf_counter()
            figure()
            taken.append(perf_counter() - begun)
        found.append((name, median(taken)))
    return found


def _plain_run() -> float:
    """Seconds of a whole process of a run, once its code is compiled and its panel laid out."""
    store, out = make_small_store(INPUTS / "sample_market.db"), fresh_folder(INPUTS / "run")
    command = [sys.executable, "-m", "backtest", "run", "rate_power", "--db", str(store), "--out", str(out)]
    environment = {"XDG_CACHE_HOME": str(INPUTS / "cache")}
    for _ in range(2):
        whole_process(command, environment=environment)
    return median(whole_process(command, environment=environment)[0] for _ in range(ROUNDS))
