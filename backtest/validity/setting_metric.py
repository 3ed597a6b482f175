"""What the settings of a sweep are compared by, a session: ratios and growth that sums over sessions give at once."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import numpy as np

from backtest.validity.interval import NOISE
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.facts import Floats

SettingMetric: TypeAlias = Literal["sharpe", "information_ratio", "excess_geometric", "annual_return"]
SETTING_METRICS: tuple[SettingMetric, ...] = get_args(SettingMetric)
RATIOS: frozenset[SettingMetric] = frozenset({"sharpe", "information_ratio"})


def setting_metrics(returns: Floats, benchmark: Floats, metric: SettingMetric) -> Floats:
    """Return the metric of each setting over all sessions given, (m,), of one session and not of a year.

    ``sharpe`` is mean over deviation of the returns, ``information_ratio`` of the returns less the benchmark's; times
    the root of the sessions a year they are the metrics of that name. ``excess_geometric`` is the mean of
    ``log(1 + r) - log(1 + b)``, ``annual_return`` that of ``log(1 + r)``: growth a session, which orders settings as
    the metrics of a year do. A ratio without deviation (a stretch in cash, a single
    session) is 0.

    Parameters
    ----------
    returns : array of shape (n, m)
        Daily simple returns of the settings, as fractions, on common sessions.
    benchmark : array of shape (n,)
        Those of the benchmark on the same sessions.
    metric : str
        One of ``SETTING_METRICS``.
    """
    daily = daily_series(returns, benchmark, metric)
    return metric_of_sums(daily.sum(axis=0), (daily**2).sum(axis=0), np.float64(len(daily)), metric)


def daily_series(returns: Floats, benchmark: Floats, metric: SettingMetric) -> Floats:
    """Return the daily values (n, m) that the metric is the mean of, or the mean over the deviation."""
    if metric == "sharpe":
        return returns
    if metric == "information_ratio":
        apart: Floats = returns - benchmark[:, None]
        return apart
    if returns.min(initial=0.0) <= -1.0 or benchmark.min(initial=0.0) <= -1.0:
        raise InputError(
            both(
                f"a setting lost all it had, so it has no {metric} a year; compare by sharpe, or leave it out",
                f"有一组参数亏光了全部资金，没有 {metric} 可言；请改用 sharpe 比较，或去掉这组参数",
            )
        )
    growth: Floats = np.log1p(returns)
    if metric == "excess_geometric":
        growth -= np.log1p(benchmark)[:, None]
    return growth


def metric_of_sums(sums: Floats, squares: Floats, count: Floats | np.float64, metric: SettingMetric) -> Floats:
    """Return the metric from sums of the daily values and of their squares over ``count`` sessions, any shape."""
    mean: Floats = sums / count
    if metric not in RATIOS:
        return mean
    variance: Floats = (squares - sums * mean) / np.maximum(count - 1.0, 1.0)
    still = variance <= NOISE**2
    variance[still] = 1.0
    ratio: Floats = mean / np.sqrt(variance)
    ratio[still] = 0.0
    return ratio


def refuse_settings(returns: Floats, benchmark: Floats) -> None:
    """Raise ValueError for shapes that do not go together, a missing return and a dead setting.

    A dead setting traded nothing: its returns are all 0. It would stand in the middle of every rank and be counted as a
    try that could have won, so whoever made the settings names it and leaves it out before.
    """
    if returns.ndim != 2 or benchmark.shape != returns.shape[:1]:  # noqa: PLR2004 - a table
        raise ValueError(f"returns (n, m) and a benchmark (n,) are needed, not {returns.shape} and {benchmark.shape}")
    if not (np.isfinite(returns).all() and np.isfinite(benchmark).all()):
        raise ValueError("a return of a setting or of the benchmark is missing; give the sessions that all have")
    dead = np.flatnonzero(np.ptp(returns, axis=0) <= NOISE) if len(returns) else np.arange(0)
    if len(dead):
        raise ValueError(f"setting {int(dead[0])} of {returns.shape[1]} never moves ({len(dead)} such); leave it out")


def distinct_settings(returns: Floats) -> Floats:
    """Return one column of each group of settings with equal returns, (n, k), in the order in which they come first.

    Settings that chose the same names on every day are one try, and of equal ones none is better than the other.
    """
    firsts: dict[bytes, int] = {}
    for column, values in enumerate(np.ascontiguousarray(returns.T)):
        firsts.setdefault(values.tobytes(), column)
    kept: Floats = returns[:, list(firsts.values())]
    return kept
