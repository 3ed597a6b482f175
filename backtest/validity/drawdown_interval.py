"""How deep the drawdown of a record like this one falls: its days drawn again in blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from backtest.validity.interval import CONFIDENCE, LEAST_SESSIONS
from data_sources.tables.facts import Floats, Integers

BLOCK = 20  # sessions, about a month: falls come in runs, and a block keeps them together
SEED = 20250206
RESAMPLES = 1000


@dataclass(frozen=True)
class DrawdownInterval:
    """The middle of the drawdowns of resampled paths, fractions of 0 or below; ``low`` is the deeper end.

    No confidence interval: a maximum drawdown has no true value that a record comes closer to, it deepens with
    time. It says how deep a stretch of as many sessions like these goes, ``method`` how that was found.
    """

    low: float
    median: float
    high: float
    confidence: float
    sessions: int
    resamples: int
    block: int
    method: Literal["circular block bootstrap"] = "circular block bootstrap"


def drawdown_interval(
    equity: Floats, *, confidence: float = CONFIDENCE, resamples: int = RESAMPLES
) -> DrawdownInterval | None:
    """Return the percentiles of the maximum drawdown over paths of resampled days, or None when it cannot be had.

    Daily logarithms are drawn with replacement in blocks of 20 sessions, wrapping round the end, until a path is as
    long again. Politis and Romano, "A circular block-resampling procedure for stationary data" (1992). Every path
    drifts as the record did, so a lucky record makes its falls look small. The seed is fixed: a page is the same twice.
    None under 60 sessions or after a total loss.

    Parameters
    ----------
    equity : array of shape (n,)
        Equity by session in CNY, the base first.
    confidence : float, default 0.95
        Share of the resampled paths between the ends.
    resamples : int, default 1000
        How many paths are drawn.
    """
    count = len(equity) - 1
    if count < LEAST_SESSIONS or equity.min() <= 0:
        return None
    blocks = -(-count // BLOCK)
    starts = np.random.default_rng(SEED).integers(0, count, size=(resamples, blocks))
    deepest = np.expm1(_deepest_falls(np.diff(np.log(equity)), starts))
    tail = (1.0 - confidence) / 2.0
    low, median, high = np.quantile(deepest, (tail, 0.5, 1.0 - tail)).tolist()
    return DrawdownInterval(low, median, high, confidence, count, resamples, BLOCK)


def _deepest_falls(daily: Floats, starts: Integers) -> Floats:
    """The deepest falls (m), in logarithms, of paths of blocks of (n,) days; ``starts`` (m, blocks) says which.

    What happens inside a block is the same in whichever path it is drawn, so a path takes one step a block.
    """
    sessions, blocks = len(daily), starts.shape[1]
    whole, rest = _blocks(daily, BLOCK), _blocks(daily, sessions - (blocks - 1) * BLOCK)
    level, peak, deepest = (np.zeros(len(starts)) for _ in range(3))
    for number in range(blocks):
        block = whole if number < blocks - 1 else rest
        moved, highest, lowest, fall = block[:, starts[:, number]]
        deepest = np.minimum(deepest, np.minimum(fall, level + lowest - peak))
        peak = np.maximum(peak, level + highest)
        level = level + moved
    return deepest


def _blocks(daily: Floats, length: int) -> Floats:
    """By its first day, of each block of days (n,): its sum, its highest and lowest level, its deepest fall (4, n)."""
    wrapped = np.concatenate((daily, daily[: length - 1]))
    levels = np.cumsum(sliding_window_view(wrapped, length), axis=1)
    peaks = np.maximum(np.maximum.accumulate(levels, axis=1), 0.0)
    return np.stack((levels[:, -1], peaks[:, -1], levels.min(axis=1), (levels - peaks).min(axis=1)))
