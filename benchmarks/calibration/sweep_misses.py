"""How often a sweep without skill looks as though a setting had some; every function returns shares of the seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.validity.beside_default import beside_default
from backtest.validity.best_of_many import best_of_many
from backtest.validity.glued import beside, glue
from backtest.validity.overfitting import overfitting
from backtest.validity.purged import purged_paths
from backtest.validity.setting_metric import SettingMetric, setting_metrics
from backtest.validity.sharpe import deflated_from_trials
from backtest.validity.span import Span
from backtest.validity.walk_forward import WalkForward, windows
from benchmarks.calibration.settings import SETTINGS, NoiseMarket
from data_sources.tables.facts import Floats

PASSED = 0.95
DEFAULT = SETTINGS // 2
YEAR = 243.0


@dataclass(frozen=True)
class BestPassed:
    """Shares of the seeds in which the best of 200 passes 0.95.

    ``excess`` by the bar of ``best_of_many``, ``fewer`` by that of the effective number, ``textbook`` without the floor
    under the variance, ``absolute`` by the returns as they are, without floor; ``effective`` is the mean number.
    """

    excess: float
    fewer: float
    textbook: float
    absolute: float
    effective: float


def best_passed(market: NoiseMarket, sessions: int, seeds: int) -> BestPassed:
    """Judge the best of each made sweep by each bar."""
    rows = []
    for seed in range(seeds):
        returns, benchmark = _drawn(market, sessions, seed)
        found = best_of_many(returns, benchmark)
        if found is None:
            raise ValueError(f"{sessions} sessions are too few to judge a sweep")
        rows.append(
            [
                found.excess.probability > PASSED, found.excess_effective.probability > PASSED,
                _textbook(returns - benchmark[:, None]), _textbook(returns), found.effective,
            ]
        )  # fmt: skip
    return BestPassed(*(float(each) for each in np.mean(np.array(rows, dtype=np.float64), axis=0)))


def _textbook(series: Floats) -> bool:
    sharpes = setting_metrics(series, np.zeros(len(series)), "sharpe")
    found = deflated_from_trials(series[:, sharpes.argmax()], sharpes.tolist())
    return found is not None and found.probability > PASSED


def overfitting_probabilities(market: NoiseMarket, sessions: int, seeds: int, metric: SettingMetric) -> Floats:
    """Return the probability of backtest overfitting of each made sweep, (seeds,)."""
    found = [overfitting(*_drawn(market, sessions, seed), metric=metric) for seed in range(seeds)]
    return np.array([np.nan if each is None else each.probability for each in found])


def default_alarms(market: NoiseMarket, sessions: int, seeds: int) -> tuple[float, float]:
    """Shares in which Hansen's p-value against the default is under 5%, and in which StepM names any setting."""
    found = [beside_default(_drawn(market, sessions, seed)[0], DEFAULT, resamples=300) for seed in range(seeds)]
    tests = [each.test for each in found if each is not None]
    return float(np.mean([each.p_value < 1.0 - PASSED for each in tests])), float(
        np.mean([bool(t.better) for t in tests])
    )


@dataclass(frozen=True)
class Walked:
    """The glued curve beside the default: shares of whole intervals above and below zero, the median excess a year.

    ``paths`` is the mean share of the combinatorial paths that grow more than the default.
    """

    ahead: float
    behind: float
    annual: float
    paths: float


def walked(market: NoiseMarket, sessions: int, seeds: int) -> Walked:
    """Walk each made sweep with a train of 250 sessions and tests of 60, and join its paths of 10 folds."""
    days = np.busday_offset(np.datetime64("2020-01-01"), np.arange(sessions), roll="forward")
    cut = windows(days, WalkForward(Span(250, "s"), Span(60, "s")))
    rows = []
    for seed in range(seeds):
        returns, benchmark = _drawn(market, sessions, seed)
        curve = glue(days, returns, benchmark, cut, default=DEFAULT)
        found = beside(curve.returns, returns[-len(curve.returns) :, DEFAULT], YEAR)
        if found is None or found.interval is None:
            raise ValueError(f"{sessions} sessions are too few to walk through")
        paths = purged_paths(returns, benchmark, default=DEFAULT)
        growth = np.log1p(paths.returns).sum(axis=0) > np.log1p(returns[:, DEFAULT]).sum()
        rows.append([found.interval.low > 0, found.interval.high < 0, found.annual, growth.mean()])
    ahead, behind, annual, above = np.array(rows, dtype=np.float64).T
    return Walked(float(ahead.mean()), float(behind.mean()), float(np.median(annual)), float(above.mean()))


def _drawn(market: NoiseMarket, sessions: int, seed: int) -> tuple[Floats, Floats]:
    return market.draw(np.random.default_rng((seed, sessions)), sessions)
