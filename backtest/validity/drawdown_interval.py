"""How deep the drawdown of a record like this one falls: its days drawn again in blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from backtest.validity.interval import CONFIDENCE, LEAST_SESSIONS
from data_sources.tables.facts import Floats

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
    daily = np.diff(np.log(equity))
    blocks = -(-count // BLOCK)
    starts = np.random.default_rng(SEED).integers(0, count, size=(resamples, blocks))
    rows = (starts[:, :, None] + np.arange(BLOCK)).reshape(resamples, -1)[:, :count] % count
    paths = np.concatenate((np.zeros((resamples, 1)), np.cumsum(daily[rows], axis=1)), axis=1)
    deepest = np.expm1((paths - np.maximum.accumulate(paths, axis=1)).min(axis=1))
    tail = (1.0 - confidence) / 2.0
    low, median, high = np.quantile(deepest, (tail, 0.5, 1.0 - tail)).tolist()
    return DrawdownInterval(low, median, high, confidence, count, resamples, BLOCK)
