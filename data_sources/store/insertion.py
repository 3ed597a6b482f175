"""Frames into stored tables, as each database takes rows fastest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.tables.frame import Array, Frame

CHUNK = 100_000


def insert_rows(connection: Connection, stored: sa.Table, frame: Frame, stamps: Mapping[str, Sequence[Any]]) -> None:
    """Insert past SQLAlchemy's handling of each row, which would take two thirds of a first import.

    ``stamps`` are further columns by name, one value per row.
    """
    if len(frame) > CHUNK:
        # A whole market's cells as Python's own values would not fit in memory.
        for start in range(0, len(frame), CHUNK):
            part = slice(start, start + CHUNK)
            chunk = frame.rows(np.arange(len(frame))[part])
            insert_rows(connection, stored, chunk, {name: values[part] for name, values in stamps.items()})
        return
    names = (*frame.columns, *stamps)
    is_text = connection.dialect.name == "sqlite"
    cells = [_plain(_iso(column) if is_text else column) for column in frame.columns.values()]
    rows = zip(*cells, *stamps.values(), strict=True)
    if connection.dialect.driver == "psycopg":
        _copy(connection, stored, names, rows)
        return
    statement = sa.insert(stored).compile(dialect=connection.dialect, column_keys=list(names))
    parameters = list(rows) if statement.positional else [dict(zip(names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(str(statement), parameters)


def _copy(connection: Connection, stored: sa.Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert by COPY, the way PostgreSQL has for many rows."""
    preparer = connection.dialect.identifier_preparer
    columns = ", ".join(preparer.quote(name) for name in names)
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(f"COPY {preparer.format_table(stored)} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def records(frame: Frame) -> list[dict[str, Any]]:
    """Rows as the database takes them: dates, floats and strings, None where empty."""
    cells = [_plain(column) for column in frame.columns.values()]
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _iso(column: Array) -> Array:
    """Return days as SQLite holds them, text; other columns as they are."""
    if column.dtype.kind != "M":
        return column
    days, place = np.unique(column, return_inverse=True)
    texts = np.array([None if day is None else day.isoformat() for day in days.tolist()], object)
    return np.asarray(texts[place])


def _plain(column: Array) -> list[Any]:
    if column.dtype.kind == "f":
        objects = column.astype(object)
        objects[np.isnan(column)] = None
        return list(objects)
    return list(column.tolist())


def as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its days as text."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
