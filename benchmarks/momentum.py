"""Ranking by momentum, the same for every engine, so that only the execution differs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def top_by_momentum(
    closes: NDArray[np.float64], decided: NDArray[np.int64], lookback: int, top_k: int
) -> NDArray[np.int64]:
    """The columns with the greatest close / close ``lookback`` sessions ago, ascending (decisions x top_k)."""
    growth = closes[decided] / closes[decided - lookback]
    best = np.argpartition(growth, growth.shape[1] - top_k, axis=1)[:, growth.shape[1] - top_k :]
    return np.sort(best, axis=1).astype(np.int64)


def ranked_by_momentum(closes: NDArray[np.float64], lookback: int) -> NDArray[np.int16]:
    """The columns of every session by close / close ``lookback`` sessions ago, ascending (sessions x columns).

    What a sweep does once a lookback: every choice of the best at any session is then a slice. The first ``lookback``
    rows mean nothing.
    """
    ranked = np.zeros(closes.shape, np.int16)
    ranked[lookback:] = np.argsort(closes[lookback:] / closes[:-lookback], axis=1)
    return ranked


def top_of(ranked: NDArray[np.int16], decided: NDArray[np.int64], top_k: int) -> NDArray[np.int64]:
    """The ``top_k`` best columns at each decision, ascending (decisions x top_k)."""
    return np.sort(ranked[decided, -top_k:], axis=1).astype(np.int64)
