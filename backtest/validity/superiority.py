"""Whether the best of several runs beats one benchmark by more than the best of several does by chance.

Hansen, "A Test for Superior Predictive Ability" (2005), gives one p-value for all; Romano and Wolf, "Stepwise Multiple
Testing as Formalized Data Snooping" (2005), names the runs. Both are from ``arch``, with the stationary bootstrap of
Politis and Romano (1994). It takes a second, so this is for the night, the index and ``--deep``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backtest.metrics.curve import Curve
from backtest.validity.interval import LEAST_SESSIONS, NOISE
from backtest.validity.long_run_variance import cosine_degrees, long_run_variance
from backtest.validity.student_t import t_probability
from data_sources.tables.facts import Dates, Floats

SEED = 20250206
RESAMPLES = 1000
LEVEL = 0.05
LEAST_BLOCK = 2


@dataclass(frozen=True)
class Superiority:
    """The test of m runs against one benchmark over their common sessions.

    ``p_value`` is Hansen's consistent one: how often the best of m without skill looks as good. ``better`` are the
    columns that StepM names at ``level``, with a chance of ``level`` of any false one among them. ``block`` is the mean
    length of the resampled blocks in sessions.
    """

    p_value: float
    better: tuple[int, ...]
    runs: int
    sessions: int
    level: float
    block: int
    resamples: int


def superiority(differences: Floats, *, level: float = LEVEL, resamples: int = RESAMPLES) -> Superiority | None:
    """Test m runs at once against their benchmark, or return None under 60 sessions.

    Each column is divided by its resampled deviation first, Hansen's studentised statistic, so that a wild run does not
    drown the others: ``arch`` takes the plain maximum whatever its argument ``studentize`` says. Its mean becomes the
    normal score of its own t (prepivoting; Beran 1988): plain inputs rejected in 10 to 14% of cases at 60 sessions. No
    paper that we know combines the two; ``docs/validity.md`` shows how often the combination errs. ``arch`` compares
    losses, so a gain goes in with its sign turned and the benchmark as 0. The block is the longest that Politis and
    White's rule (2004, ``optimal_block_length``) asks for any of the runs, since days are drawn for all runs together;
    at least 2 and at most twice the cube root of n, or too few blocks would be left. The seed is fixed.

    Parameters
    ----------
    differences : array of shape (n, m)
        Daily log returns of each run less those of the benchmark, finite, on the same sessions; m from 1 on.
    level : float, default 0.05
        Chance of naming any run without skill.
    resamples : int, default 1000
        How often the days are drawn.
    """
    if differences.ndim != 2 or not differences.shape[1] or not np.isfinite(differences).all():  # noqa: PLR2004
        raise ValueError(f"finite differences of shape (sessions, runs) are needed, not {differences.shape}")
    sessions, runs = differences.shape
    if sessions < LEAST_SESSIONS:
        return None
    from arch.bootstrap import StepM  # noqa: PLC0415 - two seconds that a plain run never pays

    block = block_length(differences)
    standard = _standardised(differences, block)
    # A run that never wins goes along: StepM of arch fails with nothing left to test once it has named every run.
    losses = np.column_stack((-standard, np.ones(sessions)))
    test = StepM(
        np.zeros(sessions), losses, size=level, block_size=block, reps=resamples, bootstrap="stationary", seed=SEED
    )
    test.compute()
    test.spa.compute()  # over all runs again, from the paths that are drawn already
    better = tuple(np.asarray(test.superior_models, dtype=np.int64).tolist())
    return Superiority(float(test.spa.pvalues["consistent"]), better, runs, sessions, level, block, resamples)


def block_length(differences: Floats) -> int:
    """Return the mean block of the stationary bootstrap in sessions for series (n, m), as ``superiority`` argues it."""
    from arch.bootstrap import optimal_block_length  # noqa: PLC0415 - as above

    moving = differences[:, np.ptp(differences, axis=0) > NOISE]
    longest = float(optimal_block_length(moving)["stationary"].max()) if moving.shape[1] else 0.0
    most = 2 * round(len(differences) ** (1 / 3))
    return int(min(max(math.ceil(longest), LEAST_BLOCK), most))


def _standardised(differences: Floats, block: int) -> Floats:
    """Give each column a resampled deviation of 1 and the mean that a normal score as improbable as its own t has."""
    centred = differences - differences.mean(axis=0)
    deviation = np.sqrt(_resampled_variance(differences, block))
    error = np.sqrt(long_run_variance(differences) / len(differences))
    moving = (deviation > NOISE) & (error > NOISE)
    scores = [_normal_score(float(t), cosine_degrees(len(differences)))
              for t in differences.mean(axis=0) / np.where(moving, error, np.inf)]  # fmt: skip
    standard: Floats = centred / np.where(moving, deviation, 1.0) + np.array(scores) / math.sqrt(len(differences))
    return standard


def _normal_score(value: float, degrees: int) -> float:
    """The normal value that is as improbable as a value of Student's t; no further out than 8 deviations."""
    from statistics import NormalDist  # noqa: PLC0415 - as above

    inside = min(t_probability(value, degrees), 1.0 - 1e-15)
    return math.copysign(NormalDist().inv_cdf(0.5 + inside / 2.0), value)


def _resampled_variance(differences: Floats, block: int) -> Floats:
    """The variance (m,) of the root of n times a resampled mean: Politis and Romano (1994), lemma 1; Hansen (2005)."""
    count, stay = len(differences), 1.0 - 1.0 / block
    centred = differences - differences.mean(axis=0)
    variance: Floats = np.mean(centred**2, axis=0)
    for lag in range(1, count):
        weight = (1.0 - lag / count) * stay**lag + lag / count * stay ** (count - lag)
        variance = variance + 2.0 * weight * np.sum(centred[:-lag] * centred[lag:], axis=0) / count
    return np.maximum(variance, 0.0)


def common_differences(curves: Sequence[Curve]) -> tuple[Dates, Floats]:
    """Return the sessions that all curves have and their daily log differences to their benchmark, (n,) and (n, m).

    Days are drawn for all runs at once, so runs that began on different days are compared from the last start on;
    padding the early ones with zeros would make them look steadier than they were. A caller leaves a run out rather
    than shorten all others to under 60 sessions. The first common session is the base and has no difference.

    Parameters
    ----------
    curves : sequence of Curve
        One a run, at least one, each with its benchmark, equity positive to the end.
    """
    dates = curves[0].dates
    for curve in curves[1:]:
        dates = np.intersect1d(dates, curve.dates)
    paths = [np.log(curve.equity) - np.log(curve.benchmark) for curve in curves]
    rows = [path[np.searchsorted(curve.dates, dates)] for curve, path in zip(curves, paths, strict=True)]
    return dates[1:], np.diff(np.column_stack(rows), axis=0)
