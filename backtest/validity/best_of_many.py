"""The best setting of a sweep against the best that as many settings without skill would show."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from backtest.validity.interval import NOISE
from backtest.validity.setting_metric import distinct_settings, refuse_settings, setting_metrics
from backtest.validity.sharpe import Deflated, deflated_sharpe, lo_error, sharpe_interval
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class BestOfMany:
    """The deflated Sharpe ratio of one setting among all that were tried.

    ``setting`` is its column. ``excess`` judges its daily returns less the benchmark's and is the one to go by;
    ``absolute`` its returns as they are, which a rising market lifts. ``effective`` is the number of independent
    settings that the excess returns move like (Galwey 2009), and ``excess_effective`` the excess among so many: less
    severe, measured on made markets and proved by nothing.
    """

    setting: int
    excess: Deflated
    absolute: Deflated
    effective: float
    excess_effective: Deflated


def best_of_many(
    returns: Floats, benchmark: Floats, *, setting: int | None = None, trials: int | None = None
) -> BestOfMany | None:
    """Return the deflated Sharpe ratio of the best setting among those of a sweep, or None under 60 sessions.

    Each excess return is the setting's less the benchmark's, for settings of one grid share the luck of the market: a
    market that went up by itself lifts all of their ratios and hardly their spread, which is all that the bar of
    ``expected_maximum_sharpe`` knows of luck.

    The bar is that of N independent settings, N the count of trials, with a variance V of their ratios that is never
    below the sampling noise ``(1 + SR^2 / 2) / T`` of one of them (Lo 2002). Settings of a grid resemble one another,
    so what they share does not show in V, and the textbook's bar is too low. With the floor it is safe whatever they
    share: of normal variables of one variance, independent ones have the largest maximum (Slepian, "The One-Sided
    Barrier Problem for Gaussian Noise", Bell System Technical Journal 41, 1962). It is severe for near copies; the
    p-value of ``superiority``, which resamples the sessions of all settings together, is the sharper test beside it.

    Parameters
    ----------
    returns : array of shape (n, m)
        Daily simple returns of the settings, as fractions, on common sessions, without dead ones.
    benchmark : array of shape (n,)
        Those of the benchmark on the same sessions.
    setting : int, optional
        The column that is judged, such as the best by another metric; by default the one with the highest excess ratio.
    trials : int, optional
        How many settings of the strategy were ever tried, when those are more than the m of this sweep.

    None too for a setting that is its benchmark. Raises ValueError for a missing return and a dead setting.
    """
    refuse_settings(returns, benchmark)
    sharpes = setting_metrics(returns, benchmark, "sharpe"), setting_metrics(returns, benchmark, "information_ratio")
    best = int(sharpes[1].argmax()) if setting is None else setting
    count = max(returns.shape[1], trials or 0)
    effective = effective_number(returns - benchmark[:, None])
    apart = returns[:, best] - benchmark
    absolute = _deflated(returns[:, best], sharpes[0], count)
    excess = _deflated(apart, sharpes[1], count)
    # What was tried outside this sweep is not seen here, so each of those counts as one of its own.
    fewer = _deflated(apart, sharpes[1], max(math.ceil(effective), 1) + count - returns.shape[1])
    if absolute is None or excess is None or fewer is None:
        return None
    return BestOfMany(best, excess, absolute, effective, fewer)


def _deflated(series: Floats, sharpes: Floats, trials: int) -> Deflated | None:
    """Deflate the ratio of one series (n,) among those of all settings (m,)."""
    own = sharpe_interval(series, 1.0)
    if own is None:
        return None
    among = float(np.var(sharpes, ddof=1)) if len(sharpes) > 1 else 0.0
    variance = max(among, lo_error(own.annual, own.sessions) ** 2)
    return deflated_sharpe(
        own.annual, own.sessions, skew=own.skew, kurtosis=own.kurtosis, variance=variance, trials=trials
    )


def effective_number(series: Floats) -> float:
    """Return how many independent series (n, m) move like: ``(sum of sqrt(l))^2 / sum of l``, 1 for copies of one.

    ``l`` are the eigenvalues of their correlations. Galwey, "A new measure of the effective number of tests, a
    practical tool for comparing families of non-independent significance tests", Genetic Epidemiology 33 (2009). No
    more than n - 1 can be told apart over n sessions. The usual ``(sum of l)^2 / sum of l^2`` makes seven of two
    hundred momentum settings, and the best of two hundred is far above the best of seven (``docs/validity.md``).
    Constant series are left out; 0 where none moves.
    """
    moving = distinct_settings(series[:, np.ptp(series, axis=0) > NOISE])
    if not moving.shape[1]:
        return 0.0
    standard = (moving - moving.mean(axis=0)) / moving.std(axis=0)
    gram = standard @ standard.T if len(standard) < standard.shape[1] else standard.T @ standard
    values = np.maximum(np.linalg.eigvalsh(gram), 0.0)
    return float(np.sqrt(values).sum() ** 2 / values.sum())
