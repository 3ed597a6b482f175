"""What given files leave out and the store or a calendar supplies: instruments, their listing days, the sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from data_sources.calendar.exchange_calendar import exchange_sessions
from data_sources.exports.given_reading import GivenReading
from data_sources.quality.reference import Reference
from data_sources.tables.brief import first_of
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Frames, concatenate, empty_cells, empty_column
from data_sources.tables.schema import BARS, CALENDAR_INDEX, INSTRUMENTS

MISSING = ("missing_table", "empty_table")


def completed(reading: GivenReading, stored: Frames) -> GivenReading:
    """Return what was read, with what the store knows: a table that it has need not be given again.

    Securities that are neither given nor stored get a row in instruments, made of their bars, unless a whole market of
    our own layout was given. What a list of another system does not tell of an instrument stays as it is stored.
    """
    findings = tuple(
        each for each in reading.findings if each.rule not in MISSING or not len(stored.get(each.table, ()))
    )
    reading = replace(reading, findings=findings)
    if reading.whole:
        return reading
    frames = dict(reading.frames)
    known = stored.get(INSTRUMENTS.name)
    if INSTRUMENTS.name in frames and known is not None:
        frames[INSTRUMENTS.name] = _with_stored_cells(frames[INSTRUMENTS.name], known)
    return _with_made_instruments(replace(reading, frames=frames), known)


def with_assumed_calendar(tables: Reference) -> tuple[Reference, tuple[Finding, ...]]:
    """Return tables judged by the exchange's calendar where there is none in files or store; of bars a warning says so.

    Lists of securities or actions by themselves have no sessions to be held against.
    """
    if len(tables.sessions):
        return tables, ()
    tables = replace(tables, sessions=np.asarray(exchange_sessions()))
    if not len(tables[BARS.name]):
        return tables, ()
    message = (
        f"no CSI 300: the calendar was taken from the exchange calendar; a run needs it: "
        f"import index bars of {CALENDAR_INDEX}, such as Tushare's index_daily"
    )
    finding = Finding("warning", "calendar_assumed", message, "index", CALENDAR_INDEX)
    return tables, (finding,)


def _with_stored_cells(given: Frame, stored: Frame) -> Frame:
    """Return instruments whose empty cells are those of the store: a list of codes and names knows no listing day."""
    place = {symbol: row for row, symbol in enumerate(stored["symbol"].tolist())}
    rows = np.array([place.get(symbol, -1) for symbol in given["symbol"].tolist()], np.intp)
    columns = dict(given.columns)
    for column in INSTRUMENTS.columns:
        cells = columns[column.name]
        chosen = empty_cells(cells) & (rows >= 0)
        if chosen.any():
            columns[column.name] = cells.copy()
            columns[column.name][chosen] = stored[column.name][rows[chosen]]
    return replace(given, columns=columns)


def _with_made_instruments(reading: GivenReading, known: Frame | None) -> GivenReading:
    bars, given = reading.frames.get(BARS.name), reading.frames.get(INSTRUMENTS.name)
    if bars is None:
        return reading
    there = [frame["symbol"] for frame in (known, given) if frame is not None]
    symbols, first = np.unique(bars["symbol"], return_index=True)
    new = ~np.isin(symbols, np.concatenate(there)) if there else np.ones(len(symbols), np.bool_)
    if not new.any():
        return reading
    made = _made(symbols[new].tolist(), bars.rows(first[new]), reading.names)
    frames = dict(reading.frames)
    frames[INSTRUMENTS.name] = concatenate(INSTRUMENTS, [*([given] if given is not None else []), made]).in_key_order()
    count = len(made)
    message = (
        f"{count:,} {'symbol is' if count == 1 else 'symbols are'} in no instruments table; made of the bars, without "
        f"a listing day: {first_of(symbols[new].tolist())}; import a list, such as Tushare's stock_basic"
    )
    finding = Finding("warning", "instruments_made", message, INSTRUMENTS.name)
    return replace(reading, frames=frames, findings=(*reading.findings, finding))


def _made(symbols: list[str], bars: Frame, names: Mapping[str, str]) -> Frame:
    columns = {column.name: empty_column(column, len(symbols)) for column in INSTRUMENTS.columns}
    columns["symbol"] = bars["symbol"]
    columns["name"] = np.array([names.get(symbol, "") for symbol in symbols], object)
    return Frame(INSTRUMENTS, columns, bars.files, bars.file, bars.line)
