"""Whether prices rise: a name against its own long mean, a basket against the CSI 300."""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Booleans, Floats, Integers
from strategies.rules.rank import first_rows

# A flat price must not count as above its mean because a running sum rounds.
ROUNDING = 1e-9


def above_own_mean(index: Floats, rows: Integers, window: int, minimum: int) -> Booleans:
    """Return whether each symbol's total return index stands above its mean of the last ``window`` sessions (D x N).

    The window ends at, and includes, the row of the decision. With less history the mean is over what there is when
    that is at least ``minimum`` sessions, otherwise False. A window shorter than ``minimum`` asks for itself and no
    more.
    """
    running = np.zeros((len(index) + 1, index.shape[1]))
    np.cumsum(np.nan_to_num(index), axis=0, out=running[1:])
    start = np.maximum(rows - window + 1, 0)
    sums = running[rows + 1] - running[start]
    counts = rows[:, None] + 1 - np.maximum(start[:, None], first_rows(index)[None, :])
    mean = sums / np.maximum(counts, 1)
    above = index[rows] > mean * (1.0 + ROUNDING)
    return np.asarray(above & (counts >= min(minimum, window)), dtype=np.bool_)


def strength(returns: Floats, members: Booleans, benchmark: Floats) -> Floats:
    """Return how much the members' mean return exceeds the benchmark's (D), in return points.

    ``returns`` (D x N) and ``benchmark`` (D) are over the same lookback. A member without a return is left out of the
    mean; NaN when none is left or the benchmark has no value.
    """
    counted = members & np.isfinite(returns)
    count = counted.sum(axis=1)
    mean = np.where(counted, returns, 0.0).sum(axis=1) / np.maximum(count, 1)
    return np.where(count > 0, mean - benchmark, np.nan)


def segment_strength(returns: Floats, members: Booleans, benchmark: Floats) -> Floats:
    """Return how much the mean return of each segment's members exceeds the benchmark's (G x D); see ``strength``."""
    found = [strength(returns, inside, benchmark) for inside in members]
    return np.array(found, dtype=np.float64).reshape(members.shape[:2])
