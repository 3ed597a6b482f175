"""How far runs moved together: the correlations of their daily returns, and of their daily excess."""

from __future__ import annotations

import numpy as np

from backtest.metrics.returns import NOISE
from data_sources.tables.facts import Floats


def correlations(returns: Floats) -> tuple[tuple[float | None, ...], ...]:
    """Return Pearson's correlation of each row with each other, m rows of m.

    ``cov(a, b) / (std(a) * std(b))``. None for a row that hardly moves (a spread below 1e-12), with itself too, and
    below two returns. Returns of the market are common to all lists of shares, so those of excess say more.

    Parameters
    ----------
    returns : array of shape (m, n)
        Daily returns, a row a run, on the same sessions.
    """
    rows, count = returns.shape
    if count < 2:  # noqa: PLR2004 - one return has no spread
        return tuple((None,) * rows for _ in range(rows))
    centred = returns - returns.mean(axis=1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=1))
    steady = length / np.sqrt(count - 1) < NOISE
    unit = centred / np.where(steady, np.inf, length)[:, None]
    products = np.clip(unit @ unit.T, -1.0, 1.0)
    return tuple(
        tuple(None if steady[i] or steady[j] else 1.0 if i == j else float(products[i, j]) for j in range(rows))
        for i in range(rows)
    )
