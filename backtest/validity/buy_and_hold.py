"""What each name made that was bought at one close and left alone."""

from __future__ import annotations

import numpy as np

from backtest.market.corporate_events import RENAME, adjustment_factor
from backtest.market.panel import Panel, carried_forward
from data_sources.tables.facts import Booleans, Floats, Integers


def held_growth(panel: Panel, base: int, last: int, *, delist_recovery: float = 0.0) -> Floats:
    """Return what one CNY in each name became from the close of row ``base`` to that of row ``last`` (T x N).

    The first row is 1.0; dividends before tax are reinvested. NaN throughout for a name that was not ``buyable`` at the
    base. A name without a bar stands at its last value, and a renamed or merged one goes on as its successor. A
    delisted one is paid out as in a run, and stands at that from its delisting on: ``delist_value`` where its
    instrument has one, else ``delist_recovery`` of its last value.

    Parameters
    ----------
    panel : Panel
        The market, S sessions x N symbols.
    base, last : int
        The rows of the first and the last close.
    delist_recovery : float, default 0.0
        What a delisted name recovers of its last value, the option of the run beside it.
    """
    value = panel.total_return_index[base : last + 1].copy()
    paid_out = _delisted_on(panel)
    _pay_delisted(panel, value, base, paid_out, delist_recovery)
    _follow_renames(panel, value, base, paid_out)
    growth: Floats = value / panel.total_return_index[base]
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


def _delisted_on(panel: Panel) -> Integers:
    """The row on which each name (N) is paid out: its first session without listing; S for one that is never.

    One that was renamed by then had handed its shares to its successor.
    """
    never, events = len(panel.sessions), panel.events
    days = [each.delist_date for each in panel.instruments]
    rows = np.array([never if day is None else np.searchsorted(panel.sessions, np.datetime64(day)) for day in days])
    renamed = np.full(len(panel.symbols), never)
    renames = events.kind == RENAME
    np.minimum.at(renamed, events.symbol[renames], events.session[renames])
    return np.where(renamed <= rows, never, rows).astype(np.int64)


def _pay_delisted(panel: Panel, value: Floats, base: int, paid_out: Integers, recovery: float) -> None:
    """Let the value (T x N) of each delisted name be what its delisting pays from then on, in place."""
    inside = np.flatnonzero((paid_out > base) & (paid_out < base + len(value)))
    options = {int(j): option for j in inside if (option := panel.instruments[j].delist_value) is not None}
    # An action after the last bar changed the number of shares, each of which the option pays.
    factors = _factors(panel) if options else None
    for j in inside.tolist():
        row = paid_out[j] - base
        worth = value[row - 1, j] * recovery
        value[row:, j] = worth if factors is None or j not in options else options[j] * factors[paid_out[j], j]


def _factors(panel: Panel) -> Floats:
    return adjustment_factor(panel.close, panel.traded, panel.history_close, panel.events)


def _follow_renames(panel: Panel, value: Floats, base: int, paid_out: Integers) -> None:
    """Let the value (T x N) of each old symbol move as its successor's does from the rename on, in place.

    The latest rename comes first, so that a chain of them is followed to its end.
    """
    events, end = panel.events, base + len(value)
    inside = np.flatnonzero((events.kind == RENAME) & (events.session > base) & (events.session < end))
    for e in inside[::-1]:
        old, new, row = int(events.symbol[e]), int(events.successor[e]), int(events.session[e]) - base
        if paid_out[old] < row + base:
            continue
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
