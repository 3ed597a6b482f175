"""Closes symbol by symbol, so that a holding that stands still is marked along time.

They are laid out when a symbol is first wanted and stay with the market, which all executions on a panel share: a run
of twenty names pays for twenty, not for the whole market.
"""

from __future__ import annotations

import numpy as np

from backtest.engine.market import Market
from backtest.engine.prices import last_close
from backtest.market.corporate_events import RENAME
from backtest.market.panel import CLOSE
from data_sources.tables.facts import Floats, Integers

SYMBOLS_AT_ONCE = 256
"""So many columns of the bars are turned at a time: a few megabytes beside the closes themselves."""


def lay_closes(market: Market, columns: Integers) -> None:
    """Fill ``market.closes`` for these columns, and for all that a rename may turn a holding into.

    Two threads may lay the same symbol: both write the same numbers, and a symbol is said to be there only afterwards.
    """
    if market.has_closes.take(columns).all():
        return
    successors = market.events.successor[market.events.kind == RENAME]
    wanted = np.concatenate((columns, successors))
    lacking = np.unique(wanted[~market.has_closes[wanted]])
    for first in range(0, len(lacking), SYMBOLS_AT_ONCE):
        some = lacking[first : first + SYMBOLS_AT_ONCE]
        closes = np.ascontiguousarray(market.bars[CLOSE][:, some].T)
        for k in np.flatnonzero(np.isnan(closes).any(axis=1)):
            _carry(market, int(some[k]), closes[k])
        market.closes[some] = closes
        market.has_closes[some] = True


def _carry(market: Market, j: int, closes: Floats) -> None:
    """Give sessions without trading the last close, adjusted by the events since; NaN before there is one."""
    traded = ~np.isnan(closes)
    last = np.maximum.accumulate(np.where(traded, np.arange(len(closes)), -1))
    closes[:] = np.where(last >= 0, closes[last], market.symbols[j].history_close)
    days = np.flatnonzero(traded)
    for step in market.steps[market.symbols[j].first_step : market.symbols[j].stop_step]:
        t = int(market.events[step].session)
        if not traded[t]:
            resumed = np.searchsorted(days, t)
            closes[t : days[resumed] if resumed < len(days) else None] = last_close(market, t, j)
