"""How strong a name was, by its total return over a lookback that ends at the decision, and which were strongest."""

from __future__ import annotations

import numpy as np

from backtest.market.panel import Panel
from data_sources.tables.facts import Booleans, Floats, Integers


def total_return(index: Floats, rows: Integers, lookback: int, minimum: int) -> Floats:
    """Return the total return (D x N) over the ``lookback`` sessions that end at each row.

    ``index`` is a total return index (S x N) carried over suspensions, NaN before the first bar. A symbol with less
    history is measured over what it has when that is at least ``minimum`` sessions, otherwise NaN. A lookback shorter
    than ``minimum`` asks for itself and no more: a return over 20 sessions needs 20 sessions, and more never count.
    """
    first = first_rows(index)[None, :]
    start = np.maximum(rows[:, None] - lookback, first)
    enough = rows[:, None] - start >= min(minimum, lookback)
    columns = np.arange(index.shape[1])[None, :]
    base = index[np.minimum(start, len(index) - 1), columns]
    with np.errstate(invalid="ignore"):
        return np.where(enough, index[rows] / base - 1.0, np.nan)


def benchmark_return(levels: Floats, rows: Integers, lookback: int) -> Floats:
    """Return an index's return (D) over the ``lookback`` sessions up to each row; NaN where a level is missing."""
    start = rows - lookback
    values = levels[rows] / levels[np.maximum(start, 0)] - 1.0
    return np.where(start >= 0, values, np.nan)


def benchmark_levels(panel: Panel, symbol: str) -> Floats:
    """Return an index's levels (S); NaN throughout when the panel lacks it."""
    levels = panel.benchmarks.get(symbol)
    return np.full(len(panel.sessions), np.nan) if levels is None else levels


def strongest(score: Floats, eligible: Booleans, count: int) -> Booleans:
    """Return the ``count`` eligible names with the highest score at each decision (D x N).

    A name with a NaN score is never chosen. Equal scores go by symbol order. Fewer than ``count`` when fewer qualify.
    """
    qualified = eligible & np.isfinite(score)
    order = np.argsort(np.where(qualified, -score, np.inf), axis=1, kind="stable")[:, :count]
    chosen = np.zeros_like(qualified)
    np.put_along_axis(chosen, order, np.take_along_axis(qualified, order, axis=1), axis=1)
    return chosen


def first_rows(index: Floats) -> Integers:
    """Return the row of each symbol's first bar (N); the number of sessions when it has none."""
    known = np.isfinite(index)
    return np.where(known.any(axis=0), known.argmax(axis=0), len(index)).astype(np.int64)
