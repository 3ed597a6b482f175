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
    columns that StepM names at ``level``, with a chance of ``level`` of any false one among them. ``sessions`` counts
    those that any run has, ``block`` is the mean length of the resampled blocks in sessions. ``best`` is the column
    that the p-value is of: the one with the largest t over its own span.
    """

    p_value: float
    better: tuple[int, ...]
    runs: int
    sessions: int
    level: float
    block: int
    resamples: int
    best: int = 0


def superiority(differences: Floats, *, level: float = LEVEL, resamples: int = RESAMPLES) -> Superiority | None:
    """Test m runs at once against their benchmark, each over its own sessions, or return None when one has under 60.

    Runs begin when their reports are published, so their spans differ. Cutting all to the sessions that they share
    would judge an early run by a part of its record, and leaving late ones out would forget that they were tried. So a
    run enters with the t of its own span, and on days on which it was not there with its mean. Drawing days for all at
    once then moves together what moved together on the days that two runs share, and nothing else. That is the joint
    law of their t values, which the largest of them is compared with.

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
        Daily log returns of each run less those of the benchmark, m from 1 on; NaN before the first and after the last
        session of a run.
    level : float, default 0.05
        Chance of naming any run without skill.
    resamples : int, default 1000
        How often the days are drawn.
    """
    own = _own_sessions(differences)
    sessions, runs = differences.shape
    if any(rows.stop - rows.start < LEAST_SESSIONS for rows in own):
        return None
    from arch.bootstrap import StepM  # noqa: PLC0415 - two seconds that a plain run never pays

    block = block_length(differences)
    standard = np.column_stack([_standardised(differences[:, run], rows, block) for run, rows in enumerate(own)])
    # A run that never wins goes along: StepM of arch fails with nothing left to test once it has named every run.
    losses = np.column_stack((-standard, np.ones(sessions)))
    test = StepM(
        np.zeros(sessions), losses, size=level, block_size=block, reps=resamples, bootstrap="stationary", seed=SEED
    )
    test.compute()
    test.spa.compute()  # over all runs again, from the paths that are drawn already
    better = tuple(np.asarray(test.superior_models, dtype=np.int64).tolist())
    p_value, best = float(test.spa.pvalues["consistent"]), int(standard.mean(axis=0).argmax())
    return Superiority(p_value, better, runs, sessions, level, block, resamples, best)


def _own_sessions(differences: Floats) -> list[slice]:
    """The rows of each run; ValueError for another shape, a run without a session and one with a gap in it."""
    there = np.isfinite(differences)
    if differences.ndim == 2 and differences.shape[1] and there.any(axis=0).all():  # noqa: PLR2004
        rows = [slice(int(each.argmax()), len(each) - int(each[::-1].argmax())) for each in there.T]
        if all(column[each].all() for column, each in zip(there.T, rows, strict=True)):
            return rows
    raise ValueError(f"finite differences of shape (sessions, runs) are needed, without a gap: {differences.shape}")


def block_length(differences: Floats) -> int:
    """Return the mean block of the stationary bootstrap in sessions for series (n, m), as ``superiority`` argues it."""
    from arch.bootstrap import optimal_block_length  # noqa: PLC0415 - as above

    there = np.isfinite(differences)
    alike: dict[bytes, list[int]] = {}  # runs of the same sessions: for each call arch builds a frame
    for column in range(differences.shape[1]):
        if np.ptp(differences[there[:, column], column]) > NOISE:
            alike.setdefault(there[:, column].tobytes(), []).append(column)
    spans = [differences[there[:, columns[0]]][:, columns] for columns in alike.values()]
    longest = max((float(optimal_block_length(each)["stationary"].max()) for each in spans), default=0.0)
    most = 2 * round(len(differences) ** (1 / 3))
    return int(min(max(math.ceil(longest), LEAST_BLOCK), most))


def _standardised(differences: Floats, rows: slice, block: int) -> Floats:
    """Return a run (n,) with a resampled deviation of 1 and the mean that a normal score as improbable as its t has.

    ``rows`` are its own sessions; on all others it is its mean.
    """
    own = differences[rows]
    centred = np.zeros(len(differences))
    centred[rows] = own - own.mean()
    deviation = math.sqrt(_resampled_variance(centred, block))
    error = math.sqrt(float(long_run_variance(own)) / len(own))
    if deviation <= NOISE or error <= NOISE:
        return np.zeros(len(differences))
    score = _normal_score(float(own.mean()) / error, cosine_degrees(len(own)))
    standard: Floats = centred / deviation + score / math.sqrt(len(differences))
    return standard


def _normal_score(value: float, degrees: int) -> float:
    """The normal value that is as improbable as a value of Student's t; no further out than 8 deviations."""
    from statistics import NormalDist  # noqa: PLC0415 - as above

    inside = min(t_probability(value, degrees), 1.0 - 1e-15)
    return math.copysign(NormalDist().inv_cdf(0.5 + inside / 2.0), value)


def _resampled_variance(centred: Floats, block: int) -> float:
    """The variance of the root of n times a resampled mean: Politis and Romano (1994), lemma 1; Hansen (2005)."""
    count, stay = len(centred), 1.0 - 1.0 / block
    lags = np.arange(1, count)
    weights = (1.0 - lags / count) * stay**lags + lags / count * stay ** (count - lags)
    covariances = np.correlate(centred, centred, "full")[count:] / count
    return max(float(np.mean(centred**2) + 2.0 * weights @ covariances), 0.0)


def aligned_differences(curves: Sequence[Curve]) -> tuple[Dates, Floats]:
    """Return the sessions that any curve has and the daily log differences to its benchmark, (n,) and (n, m).

    NaN where a curve has no session; the base of each is no difference.

    Parameters
    ----------
    curves : sequence of Curve
        One a run, at least one, each with its benchmark, equity positive to the end.
    """
    dates = curves[0].dates[1:]
    for curve in curves[1:]:
        dates = np.union1d(dates, curve.dates[1:])
    differences = np.full((len(dates), len(curves)), np.nan)
    for column, curve in enumerate(curves):
        moves = np.diff(np.log(curve.equity) - np.log(curve.benchmark))
        differences[np.searchsorted(dates, curve.dates[1:]), column] = moves
    return dates, differences
