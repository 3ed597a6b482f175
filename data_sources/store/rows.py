"""The rows of one stored table as a frame, and the stored findings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.tables import FACT_TABLES, epoch_day, findings
from data_sources.tables.finding import Finding
from data_sources.tables.frame import SYMBOL_DTYPE, Array, Frame, empty_column
from data_sources.tables.schema import TABLES, Column, Table

CHUNK = 1024


def read_frame(
    connection: Connection, name: str, *where: sa.ColumnElement[bool], symbols: Collection[str] | None = None
) -> Frame:
    """Return a stored table in key order; of the given symbols, when there are any given, and ``where`` all is true."""
    return Frame(TABLES[name], _read(connection, name, where, symbols)[0])


def read_published(connection: Connection, name: str, *where: sa.ColumnElement[bool]) -> tuple[Frame, Array]:
    """Return a stored table in key order, and for each row the snapshot that published it."""
    columns, published = _read(connection, name, where, None)
    return Frame(TABLES[name], columns), published


def findings_by_number(connection: Connection, where: sa.ColumnElement[bool]) -> dict[int, Finding]:
    """Return the stored findings for which ``where`` is true, in the order in which they were stored."""
    columns = [findings.c.id, *(findings.c[field.name] for field in fields(Finding))]
    rows = connection.execute(sa.select(*columns).where(where).order_by(findings.c.id))
    return {number: Finding(*cells) for number, *cells in rows}


def held_of_source(source: str) -> sa.ColumnElement[bool]:
    """Return the condition that a finding of this source still holds."""
    return (findings.c.source == source) & findings.c.replaced_by.is_(None)


def held_of_others(source: str) -> sa.ColumnElement[bool]:
    """Return the condition that a finding of another source still holds."""
    return (findings.c.source != source) & findings.c.replaced_by.is_(None)


def _read(
    connection: Connection, name: str, where: Sequence[sa.ColumnElement[bool]], symbols: Collection[str] | None
) -> tuple[dict[str, Array], Array]:
    table, stored = TABLES[name], FACT_TABLES[name]
    lacks = _not_there_yet(connection, table, stored)
    cells = [
        sa.null().label(each.name)
        if each.name in lacks
        else (epoch_day(stored.c[each.name]) if each.kind == "date" else stored.c[each.name])
        for each in table.columns
    ]
    query = sa.select(*cells, stored.c.snapshot).where(*where).order_by(*(stored.c[key] for key in table.key))
    if symbols is not None:
        query = query.where(stored.c.symbol.in_(sorted(symbols)))
    *columns, published = _columns(connection.execute(query).cursor, table.columns)
    return dict(zip(table.names(), columns, strict=True)), published


def _not_there_yet(connection: Connection, table: Table, stored: sa.Table) -> set[str]:
    """Name the columns that an older store has not got: a publication reads it before it upgrades it."""
    added = {column.name for column in table.columns if column.added}
    return added - {column["name"] for column in sa.inspect(connection).get_columns(stored.name)} if added else added


def _columns(cursor: Any, columns: Sequence[Column]) -> list[Array]:  # noqa: ANN401 - a driver's own cursor
    """Read in pieces that fit a processor's cache: twice as fast as all rows at once, and small for a whole market."""
    pieces: list[list[Array]] = []
    while rows := cursor.fetchmany(CHUNK):
        *cells, published = zip(*rows, strict=True)
        read = [_array(values, column) for values, column in zip(cells, columns, strict=True)]
        pieces.append([*read, np.array(published, np.int64)])
    if not pieces:
        return [*(empty_column(column) for column in columns), np.empty(0, np.int64)]
    return [np.concatenate(parts) for parts in zip(*pieces, strict=True)]


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
    return np.where(empty, np.datetime64("NaT", "D"), days) if empty.any() else days
