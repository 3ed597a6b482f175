"""Stored tables of daily rows, read a column at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.series import Series, one_form, series_of
from data_sources.store.tables import FACT_TABLES, epoch_day
from data_sources.tables.facts import Floats

# Rows whose columns fit a processor's cache; all rows at once would not fit in memory for a whole market.
CHUNK = 8192


def read_series(
    connection: Connection, name: str, fields: Sequence[str], symbols: Collection[str] | None = None
) -> Series:
    """Return a stored table of daily rows; of the given symbols when there are any given."""
    stored = FACT_TABLES[name]
    where = [] if symbols is None else [stored.c.symbol.in_(sorted(symbols))]
    if connection.dialect.driver == "psycopg":
        return _packed(connection, stored, fields, where)
    count = sa.select(stored.c.symbol, sa.func.count().label("rows")).where(*where).group_by(stored.c.symbol)
    counted = connection.execute(count.order_by(stored.c.symbol)).all()
    lengths = [int(row.rows) for row in counted]
    rows = sa.select(epoch_day(stored.c.date), *(stored.c[field] for field in fields)).where(*where)
    cursor = connection.execute(rows.order_by(stored.c.symbol, stored.c.date)).cursor
    days, *columns = _columns(cursor, sum(lengths), 1 + len(fields))
    # In a damaged file a day may be no number; what it becomes is not what was published, as the proof then says.
    with np.errstate(invalid="ignore"):
        dates = days.astype(np.int64).astype("datetime64[D]")
    return series_of([row.symbol for row in counted], lengths, dates, columns)


def _columns(cursor: Any, length: int, width: int) -> list[Floats]:  # noqa: ANN401 - a driver's own cursor
    """Read number columns without holding all rows; None becomes NaN."""
    columns = [np.empty(length) for _ in range(width)]
    rows: Iterator[tuple[float, ...]] = iter(cursor)
    for start in range(0, length, CHUNK):
        end = min(start + CHUNK, length)
        cells = chain.from_iterable(islice(rows, end - start))
        piece = np.fromiter(cells, np.float64, (end - start) * width).reshape(-1, width)
        for column, values in zip(columns, piece.T, strict=True):
            column[start:end] = one_form(values)
    return columns


def _packed(
    connection: Connection, stored: sa.Table, fields: Sequence[str], where: Sequence[sa.ColumnElement[bool]]
) -> Series:
    """Let PostgreSQL join each symbol's rows to one string of bytes: no number is made on its own here."""
    in_order = sa.select(stored).where(*where).order_by(stored.c.symbol, stored.c.date).subquery()
    row: sa.ColumnElement[bytes] = sa.func.int4send(epoch_day(in_order.c.date), type_=sa.LargeBinary())
    for field in fields:
        row = row.op("||", return_type=sa.LargeBinary())(
            sa.func.float8send(sa.func.coalesce(in_order.c[field], sa.text("'NaN'::float8")))
        )
    query = sa.select(in_order.c.symbol, sa.func.string_agg(row, sa.text("''::bytea"))).group_by(in_order.c.symbol)
    packed = connection.execute(query.order_by(in_order.c.symbol)).all()
    kinds = np.dtype([("date", ">i4"), *((field, ">f8") for field in fields)])
    rows = np.frombuffer(b"".join(row.string_agg for row in packed), kinds)
    lengths = [len(row.string_agg) // kinds.itemsize for row in packed]
    # Rows reach an aggregate in the subquery's order as a rule, but this is not promised.
    owner = np.repeat(np.arange(len(lengths)), lengths)
    if np.any((np.diff(owner) == 0) & (np.diff(rows["date"]) < 0)):
        rows = rows[np.lexsort([rows["date"], owner])]
    columns = [one_form(rows[field].astype(np.float64)) for field in fields]
    return series_of([row.symbol for row in packed], lengths, rows["date"].astype("datetime64[D]"), columns)
