"""How probable it is that the best setting of a sweep is the work of choosing: combinatorial cross-validation.

Bailey, Borwein, Lopez de Prado and Zhu, "The Probability of Backtest Overfitting", Journal of Computational Finance
20(4) (2017). The sessions are cut into S blocks. Every half of the blocks is once the part in which one chooses, the
other half the part in which the choice has to hold: 12,870 splits for 16 blocks. The probability is the share of the
splits in which the setting that was best inside is in the worse half of all settings outside.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from backtest.validity.setting_metric import (
    SettingMetric,
    daily_series,
    distinct_settings,
    metric_of_sums,
    refuse_settings,
)
from data_sources.tables.facts import Floats, Integers
from data_sources.tables.read_only import read_only

BLOCKS = 16
LEAST_BLOCK = 20  # sessions, a month: what hangs over the edge of a block is then a small part of it
LEAST_SESSIONS = 120  # so that each half has the 60 under which no interval is shown either
SPLITS_AT_A_TIME = 64  # so that what they need stays in the cache of a core


@dataclass(frozen=True)
class Overfitting:
    """What choosing the best of the settings was worth outside the sessions in which it was chosen.

    Parameters
    ----------
    probability
        Share of the splits whose choice lies below the median of all settings outside; one exactly at it counts half.
    loss
        Share of the splits whose choice has a metric below zero outside.
    logits
        ``log(w / (1 - w))`` of each split, w the rank of its choice outside over settings + 1; 0 is the median. (C,)
    inside, outside
        The metric of the choice a session, inside and outside. (C,) each
    chosen
        The column that was chosen, among ``settings`` distinct ones, in their order. (C,)
    slope, intercept, r_squared
        Of the regression of ``outside`` on ``inside``, None where every split has the same inside. With one setting
        ahead in all splits the two halves of its record add up to the whole, so the slope falls to -1 of itself: it
        tells of a choice only where different settings are chosen.
    metric
        What the settings are compared by.
    blocks
        How many blocks there are: fewer than were asked for where the sessions are few.
    sessions, settings
        How many there are; settings with equal returns are one.
    """

    probability: float
    loss: float
    logits: Floats
    inside: Floats
    outside: Floats
    chosen: Integers
    slope: float | None
    intercept: float | None
    r_squared: float | None
    metric: SettingMetric
    blocks: int
    sessions: int
    settings: int

    @property
    def splits(self) -> int:
        """How many halves were chosen in: S over S / 2."""
        return len(self.logits)


def overfitting(
    returns: Floats, benchmark: Floats, *, metric: SettingMetric = "sharpe", blocks: int = BLOCKS
) -> Overfitting | None:
    """Return the probability of backtest overfitting, or None under 120 sessions or two settings that differ.

    About one half where nothing but noise was chosen among, near 0 where one setting is truly better, and near 1 where
    settings differ by noise alone while their whole records are alike (what one half has more, the other has less). A
    half is joined from its blocks, in any order: a metric that hangs on the path, such as a drawdown, has none.

    Sums of each block and of its squares give every half's metric by one product of matrices, so 12,870 splits of 200
    settings take a tenth of a second. Blocks differ by one session at most, none is dropped. Where they would be under
    20 sessions their number is lowered to the next even one.

    Parameters
    ----------
    returns : array of shape (n, m)
        Daily simple returns of the settings, as fractions, on common sessions, without dead ones.
    benchmark : array of shape (n,)
        Those of the benchmark on the same sessions.
    metric : str, default "sharpe"
        One of ``SETTING_METRICS``.
    blocks : int, default 16
        An even number from 2 on; 16 is the paper's.

    Raises ValueError for an odd number of blocks, a missing return and a setting that never moves.
    """
    if blocks < 2 or blocks % 2:  # noqa: PLR2004 - halves
        raise ValueError(f"blocks must be an even number from 2 on, was {blocks}")
    refuse_settings(returns, benchmark)
    daily = distinct_settings(daily_series(returns, benchmark, metric))
    sessions, settings = daily.shape
    if sessions < LEAST_SESSIONS or settings < 2:  # noqa: PLR2004 - nothing to choose among
        return None
    blocks = min(blocks, sessions // LEAST_BLOCK // 2 * 2)
    chosen, inside, outside, rank = _choices(daily, metric, blocks)
    below = np.where(np.isclose(2.0 * rank, settings + 1.0), 0.5, (2.0 * rank < settings + 1.0).astype(np.float64))
    slope, intercept, r_squared = _regression(inside, outside)
    return Overfitting(
        probability=float(below.mean()), loss=float((outside < 0.0).mean()),
        logits=read_only(np.log(rank / (settings + 1.0 - rank))), inside=read_only(inside), outside=read_only(outside),
        chosen=read_only(chosen), slope=slope, intercept=intercept, r_squared=r_squared,
        metric=metric, blocks=blocks, sessions=sessions, settings=settings,
    )  # fmt: skip


def _choices(daily: Floats, metric: SettingMetric, blocks: int) -> tuple[Integers, Floats, Floats, Floats]:
    """Choose in every half: the column, its metric inside and outside, its rank outside (1 is the worst), each (C,).

    The halves come in lexicographic order, in which the last is the complement of the first and so on: so the first
    half of them is enough, each taken both ways.
    """
    edges = np.linspace(0, len(daily), blocks + 1).round().astype(np.int64)
    sums, squares = (np.add.reduceat(values, edges[:-1], axis=0) for values in (daily, daily**2))
    lengths = np.diff(edges).astype(np.float64)
    halves = list(combinations(range(blocks), blocks // 2))
    member = np.zeros((len(halves) // 2, blocks))
    member[np.arange(len(member))[:, None], np.array(halves[: len(member)])] = 1.0
    there, back = [], []
    for first in range(0, len(member), SPLITS_AT_A_TIME):
        inside = member[first : first + SPLITS_AT_A_TIME]
        one, other = (
            metric_of_sums(half @ sums, half @ squares, (half @ lengths)[:, None], metric)
            for half in (inside, 1.0 - inside)
        )
        there.append(_chosen(one, other))
        back.append(_chosen(other, one))
    # The complements stand in the reverse order, so that split c of the result is half c of the list.
    back = [(column[::-1], own[::-1], other[::-1], rank[::-1]) for column, own, other, rank in reversed(back)]
    columns, inner, outer, ranks = zip(*there, *back, strict=True)
    return np.concatenate(columns), np.concatenate(inner), np.concatenate(outer), np.concatenate(ranks)


def _chosen(inside: Floats, outside: Floats) -> tuple[Integers, Floats, Floats, Floats]:
    """Take the best column of each row of ``inside``; equal ranks outside are shared."""
    rows, best = np.arange(len(inside)), inside.argmax(axis=1)
    held = outside[rows, best]
    worse = np.count_nonzero(outside < held[:, None], axis=1)
    equal = np.count_nonzero(outside == held[:, None], axis=1)
    rank: Floats = worse + (equal + 1.0) / 2.0
    return best, inside[rows, best], held, rank


def _regression(inside: Floats, outside: Floats) -> tuple[float | None, float | None, float | None]:
    """Slope, intercept and share of the variance explained, by least squares."""
    x, y = inside - inside.mean(), outside - outside.mean()
    spread, height = float(x @ x), float(y @ y)
    if math.sqrt(spread / len(x)) <= 1e-12:  # noqa: PLR2004 - rounding
        return None, None, None
    slope = float(x @ y) / spread
    return slope, float(outside.mean() - slope * inside.mean()), slope * slope * spread / height if height else 0.0
