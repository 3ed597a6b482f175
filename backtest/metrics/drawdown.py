"""Losses from the highest value so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.metrics.returns import NOISE
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class Drawdown:
    """One fall from a maximum; `start`, `trough`, `recovery` and `last` are row numbers of the path it was found in.

    `recovery` is the first row back at the maximum, None while the loss is still open; `last` is the last row of the
    path, up to which an open loss is counted.
    """

    depth: float
    start: int
    trough: int
    recovery: int | None
    last: int

    @property
    def sessions_to_low(self) -> int:
        """Sessions from the maximum down to the trough."""
        return self.trough - self.start

    @property
    def sessions_under(self) -> int:
        """Sessions that closed below the maximum, to the last one before the recovery or of the path; never fewer."""
        return (self.last if self.recovery is None else self.recovery - 1) - self.start


def drawdown_path(values: Floats) -> Floats:
    """Return `v_t / max(v_0 .. v_t) - 1` for every row, in [-1, 0].

    Magdon-Ismail and Atiya, "Maximum Drawdown" (2004). Shape (n,) gives (n,); the base value takes part in the
    maximum and must be positive. Losses below 1e-12 are 0.0.
    """
    path = values / np.maximum.accumulate(values) - 1.0
    cleaned: Floats = np.where(path > -NOISE, 0.0, path)
    return cleaned


def max_drawdown(values: Floats) -> Drawdown | None:
    """Find the deepest fall, `min(v_t / running maximum - 1)`, with its rows; None when the path never falls.

    `start` is the last row on the maximum before the trough, `trough` the first row of that depth; depths within
    1e-12 are equal. Shape (n,). Source as for `drawdown_path`.
    """
    path = drawdown_path(values)
    depth = float(path.min())
    if depth == 0:
        return None
    trough = int(np.argmax(path <= depth + NOISE))
    start = int(np.flatnonzero(path[:trough] == 0)[-1])
    return Drawdown(depth, start, trough, _recovery(path, trough), len(path) - 1)


def top_drawdowns(values: Floats, count: int = 5) -> list[Drawdown]:
    """Return the deepest `count` falls, deepest first, the earlier first among equals.

    One fall reaches from a maximum to the next row at or above it, so falls never overlap and a second dip before
    the recovery belongs to the first. An empty list when the path never falls.

    Parameters
    ----------
    values : array of shape (n,)
        A path of positive values, the base first.
    count : int, default 5
        The most falls to return.
    """
    path = drawdown_path(values)
    under = path < 0
    # An edge where the path leaves its maximum and where it comes back; the last fall may stay open.
    leaves = np.flatnonzero(under[1:] & ~under[:-1]) + 1
    falls = [_fall(path, int(first)) for first in leaves]
    return sorted(falls, key=lambda fall: (fall.depth, fall.start))[:count]


def _fall(path: Floats, first: int) -> Drawdown:
    recovery = _recovery(path, first)
    stretch = path[first:recovery]
    depth = float(stretch.min())
    trough = first + int(np.argmax(stretch <= depth + NOISE))
    return Drawdown(depth, first - 1, trough, recovery, len(path) - 1)


def _recovery(path: Floats, row: int) -> int | None:
    back = np.flatnonzero(path[row:] == 0)
    return row + int(back[0]) if back.size else None
