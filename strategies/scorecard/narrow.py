"""A panel of a few symbols over a window: an execution of one name should not walk through years of a whole market."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from backtest.market.corporate_events import CorporateEvents
from backtest.market.panel import Panel
from data_sources.tables.facts import Floats, Integers
from data_sources.tables.read_only import read_only
from strategies.scorecard.window import Window, day_of

RUN_UP = 40  # sessions kept before the base: more than any board's days without limits after a listing

_COLUMNS = ("kind", "cash", "bonus", "rights", "rights_price", "ratio")


def narrow(panel: Panel, symbols: Iterable[str], window: Window) -> Panel:
    """Return the panel with only these symbols, and those they were renamed from or into, up to the window's end.

    It begins some sessions before the base, early enough to hold each symbol's last trade by then, so that whatever is
    executed from the base on comes out as on the whole panel.
    """
    kept = _with_namesakes(panel, set(symbols))
    columns = np.array([j for j, symbol in enumerate(panel.symbols) if symbol in kept], dtype=np.int64)
    first = _first_row(panel, columns, window.base)
    rows = slice(first, window.last + 1)
    return replace(
        panel,
        sessions=panel.sessions[rows],
        symbols=tuple(panel.symbols[j] for j in columns),
        instruments=tuple(panel.instruments[j] for j in columns),
        bars=_compact(panel.bars[:, rows, columns]),
        history_close=_compact(_last_close(panel, columns, first)),
        listed_from=np.maximum(panel.listed_from[columns] - first, 0),
        events=_events_of(panel.events, columns, rows),
        status=tuple(span for span in panel.status if span.symbol in kept),
        renames=tuple(rename for rename in panel.renames if rename.old_symbol in kept),
        benchmarks={name: levels[rows] for name, levels in panel.benchmarks.items()},
        next_session=day_of(panel, rows.stop) if rows.stop < len(panel.sessions) else panel.next_session,
    )


def _with_namesakes(panel: Panel, symbols: set[str]) -> set[str]:
    kept: set[str] = set()
    while kept != symbols:
        kept = symbols
        linked = [{each.old_symbol, each.new_symbol} for each in panel.renames]
        symbols = kept.union(*(pair for pair in linked if pair & kept))
    return kept


def _first_row(panel: Panel, columns: Integers, base: int) -> int:
    first = max(base - RUN_UP, 0)
    for column in columns:
        traded = np.flatnonzero(panel.traded[: base + 1, column])
        first = min(first, int(traded[-1]) if len(traded) else first)
    return first


def _last_close(panel: Panel, columns: Integers, first: int) -> Floats:
    closes = panel.history_close[columns].copy()
    for k, column in enumerate(columns):
        traded = np.flatnonzero(panel.traded[:first, column])
        if len(traded):
            closes[k] = panel.close[traded[-1], column]
    return closes


def _events_of(events: CorporateEvents, columns: Integers, rows: slice) -> CorporateEvents:
    """Keep the events of some columns and rows, columns, rows and events numbered anew."""
    new_column = np.full(len(events.step_offsets) - 1, -1, dtype=np.int64)
    new_column[columns] = np.arange(len(columns))
    inside = (events.session >= rows.start) & (events.session < rows.stop) & (new_column[events.symbol] >= 0)
    kept = np.flatnonzero(inside)
    new_event = np.full(len(events.symbol), -1, dtype=np.int64)
    new_event[kept] = np.arange(len(kept))
    own = [new_event[events.steps[events.step_offsets[j] : events.step_offsets[j + 1]]] for j in columns]
    steps = [each[each >= 0] for each in own]
    session, successor = events.session[kept] - rows.start, events.successor[kept]
    return replace(
        events,
        offsets=np.searchsorted(session, np.arange(rows.stop - rows.start + 1)).astype(np.int64),
        session=session,
        symbol=new_column[events.symbol[kept]],
        successor=np.where(successor >= 0, new_column[successor], -1),
        **{name: getattr(events, name)[kept] for name in _COLUMNS},
        step_offsets=np.concatenate(([0], np.cumsum([len(each) for each in steps]))).astype(np.int64),
        steps=np.concatenate([*steps, np.zeros(0, dtype=np.int64)]).astype(np.int64),
    )


def _compact(array: Floats) -> Floats:
    return read_only(np.ascontiguousarray(array))
