"""The large arrays of a panel: sessions laid out, bars scattered into matrices, renamed histories joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from backtest.market.corporate_events import CorporateEvents, lay_events
from backtest.market.panel import VOLUME
from data_sources.calendar.sessions import sessions_of
from data_sources.errors import InputError
from data_sources.tables.facts import BAR_FIELDS, Bars, CorporateAction, Dates, Facts, Floats, Integers, Rename
from data_sources.tables.frame import Array
from data_sources.tables.read_only import marked_read_only

# Few enough columns that a block of them stays in the processor's cache while it is turned.
COLUMNS_AT_A_TIME = 128


@dataclass(frozen=True)
class Layout:
    """The large arrays of a panel, S sessions x N symbols, as they can be kept in files; see ``Panel``.

    ``list_date`` (N) is NaT where unknown and the old symbol's where a history was continued.
    """

    sessions: Dates
    symbols: NDArray[np.str_]
    list_date: Dates
    bars: Floats
    history_close: Floats
    history_day: Dates
    listed_from: Integers
    events: CorporateEvents

    def arrays(self) -> dict[str, Array]:
        """Return all arrays by name."""
        return {**{name: getattr(self, name) for name in _OWN}, **vars(self.events)}

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Layout:
        """Return the layout of arrays by name; KeyError or ValueError for arrays that are not those of one layout."""
        events = CorporateEvents(**{field.name: arrays[field.name] for field in fields(CorporateEvents)})
        layout = cls(**{name: arrays[name] for name in _OWN}, events=events)
        shape = (len(BAR_FIELDS), len(layout.sessions), len(layout.symbols))
        if layout.bars.shape != shape:
            raise ValueError(f"the bars are laid out as {layout.bars.shape}, not {shape}")
        return layout


_OWN = tuple(field.name for field in fields(Layout) if field.name != "events")


def lay_out(facts: Facts, more_symbols: Iterable[str] = ()) -> Layout:
    """Lay bars and events out on the sessions; see ``build_panel``."""
    sessions = _sessions_with_data(facts)
    listed = {instrument.symbol: instrument for instrument in facts.instruments}
    named = {symbol for rename in facts.renames for symbol in (rename.old_symbol, rename.new_symbol)}
    symbols = tuple(sorted({*listed, *facts.bars.symbols, *named, *more_symbols}))
    column = {symbol: j for j, symbol in enumerate(symbols)}
    bars, history_close, history_day = _scatter(facts.bars, sessions, column)
    listed_from = _first_bar(bars[VOLUME], history_close)
    dates = [listed[symbol].list_date if symbol in listed else None for symbol in symbols]
    histories = _Histories(np.array(dates, "datetime64[D]"), bars, history_close, history_day, listed_from)
    continued = _continue_renamed(sessions, column, facts.renames, histories)
    events = lay_events(sessions, column, _after_history(facts, sessions), facts.renames, continued)
    for array in (bars, history_close, history_day, listed_from):
        marked_read_only(array)
    names = np.array(symbols, str)
    return Layout(sessions, names, histories.list_date, bars, history_close, history_day, listed_from, events)


def _sessions_with_data(facts: Facts) -> Dates:
    """The sessions up to the last one with a row in bars or index."""
    sessions = sessions_of(facts)
    last_days = [index.date[-1] for index in facts.index.values() if len(index.date)]
    if len(facts.bars.date):
        last_days.append(facts.bars.date.max())
    if not last_days:
        raise InputError("the market has no bar and no index level; import some first")
    return sessions[: int(np.searchsorted(sessions, max(last_days), side="right"))]


def _scatter(bars: Bars, sessions: Dates, column: dict[str, int]) -> tuple[Floats, Floats, Dates]:
    """Bars as matrices (field x S x N), close and day of the last bar before the calendar (N, N).

    ``column`` ascends as bars do.
    """
    owner = np.array([column[symbol] for symbol in bars.symbols], dtype=np.int64)
    _insist_on_sessions(bars, sessions)
    matrices = np.empty((len(BAR_FIELDS), len(sessions), len(column)))
    for left in range(0, len(column), COLUMNS_AT_A_TIME):
        right = min(left + COLUMNS_AT_A_TIME, len(column))
        first, stop = np.searchsorted(owner, [left, right])
        rows = slice(int(bars.offsets[first]), int(bars.offsets[stop]))
        rows_of = np.repeat(owner[first:stop] - left, np.diff(bars.offsets[first : stop + 1]))
        inside = (bars.volume[rows] > 0) & (bars.date[rows] >= sessions[0]) & (bars.date[rows] <= sessions[-1])
        cells = rows_of[inside] * len(sessions) + np.searchsorted(sessions, bars.date[rows][inside])
        for field, name in enumerate(BAR_FIELDS):
            block = np.full((right - left) * len(sessions), 0.0 if field == VOLUME else np.nan)
            block[cells] = getattr(bars, name)[rows][inside]
            matrices[field, :, left:right] = block.reshape(right - left, -1).T
    history_close = np.full(len(column), np.nan)
    history_day = np.full(len(column), np.datetime64("NaT", "D"), "datetime64[D]")
    before = np.flatnonzero((bars.volume > 0) & (bars.date < sessions[0]))
    columns_before = np.repeat(owner, np.diff(bars.offsets))[before]
    history_close[columns_before], history_day[columns_before] = bars.close[before], bars.date[before]
    return matrices, history_close, history_day


def _insist_on_sessions(bars: Bars, sessions: Dates) -> None:
    within = np.flatnonzero((bars.date >= sessions[0]) & (bars.date <= sessions[-1]))
    days = bars.date[within]
    stray = within[sessions[np.searchsorted(sessions, days)] != days]
    if len(stray):
        symbol = bars.symbols[int(np.searchsorted(bars.offsets, stray[0], side="right")) - 1]
        raise InputError(
            f"bar of {symbol} on {bars.date[stray[0]]}: that day is no session; correct the bar or the calendar"
        )


def _first_bar(volume: Floats, history_close: Floats) -> Integers:
    traded = volume > 0
    first = np.where(traded.any(axis=0), traded.argmax(axis=0), len(volume)).astype(np.int64)
    first[np.isfinite(history_close)] = 0
    return first


def _continue_renamed(
    sessions: Dates, column: dict[str, int], renames: tuple[Rename, ...], histories: _Histories
) -> dict[str, Rename]:
    """Give a new symbol without a bar before its rename the old one's past; return these renames by new symbol."""
    continued: dict[str, Rename] = {}
    for rename in sorted(renames, key=lambda rename: (rename.date, rename.old_symbol)):
        old, new = column[rename.old_symbol], column[rename.new_symbol]
        first = int(np.searchsorted(sessions, np.datetime64(rename.date, "D")))
        if rename.new_symbol in continued or histories.has_bar_before(first, new):
            continue
        # A chain of renames within one gap of sessions: the old one's own past has not become a bar here yet.
        known = histories.has_bar_before(first, old) or (
            rename.old_symbol in continued and histories.listed_from[old] <= first
        )
        histories.hand_over(first, old, new, known=known)
        continued[rename.new_symbol] = rename
    return continued


@dataclass(frozen=True)
class _Histories:
    """What a continuing symbol takes over; the arrays are still being written."""

    list_date: Dates
    bars: Floats
    history_close: Floats
    history_day: Dates
    listed_from: Integers

    def has_bar_before(self, session: int, column: int) -> bool:
        return bool(self.listed_from[column] < session or np.isfinite(self.history_close[column]))

    def hand_over(self, session: int, old: int, new: int, *, known: bool) -> None:
        self.bars[:, :session, new] = self.bars[:, :session, old]
        self.history_close[new], self.history_day[new] = self.history_close[old], self.history_day[old]
        self.list_date[new] = self.list_date[old]
        if known:
            self.listed_from[new] = session


def _after_history(facts: Facts, sessions: Dates) -> tuple[CorporateAction, ...]:
    """Leave out actions that a symbol's last close before the calendar already reflects."""
    last: dict[str, date] = {}
    for k, symbol in enumerate(facts.bars.symbols):
        rows = slice(int(facts.bars.offsets[k]), int(facts.bars.offsets[k + 1]))
        before = facts.bars.date[rows][(facts.bars.volume[rows] > 0) & (facts.bars.date[rows] < sessions[0])]
        if len(before):
            last[symbol] = before[-1].item()
    return tuple(action for action in facts.actions if action.ex_date > last.get(action.symbol, date.min))
