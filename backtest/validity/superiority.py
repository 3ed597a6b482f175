"""Whether the best of several runs beats one benchmark by more than the best of several does by chance.

Hansen, "A Test for Superior Predictive Ability" (2005), gives one p-value for all; Romano and Wolf, "Stepwise Multiple
Testing as Formalized Data Snooping" (2005), names the runs. The stationary bootstrap of Politis and Romano (1994) and
the length of its blocks are from ``arch``, whose ``SPA`` and ``StepM`` give the same numbers, run by run and so five
times as slowly for a thousand. It takes a second, so this is for the night, the index and ``--deep``.
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
from data_sources.tables.facts import Dates, Floats, Integers

SEED = 20250206
RESAMPLES = 1000
LEVEL = 0.05
LEAST_BLOCK = 2
RUNS_AT_A_TIME = 1000  # whose resampled means are in memory at once


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


def superiority(
    differences: Floats, *, level: float = LEVEL, resamples: int = RESAMPLES, alike: bool = False
) -> Superiority | None:
    """Test m runs at once against their benchmark, each over its own sessions, or return None when one has under 60.

    Runs begin when their reports are published, so their spans differ. Cutting all to the sessions that they share
    would judge an early run by a part of its record, and leaving late ones out would forget that they were tried. So a
    run enters with the t of its own span, and on days on which it was not there with its mean. Drawing days for all at
    once then moves together what moved together on the days that two runs share, and nothing else. That is the joint
    law of their t values, which the largest of them is compared with.

    Each column is divided by its resampled deviation first, Hansen's studentised statistic, so that a wild run does not
    drown the others. Its mean becomes the normal score of its own t (prepivoting; Beran 1988): plain inputs rejected in
    10 to 14% of cases at 60 sessions. No paper that we know combines the two; ``docs/validity.md`` shows how often the
    combination errs. The block is the longest that Politis and White's rule (2004, ``optimal_block_length``) asks for
    any of the runs, since days are drawn for all runs together; at least 2 and at most twice the cube root of n, or too
    few blocks would be left. The seed is fixed.

    Parameters
    ----------
    differences : array of shape (n, m)
        Daily log returns of each run less those of the benchmark, m from 1 on; NaN before the first and after the last
        session of a run.
    level : float, default 0.05
        Chance of naming any run without skill.
    resamples : int, default 1000
        How often the days are drawn.
    alike : bool, default False
        Whether the runs are settings of one rule, whose days depend on one another alike: how much the bootstrap
        understates their errors is then the median over the runs. Of two hundred runs each with an error of its own
        some have one that is far too small by chance, their scores are less alike than their means, and the best of
        them is too good: at 125 sessions the test rejected in 10% of cases without skill.
    """
    own = _own_sessions(differences)
    sessions, runs = differences.shape
    if any(rows.stop - rows.start < LEAST_SESSIONS for rows in own):
        return None
    block = block_length(differences)
    stretch = _stretch(differences, own, block) if alike else None
    standard = np.column_stack(
        [_standardised(differences[:, run], rows, block, stretch) for run, rows in enumerate(own)]
    )
    means = standard.mean(axis=0)
    # Hansen's consistent centre: the own mean, but 0 for a run so bad that it cannot be the best.
    centre = np.where(means >= -math.sqrt(2.0 * math.log(math.log(sessions)) / sessions), means, 0.0)
    draws = _draws(sessions, block, resamples)
    largest = _largest(standard, centre, draws, np.arange(runs))
    better = _named(standard, centre, draws, largest, level)
    p_value = float(np.mean(largest >= means.max()))
    return Superiority(p_value, better, runs, sessions, level, block, resamples, int(means.argmax()))


def _draws(sessions: int, block: int, resamples: int) -> Floats:
    """What share of each resample each session is, (resamples, sessions): a resampled mean is a product with it."""
    from arch.bootstrap import StationaryBootstrap  # noqa: PLC0415 - as for ``block_length``

    drawn = StationaryBootstrap(block, np.arange(sessions), seed=SEED).bootstrap(resamples)
    shares: Floats = np.array([np.bincount(rows[0], minlength=sessions) for rows, _ in drawn]) / sessions
    return shares


def _largest(standard: Floats, centre: Floats, draws: Floats, columns: Integers) -> Floats:
    """The largest mean of these columns in each resample, less what it is centred on, (resamples,)."""
    found = np.full(len(draws), -np.inf)
    for first in range(0, len(columns), RUNS_AT_A_TIME):
        some = columns[first : first + RUNS_AT_A_TIME]
        found = np.maximum(found, (draws @ standard[:, some] - centre[some]).max(axis=1))
    return found


def _named(standard: Floats, centre: Floats, draws: Floats, largest: Floats, level: float) -> tuple[int, ...]:
    """Romano and Wolf's steps: name the runs over the bar, take them out, and lower the bar to what the rest can do."""
    means, left = standard.mean(axis=0), np.arange(standard.shape[1])
    while len(left):
        above = means[left] > np.quantile(largest, 1.0 - level)
        if not above.any():
            break
        left = left[~above]
        largest = _largest(standard, centre, draws, left)
    return tuple(np.setdiff1d(np.arange(standard.shape[1]), left).tolist())


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
    from arch.bootstrap import optimal_block_length  # noqa: PLC0415 - two seconds that a plain run never pays

    there = np.isfinite(differences)
    alike: dict[bytes, list[int]] = {}  # runs of the same sessions: for each call arch builds a frame
    for column in range(differences.shape[1]):
        if np.ptp(differences[there[:, column], column]) > NOISE:
            alike.setdefault(there[:, column].tobytes(), []).append(column)
    spans = [differences[there[:, columns[0]]][:, columns] for columns in alike.values()]
    longest = max((float(optimal_block_length(each)["stationary"].max()) for each in spans), default=0.0)
    most = 2 * round(len(differences) ** (1 / 3))
    return int(min(max(math.ceil(longest), LEAST_BLOCK), most))


def _standardised(differences: Floats, rows: slice, block: int, stretch: float | None = None) -> Floats:
    """Return a run (n,) with a resampled deviation of 1 and the mean that a normal score as improbable as its t has.

    ``rows`` are its own sessions; on all others it is its mean. Its error is its own, or that of the bootstrap times
    ``stretch``.
    """
    resampled, error = _errors(differences, rows, block)
    if resampled <= NOISE or error <= NOISE:
        return np.zeros(len(differences))
    own, centred = differences[rows], np.zeros(len(differences))
    centred[rows] = own - own.mean()
    value = float(own.mean()) / (error if stretch is None else stretch * resampled)
    score = _normal_score(value, cosine_degrees(len(own)))
    deviation = resampled * len(own) / math.sqrt(len(differences))
    standard: Floats = centred / deviation + score / math.sqrt(len(differences))
    return standard


def _stretch(differences: Floats, own: Sequence[slice], block: int) -> float:
    """By how much the bootstrap understates the error of a mean, as the median of the runs; 1 where it does not."""
    pairs = [_errors(differences[:, run], rows, block) for run, rows in enumerate(own)]
    ratios = [error / resampled for resampled, error in pairs if resampled > NOISE]
    return max(float(np.median(ratios)), 1.0) if ratios else 1.0


def _errors(differences: Floats, rows: slice, block: int) -> tuple[float, float]:
    """The error of the mean of a run over its own sessions, by the bootstrap and by cosines."""
    own, centred = differences[rows], np.zeros(len(differences))
    centred[rows] = own - own.mean()
    resampled = math.sqrt(_resampled_variance(centred, block) * len(differences)) / len(own)
    return resampled, math.sqrt(float(long_run_variance(own)) / len(own))


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
