"""How often each interval misses the truth that the made series has; every function returns shares of the seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.validity.alpha import regression_alpha
from backtest.validity.drawdown_interval import drawdown_interval
from backtest.validity.interval import mean_bounds
from backtest.validity.sharpe import sharpe_interval
from backtest.validity.superiority import superiority
from benchmarks.calibration.block_bootstrap import bootstrap_bounds
from benchmarks.calibration.processes import Process, garch
from data_sources.tables.facts import Floats

YEAR = 243.0  # sessions; scales both the truth and the interval, so it does not move a share
DAILY = 0.02  # deviation of a day of a basket
SHARPE = 1.5  # a year
BETAS = (0.9, 0.6)
SKILL = 0.15  # mean of a day in its deviations: a Sharpe ratio of 2.3 a year against the benchmark


@dataclass(frozen=True)
class Missed:
    """The share of cases in which the truth lay below the interval and above it."""

    below: float
    above: float

    @property
    def share(self) -> float:
        """Both together: 0.05 for a 95% interval that holds what it says."""
        return self.below + self.above


def mean_misses(process: Process, sessions: int, seeds: int) -> Missed:
    """Misses of a zero mean by ``mean_interval``: excess, what a rule adds and the scorecard's average alike."""
    low, high = mean_bounds(process.draw(_random(sessions), sessions, seeds))
    return Missed(float(np.mean(low > 0)), float(np.mean(high < 0)))


def bootstrap_misses(process: Process, sessions: int, seeds: int) -> Missed:
    """Misses of a zero mean by the block bootstrap, on the same series."""
    series, random = process.draw(_random(sessions), sessions, seeds), np.random.default_rng(1)
    bounds = np.array([bootstrap_bounds(series[:, seed], random) for seed in range(seeds)])
    return Missed(float(np.mean(bounds[:, 0] > 0)), float(np.mean(bounds[:, 1] < 0)))


def alpha_misses(process: Process, sessions: int, seeds: int) -> Missed:
    """Misses of an alpha of zero: what is left is the process, the market and a sector that leans on it are GARCH."""
    random = _random(sessions)
    market, own = (DAILY * garch(random, sessions, seeds) for _ in range(2))
    sector, rest = market + own, DAILY * process.draw(random, sessions, seeds)
    below = above = 0
    for seed in range(seeds):
        factors = np.column_stack((market[:, seed], sector[:, seed]))
        found = regression_alpha(factors @ np.array(BETAS) + rest[:, seed], factors, YEAR)
        below, above = below + bool(found and found.low > 0), above + bool(found and found.high < 0)
    return Missed(below / seeds, above / seeds)


def sharpe_misses(process: Process, sessions: int, seeds: int) -> Missed:
    """Misses of a true Sharpe ratio of 1.5 a year."""
    series = DAILY * (process.draw(_random(sessions), sessions, seeds) + SHARPE / np.sqrt(YEAR))
    found = [sharpe_interval(series[:, seed], YEAR) for seed in range(seeds)]
    below = [each is not None and each.low > SHARPE for each in found]
    return Missed(float(np.mean(below)), float(np.mean([each is not None and each.high < SHARPE for each in found])))


def drawdown_misses(process: Process, sessions: int, seeds: int) -> Missed:
    """How often the drawdown of another stretch of the same process is deeper (below) or less deep than the range."""
    random = _random(sessions)
    seen, other = (DAILY * process.draw(random, sessions, seeds) for _ in range(2))
    deepest = _drawdowns(other)
    found = [drawdown_interval(_wealth(seen[:, [seed]])[:, 0], resamples=400) for seed in range(seeds)]
    pairs = [(each, deep) for each, deep in zip(found, deepest, strict=True) if each]
    return Missed(
        float(np.mean([deep < each.low for each, deep in pairs])),
        float(np.mean([deep > each.high for each, deep in pairs])),
    )


def superiority_alarms(
    process: Process, sessions: int, seeds: int, *, runs: int = 11, skilled: int = 0, apart: int = 0
) -> tuple[float, float]:
    """Shares of the seeds in which Hansen's p-value is under 5% and in which StepM names a run without skill.

    The runs lean on one common series by half their variance, as runs on one benchmark do; ``skilled`` of them gain.
    They begin evenly over ``apart`` sessions, so that the last one has ``sessions``.
    """
    rejected = false = 0
    for seed in range(seeds):
        random = np.random.default_rng((seed, sessions))
        series = process.draw(random, sessions + apart, runs + 1)
        differences = (series[:, :runs] + series[:, runs:]) / np.sqrt(2.0)
        differences[:, :skilled] += SKILL
        for column, first in enumerate(np.linspace(0, apart, runs).astype(np.int64)):
            differences[:first, column] = np.nan
        found = superiority(DAILY * differences, resamples=300)
        rejected += bool(found and found.p_value < 0.05)  # noqa: PLR2004
        false += bool(found and any(column >= skilled for column in found.better))
    return rejected / seeds, false / seeds


def _random(sessions: int) -> np.random.Generator:
    return np.random.default_rng(20250206 + sessions)


def _wealth(daily: Floats) -> Floats:
    wealth: Floats = np.exp(np.concatenate((np.zeros((1, daily.shape[1])), np.cumsum(daily, axis=0))))
    return wealth


def _drawdowns(daily: Floats) -> Floats:
    wealth = _wealth(daily)
    deepest: Floats = (wealth / np.maximum.accumulate(wealth, axis=0)).min(axis=0) - 1.0
    return deepest
