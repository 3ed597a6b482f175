"""The percentile block bootstrap of the mean, to show beside the interval in use what it misses."""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats

BLOCK = 20
RESAMPLES = 1000


def bootstrap_bounds(daily: Floats, random: np.random.Generator, confidence: float = 0.95) -> tuple[float, float]:
    """Return percentiles of the mean of (n,) over paths of days drawn in circular blocks of 20 sessions."""
    count = len(daily)
    running = np.concatenate(([0.0], np.cumsum(np.concatenate((daily, daily[:BLOCK])))))
    whole, rest = divmod(count, BLOCK)
    starts = random.integers(0, count, size=(RESAMPLES, whole + 1))
    blocks = running[starts[:, :whole] + BLOCK] - running[starts[:, :whole]]
    means = (blocks.sum(axis=1) + running[starts[:, whole] + rest] - running[starts[:, whole]]) / count
    tail = (1.0 - confidence) / 2.0
    low, high = np.quantile(means, (tail, 1.0 - tail)).tolist()
    return low, high
