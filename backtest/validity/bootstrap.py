"""How wide the excess return could have been by chance: a block bootstrap of its daily path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_sources.tables.facts import Floats

BLOCK = 20  # sessions, about a month: neighbouring days of a basket move together
SEED = 20250206
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Interval:
    """A confidence interval; ``low`` and ``high`` are annual excess returns, geometric, as fractions."""

    low: float
    high: float
    confidence: float
    resamples: int
    block: int

    @property
    def excludes_zero(self) -> bool:
        """Whether chance alone explains the excess badly."""
        return self.low > 0 or self.high < 0


def excess_interval(
    equity: Floats, benchmark: Floats, periods_per_year: float, *, confidence: float = CONFIDENCE, resamples: int = 4000
) -> Interval | None:
    """Return the interval of the annual excess return from a circular block bootstrap, or None when it cannot be had.

    Daily log differences of equity and benchmark, both (n,) with the base first, are drawn with replacement in blocks
    of ``BLOCK`` sessions, wrapping round the end, until a path is as long again; the percentiles of its annualised
    growth are the interval. Politis and Romano, "A circular block-resampling procedure for stationary data" (1992).
    The seed is fixed, so that a page is the same twice. None under three blocks of sessions or after a total loss.

    Parameters
    ----------
    equity : array of shape (n,)
        Equity by session in CNY, the base first.
    benchmark : array of shape (n,)
        Index closes of the same sessions, in any scale.
    periods_per_year : float
        Sessions a year, as ``periods_per_year`` counts them.
    confidence : float, default 0.95
        Share of the resampled paths inside the interval.
    resamples : int, default 4000
        How many paths are drawn.
    """
    if len(equity) - 1 < 3 * BLOCK or equity.min() <= 0:
        return None
    daily = np.diff(np.log(equity / benchmark))
    means = _resampled_means(daily, resamples)
    tail = (1 - confidence) / 2
    low, high = np.expm1(np.quantile(means, (tail, 1 - tail)) * periods_per_year)
    return Interval(float(low), float(high), confidence, resamples, BLOCK)


def _resampled_means(daily: Floats, resamples: int) -> Floats:
    """Return the mean of each resampled path (resamples,); sums of blocks are differences of one running sum."""
    count = len(daily)
    running = np.concatenate(([0.0], np.cumsum(np.concatenate((daily, daily[:BLOCK])))))
    whole, rest = divmod(count, BLOCK)
    starts = np.random.default_rng(SEED).integers(0, count, size=(resamples, whole + 1))
    blocks = running[starts[:, :whole] + BLOCK] - running[starts[:, :whole]]
    last = running[starts[:, whole] + rest] - running[starts[:, whole]]
    means: Floats = (blocks.sum(axis=1) + last) / count
    return means
