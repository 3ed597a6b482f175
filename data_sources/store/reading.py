"""The stored facts, back in memory: the present ones, or those of an earlier snapshot or day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import date

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.store.address import store_errors
from data_sources.store.cache import Columns, read_cache, write_cache
from data_sources.store.history import frame_as_of
from data_sources.store.opening import is_filled
from data_sources.store.pages import read_pages
from data_sources.store.rows import read_frame
from data_sources.store.series import read_series, series_of_frame
from data_sources.store.snapshots import Snapshot, snapshot_at
from data_sources.store.tables import FACT_TABLES, findings
from data_sources.store.transactions import reading
from data_sources.tables.fact_frames import facts_of
from data_sources.tables.facts import BAR_FIELDS, Facts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import SYMBOL_DTYPE, Frame, Frames
from data_sources.tables.schema import BARS, CALENDAR_INDEX, INDEX, TABLES

SERIES = {BARS.name: BAR_FIELDS, INDEX.name: ("close",)}
"""The two large tables, and the columns of them that facts know."""


def read_facts(engine: Engine, symbols: Collection[str] | None = None, as_of: str | date | None = None) -> Facts:
    """Return all facts of a snapshot, in one consistent look; StoreError when there is none.

    ``symbols`` (canonical) limits instruments, bars, actions and status; renames, sessions, indices and signals are
    always whole. ``as_of`` is a snapshot as a result cites it (``s12-…``, or ``s12``) or a day, which means the last
    snapshot published before midnight in Shanghai at its end; None is the latest. Facts that were replaced since come
    back with the values they had. Arrays are read-only; they may be a file's own pages, see ``store.cache``.
    """
    with store_errors(engine.url), reading(engine) as connection:
        snapshot = snapshot_at(connection, as_of)
        columns = read_cache(engine.url, snapshot)
        if columns is None:
            columns = _stored(connection, snapshot, symbols)
            if symbols is None:
                write_cache(engine.url, snapshot, columns)
        return _facts(columns, symbols, snapshot, _findings(connection, snapshot))


def read_findings(engine: Engine, *, severity: str | None = None, symbol: str | None = None) -> tuple[Finding, ...]:
    """Return the findings that belong to the stored facts, the worst first; StoreError when there are no facts."""
    with store_errors(engine.url), reading(engine) as connection:
        found = _findings(connection, snapshot_at(connection))
    return tuple(f for f in found if severity in (None, f.severity) and symbol in (None, f.symbol))


def stored_reference(engine: Engine) -> dict[str, Frame]:
    """Return what new rows are held against: of bars each symbol's last, of indices the calendar's; {} without one."""
    with store_errors(engine.url):
        if not is_filled(engine):
            return {}
        with reading(engine) as connection:
            return {
                **{name: read_frame(connection, name) for name in ("instruments", "sessions", "actions", "status")},
                "bars": read_frame(connection, "bars", _last_of_each(FACT_TABLES["bars"])),
                "index": read_frame(connection, "index", symbols=(CALENDAR_INDEX,)),
            }


def _last_of_each(bars: sa.Table) -> sa.ColumnElement[bool]:
    last = sa.select(bars.c.symbol, sa.func.max(bars.c.date)).group_by(bars.c.symbol)
    return sa.tuple_(bars.c.symbol, bars.c.date).in_(last)


def _stored(connection: Connection, snapshot: Snapshot, symbols: Collection[str] | None) -> Columns:
    """Read the tables; the present rows of the large ones need not pass through frames."""
    chosen = {name: symbols if "symbol" in table.names("symbol") else None for name, table in TABLES.items()}
    if snapshot.is_latest:
        frames = {name: read_frame(connection, name, symbols=chosen[name]) for name in TABLES if name not in SERIES}
        pages = read_pages(connection) if symbols is None else None
        series = {name: read_series(connection, name, columns, chosen[name], pages) for name, columns in SERIES.items()}
        return Columns(frames, series)
    frames = {name: frame_as_of(connection, name, snapshot.number, chosen[name]) for name in TABLES}
    series = {name: series_of_frame(frames.pop(name), columns) for name, columns in SERIES.items()}
    return Columns(frames, series)


def _facts(columns: Columns, symbols: Collection[str] | None, snapshot: Snapshot, found: tuple[Finding, ...]) -> Facts:
    frames, bars = columns.frames, columns.series[BARS.name]
    if symbols is not None:
        frames, bars = _limited(frames, sorted(symbols)), bars.of(symbols)
    facts = facts_of(
        frames, findings=found, snapshot=snapshot.name, source=snapshot.source, simulated=snapshot.simulated
    )
    return replace(facts, bars=bars.bars(), index=columns.series[INDEX.name].index())


def _limited(frames: Frames, symbols: Sequence[str]) -> Frames:
    return {
        name: frame.rows(np.isin(frame["symbol"], np.array(symbols, SYMBOL_DTYPE)))
        if "symbol" in frame.table.names("symbol")
        else frame
        for name, frame in frames.items()
    }


def _findings(connection: Connection, snapshot: Snapshot) -> tuple[Finding, ...]:
    columns = [findings.c[field.name] for field in fields(Finding)]
    held = (findings.c.snapshot <= snapshot.number) & (
        findings.c.replaced_by.is_(None) | (findings.c.replaced_by > snapshot.number)
    )
    found = [Finding(*row) for row in connection.execute(sa.select(*columns).where(held).order_by(findings.c.id))]
    order = {"severe": 0, "warning": 1, "note": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))
