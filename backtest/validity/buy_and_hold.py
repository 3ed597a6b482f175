"""What each name made that was bought at one close and left alone."""

from __future__ import annotations

import numpy as np

from backtest.market.corporate_events import RENAME
from backtest.market.panel import Panel, carried_forward
from data_sources.tables.facts import Booleans, Floats


def held_growth(panel: Panel, base: int, last: int) -> Floats:
    """Return what one CNY in each name became from the close of row ``base`` to that of row ``last`` (T x N).

    The first row is 1.0; dividends before tax are reinvested. NaN throughout for a name that was not ``buyable`` at the
    base. A name without a bar stands at its last value, and a renamed or merged one goes on as its successor. A
    delisted one stays at its last close for good: whoever held it could sell at that price in the delisting period
    (退市整理期). A run by default recovers nothing from a delisting; a yardstick must not be lowered by that guess.
    """
    value = panel.total_return_index[base : last + 1].copy()
    _follow_renames(panel, value, base)
    growth: Floats = value / value[0]
    growth[:, ~buyable(panel, base)] = np.nan
    return growth


def buyable(panel: Panel, base: int) -> Booleans:
    """Return which names (N) had a bar by row ``base`` under their own symbol and were neither delisted nor renamed."""
    day = panel.sessions[base].item()
    ended = [each.delist_date is not None and each.delist_date <= day for each in panel.instruments]
    there: Booleans = np.isfinite(panel.total_return_index[base]) & (panel.listed_from <= base)
    there &= ~np.array(ended, dtype=np.bool_)
    events = panel.events
    there[events.symbol[(events.kind == RENAME) & (events.session <= base)]] = False
    return there


def _follow_renames(panel: Panel, value: Floats, base: int) -> None:
    """Let the value (T x N) of each old symbol move as its successor's does from the rename on, in place.

    The latest rename comes first, so that a chain of them is followed to its end.
    """
    events, end = panel.events, base + len(value)
    inside = np.flatnonzero((events.kind == RENAME) & (events.session > base) & (events.session < end))
    for e in inside[::-1]:
        old, new, row = int(events.symbol[e]), int(events.successor[e]), int(events.session[e]) - base
        step = value[row:, new] / value[row - 1, new] * _exchanged(panel, int(e))
        if np.isfinite(step).all():
            value[row:, old] = value[row - 1, old] * step


def _exchanged(panel: Panel, e: int) -> float:
    """What the exchange of shares itself changed: the worth of the new shares over that of the old, the evening before.

    1 for a symbol that continues the old one, since its index holds the ratio already.
    """
    events = panel.events
    old, new, before = int(events.symbol[e]), int(events.successor[e]), int(events.session[e])
    if e in events.steps[events.step_offsets[new] : events.step_offsets[new + 1]]:
        return 1.0
    pair = np.s_[:before, [old, new]]
    closes = carried_forward(panel.close[pair], panel.traded[pair])[-1]
    return float(events.ratio[e] * closes[1] / closes[0])
