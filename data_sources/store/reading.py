"""The stored facts, back in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.errors import StoreError
from data_sources.fact_frames import facts_of
from data_sources.facts import Facts
from data_sources.finding import Finding
from data_sources.frame import SYMBOL_DTYPE, Array, Frame, empty_column
from data_sources.schema import CALENDAR_INDEX, TABLES, Column
from data_sources.store.opening import HOW_TO_FILL, is_filled, reading, shown, store_errors
from data_sources.store.tables import FACT_TABLES, epoch_day, findings, snapshots

CHUNK = 1024
# Facts know an index by its closes alone.
FACTS_READ = {"index": ("symbol", "date", "close")}


def read_facts(engine: Engine, symbols: Collection[str] | None = None) -> Facts:
    """Return all facts of the latest snapshot, in one consistent look; raises StoreError when there is none.

    ``symbols`` (canonical) limits instruments, bars, actions and status; renames, sessions, indices and signals are
    always whole.
    """
    with store_errors(engine.url), reading(engine) as connection:
        latest = _latest_or_error(connection, engine)
        frames = {
            name: read_frame(
                connection, name, symbols if "symbol" in table.names("symbol") else None, FACTS_READ.get(name)
            )
            for name, table in TABLES.items()
        }
        return facts_of(
            frames,
            findings=_findings(connection),
            snapshot=snapshot_name(latest.id, latest.content_hash),
            source=latest.source,
            simulated=latest.simulated,
        )


def read_frame(
    connection: Connection, name: str, symbols: Collection[str] | None = None, only: Collection[str] | None = None
) -> Frame:
    """Return a stored table in key order; of the given symbols and columns ``only``, when there are any given."""
    table, stored = TABLES[name], FACT_TABLES[name]
    columns = [column for column in table.columns if only is None or column.name in only]
    query = sa.select(*(_selected(stored, column) for column in columns)).order_by(
        *(stored.c[key] for key in table.key)
    )
    if symbols is not None:
        query = query.where(stored.c.symbol.in_(sorted(symbols)))
    return Frame(table, _columns(connection.execute(query).cursor, columns))


def stored_reference(engine: Engine) -> dict[str, Frame]:
    """Return what new rows are held against: stored instruments, sessions, calendar index; {} without a store."""
    with store_errors(engine.url):
        if not is_filled(engine):
            return {}
        with reading(engine) as connection:
            return {
                "instruments": read_frame(connection, "instruments"),
                "sessions": read_frame(connection, "sessions"),
                "index": read_frame(connection, "index", (CALENDAR_INDEX,)),
            }


def read_findings(engine: Engine, *, severity: str | None = None, symbol: str | None = None) -> tuple[Finding, ...]:
    """Return the findings that belong to the stored facts, the worst first; StoreError when there are no facts."""
    with store_errors(engine.url), reading(engine) as connection:
        _latest_or_error(connection, engine)
        found = _findings(connection)
    return tuple(f for f in found if severity in (None, f.severity) and symbol in (None, f.symbol))


def _findings(connection: Connection) -> tuple[Finding, ...]:
    columns = [findings.c[field.name] for field in fields(Finding)]
    found = [Finding(*row) for row in connection.execute(sa.select(*columns).order_by(findings.c.id))]
    order = {"severe": 0, "warning": 1, "note": 2}
    return tuple(sorted(found, key=lambda finding: order[finding.severity]))


def _latest_or_error(connection: Connection, engine: Engine) -> sa.Row[Any]:
    latest = latest_snapshot(connection)
    if latest is None:
        raise StoreError(f"the store {shown(engine.url)} is empty; {HOW_TO_FILL}")
    return latest


def latest_snapshot(connection: Connection) -> sa.Row[Any] | None:
    """Return the row of the last publication, None before the first."""
    return connection.execute(sa.select(snapshots).order_by(snapshots.c.id.desc()).limit(1)).first()


def snapshot_name(number: int, content_hash: str) -> str:
    """Return how a result cites a snapshot: its number and what its content amounts to."""
    return f"s{number}-{content_hash[:12]}"


def _selected(stored: sa.Table, column: Column) -> sa.ColumnElement[Any]:
    return epoch_day(stored.c[column.name]) if column.kind == "date" else stored.c[column.name]


def _columns(cursor: Any, columns: Sequence[Column]) -> dict[str, Array]:  # noqa: ANN401 - a driver's own cursor
    """Read in pieces that fit a processor's cache: twice as fast as all rows at once, and small for a whole market."""
    pieces: list[list[Array]] = []
    while rows := cursor.fetchmany(CHUNK):
        pieces.append([_array(cells, column) for cells, column in zip(zip(*rows, strict=True), columns, strict=True)])
    if not pieces:
        return {column.name: empty_column(column) for column in columns}
    joined = [np.concatenate(parts) for parts in zip(*pieces, strict=True)]
    return {column.name: values for column, values in zip(columns, joined, strict=True)}


def _array(values: Sequence[Any], column: Column) -> Array:
    if column.kind in ("symbol", "index_symbol"):
        return np.array(values, SYMBOL_DTYPE)
    if column.kind == "text":
        return np.array(values, object)
    numbers = np.array(values, np.float64)
    if column.kind == "number":
        return numbers
    empty = np.isnan(numbers)
    days = np.where(empty, 0, numbers).astype(np.int64).astype("datetime64[D]")
    return np.where(empty, np.datetime64("NaT"), days) if empty.any() else days
