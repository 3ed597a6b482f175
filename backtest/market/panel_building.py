"""Facts to a panel: a layout joined with the facts that need none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np

from backtest.market.announcements import lay_announcements
from backtest.market.layout import Layout, lay_out
from backtest.market.panel import Panel
from data_sources.calendar.sessions import sessions_of
from data_sources.tables.facts import Dates, Facts, Floats, Instrument
from data_sources.tables.read_only import read_only


def build_panel(facts: Facts, more_symbols: Iterable[str] = ()) -> Panel:
    """Align a snapshot on its sessions.

    The session axis ends with the last session that has a row in bars or index. Columns are the instruments, the
    symbols of renames and ``more_symbols``, such as targets name, whether the facts know them or not. Raises InputError
    for a bar on a day within the calendar that is not a session.
    """
    return panel_of(facts, lay_out(facts, more_symbols))


def panel_of(facts: Facts, layout: Layout) -> Panel:
    """Join a layout with the facts that it was made from; of these no bar is read again."""
    sessions, calendar = layout.sessions, sessions_of(facts)
    listed = {instrument.symbol: instrument for instrument in facts.instruments}
    symbols = tuple(layout.symbols.tolist())
    column = {symbol: j for j, symbol in enumerate(symbols)}
    return Panel(
        sessions=read_only(sessions),
        symbols=symbols,
        instruments=tuple(
            _listed_on(listed.get(symbol) or Instrument(symbol), day)
            for symbol, day in zip(symbols, layout.list_date.tolist(), strict=True)
        ),
        bars=read_only(layout.bars),
        history_close=read_only(layout.history_close),
        history_day=read_only(layout.history_day),
        listed_from=read_only(layout.listed_from),
        events=replace(layout.events, **{name: read_only(array) for name, array in vars(layout.events).items()}),
        status=facts.status,
        renames=facts.renames,
        benchmarks={name: _aligned(sessions, index.date, index.close) for name, index in facts.index.items()},
        signals=facts.signals,
        earnings=lay_announcements(facts.earnings, sessions, column, facts.renames, layout.listed_from),
        findings=facts.findings,
        next_session=calendar[len(sessions)].item() if len(sessions) < len(calendar) else None,
        snapshot=facts.snapshot,
        simulated=facts.simulated,
    )


def _listed_on(instrument: Instrument, day: date | None) -> Instrument:
    return instrument if instrument.list_date == day else replace(instrument, list_date=day)


def _aligned(sessions: Dates, days: Dates, values: Floats) -> Floats:
    aligned = np.full(len(sessions), np.nan)
    rows = np.searchsorted(sessions, days)
    known = (rows < len(sessions)) & (sessions[np.minimum(rows, len(sessions) - 1)] == days)
    aligned[rows[known]] = values[known]
    return read_only(aligned)
