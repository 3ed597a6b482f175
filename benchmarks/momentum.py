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
