"""What was known of names before a date: their run-up and their beta, against the CSI 300."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.market.panel import Panel
from data_sources.tables.facts import Booleans, Floats

SESSIONS = 240  # about a year of sessions
SHORTEST = 60  # a quarter: the standard error of a beta over fewer is as large as the spread of betas themselves
INDICES = ("H00300.CSI", "000300.SH")  # total return first: the names earn their dividends too


@dataclass(frozen=True)
class PastYear:
    """What each name (N) did in the ``SESSIONS`` before a base; NaN where fewer than ``SHORTEST`` are known.

    ``run_up`` is the logarithm of its growth over that of the index, dividends reinvested, over the sessions that it
    has: a name listed half a year ago is as far ahead as its half year made it. ``beta`` is the slope of its daily
    returns on those of the index, over the sessions on which it traded and had traded the session before.
    """

    run_up: Floats
    beta: Floats


def index_before(panel: Panel, first: int, last: int) -> tuple[str, Floats] | None:
    """Return the CSI 300 and its levels on rows ``first`` to ``last``, both included: total return when complete.

    None when neither index has all of them.
    """
    for symbol in INDICES:
        levels = panel.benchmarks.get(symbol)
        if levels is not None and np.isfinite(levels[first : last + 1]).all():
            return symbol, levels[first : last + 1]
    return None


def past_year(panel: Panel, base: int) -> PastYear:
    """Return run-up and beta of every name before the close of row ``base``; NaN throughout without an index.

    Nothing after the base is used. A store that begins later than ``SESSIONS`` before gives what it has.
    """
    first = max(base - SESSIONS, 0)
    index = index_before(panel, first, base)
    unknown = np.full(len(panel.symbols), np.nan)
    if index is None or base - first < SHORTEST:
        return PastYear(unknown, unknown)
    _, levels = index
    values = panel.total_return_index[first : base + 1]
    return PastYear(_run_up(values, levels), _beta(values, levels, panel.traded[first : base + 1]))


def _run_up(values: Floats, levels: Floats) -> Floats:
    """Log growth of each column (T x N) over that of the index (T) since the column's first value."""
    known = np.isfinite(values)
    start = known.argmax(axis=0)
    columns = np.arange(values.shape[1])
    relative = np.log(values[-1] / values[start, columns] * levels[start] / levels[-1])
    enough = known[-1] & (len(values) - 1 - start >= SHORTEST)
    return np.where(enough, relative, np.nan)


def _beta(values: Floats, levels: Floats, traded: Booleans) -> Floats:
    """Ordinary least squares of daily returns (T - 1 x N) on the index's, each name over its own pairs of sessions."""
    with np.errstate(invalid="ignore"):
        own = values[1:] / values[:-1] - 1.0
    pairs = (traded[1:] & traded[:-1] & np.isfinite(own)).astype(np.float64)
    market = (levels[1:] / levels[:-1] - 1.0)[:, None]
    count = pairs.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centred = (market - (pairs * market).sum(axis=0) / count) * pairs
        slope = (centred * np.where(pairs > 0, own, 0.0)).sum(axis=0) / (centred**2).sum(axis=0)
    return np.where((count >= SHORTEST) & np.isfinite(slope), slope, np.nan)
