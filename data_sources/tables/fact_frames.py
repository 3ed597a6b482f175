"""Frames of the canonical tables to ``Facts``, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, cast

import numpy as np

from data_sources.tables.facts import (
    BAR_FIELDS,
    Bars,
    CorporateAction,
    Earnings,
    EarningsKind,
    Facts,
    IndexSeries,
    Instrument,
    Rename,
    StatusKind,
    StatusSpan,
)
from data_sources.tables.finding import Finding
from data_sources.tables.frame import SYMBOL_DTYPE, Array, Frame, Frames, empty_column, empty_frame, symbol_offsets
from data_sources.tables.read_only import marked_read_only
from data_sources.tables.schema import BARS, SIGNALS, TABLES, Table
from data_sources.tables.signals import Signals


def facts_of(
    frames: Frames,
    *,
    findings: tuple[Finding, ...] = (),
    snapshot: str = "unsaved",
    source: str = "",
    simulated: bool = False,
) -> Facts:
    """Return the facts of checked frames whose rows are in key order; absent tables are empty."""
    full = {name: frames.get(name) or empty_frame(table) for name, table in TABLES.items()}
    sessions = full["sessions"]["date"]
    return Facts(
        instruments=tuple(
            Instrument(symbol, name, listed, delisted, _or_none(price), _or_none(value))
            for symbol, name, listed, delisted, price, value in _rows(full["instruments"])
        ),
        bars=_bars(full["bars"]),
        index=_index(full["index"]),
        actions=tuple(CorporateAction(*row) for row in _rows(full["actions"])),
        status=tuple(
            StatusSpan(s, start, end, cast("StatusKind", kind)) for s, start, end, kind in _rows(full["status"])
        ),
        renames=tuple(Rename(*row) for row in _rows(full["renames"])),
        sessions=marked_read_only(sessions) if len(sessions) else None,
        signals=Signals(**full["signals"].columns, shipped=np.zeros(len(full["signals"]), np.bool_)),
        snapshot=snapshot,
        source=source,
        simulated=simulated,
        findings=findings,
        earnings=tuple(
            Earnings(symbol, end, day, cast("EarningsKind", kind), _or_none(eps), _or_none(profit), published_by)
            for symbol, end, day, kind, eps, profit, published_by in _rows(full["earnings"])
        ),
    )


def frames_of(facts: Facts) -> dict[str, Frame]:
    """Return the facts as frames in key order; of an index only its close is known."""
    bars = facts.bars
    columns = {name: getattr(bars, name) for name in ("date", *BAR_FIELDS)}
    symbols = np.repeat(np.array(bars.symbols, SYMBOL_DTYPE), np.diff(bars.offsets))
    sessions = np.empty(0, "datetime64[D]") if facts.sessions is None else facts.sessions
    frames = {
        "instruments": _frame("instruments", facts.instruments),
        "bars": Frame(BARS, {"symbol": symbols, **columns}),
        "actions": _frame("actions", facts.actions),
        "status": _frame("status", facts.status),
        "renames": _frame("renames", facts.renames),
        "sessions": Frame(TABLES["sessions"], {"date": sessions}),
        "index": _index_frame(facts.index),
        "signals": Frame(SIGNALS, {name: getattr(facts.signals, name) for name in SIGNALS.names()}),
        "earnings": _frame("earnings", facts.earnings),
    }
    return {name: frame.in_key_order() for name, frame in frames.items()}


def _rows(frame: Frame) -> Iterable[tuple[Any, ...]]:
    """Rows as plain Python values: strings, dates (None empty) and floats."""
    return zip(*(column.tolist() for column in frame.columns.values()), strict=True)


def _or_none(number: float) -> float | None:
    return None if number != number else number  # noqa: PLR0124 - NaN alone differs from itself


def _bars(frame: Frame) -> Bars:
    offsets = symbol_offsets(frame["symbol"])
    columns = {name: marked_read_only(frame[name]) for name in ("date", *BAR_FIELDS)}
    return Bars(tuple(frame["symbol"][offsets[:-1]].tolist()), marked_read_only(offsets), **columns)


def _index(frame: Frame) -> dict[str, IndexSeries]:
    offsets = symbol_offsets(frame["symbol"])
    series: dict[str, IndexSeries] = {}
    for start, end in pairwise(offsets.tolist()):
        symbol = str(frame["symbol"][start])
        series[symbol] = IndexSeries(
            symbol, marked_read_only(frame["date"][start:end]), marked_read_only(frame["close"][start:end])
        )
    return series


def _frame(name: str, records: Iterable[object]) -> Frame:
    rows = [tuple(getattr(record, column) for column in TABLES[name].names()) for record in records]
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(TABLES[name].columns)
    return frame_from_cells(TABLES[name], dict(zip(TABLES[name].names(), cells, strict=True)))


def frame_from_cells(table: Table, cells: Mapping[str, Iterable[Any]]) -> Frame:
    """Return a frame of plain Python values, None where empty."""
    columns: dict[str, Array] = {}
    for column in table.columns:
        dtype = empty_column(column).dtype
        values = list(cells[column.name])
        columns[column.name] = np.array(values, dtype) if values else np.empty(0, dtype)
    return Frame(table, columns)


def _index_frame(index: Mapping[str, IndexSeries]) -> Frame:
    table = TABLES["index"]
    rows = sum(len(series.date) for series in index.values())
    columns = {column.name: empty_column(column, rows) for column in table.columns}
    if rows:
        columns["symbol"] = np.concatenate([np.full(len(s.date), s.symbol, SYMBOL_DTYPE) for s in index.values()])
        columns["date"] = np.concatenate([series.date for series in index.values()])
        columns["close"] = np.concatenate([series.close for series in index.values()])
    return Frame(table, columns)
