"""Daily rows of many symbols, a column at a time: the two large tables, bars and index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from data_sources.store.tables import FACT_TABLES, epoch_day
from data_sources.tables.facts import BAR_FIELDS, Bars, Dates, Floats, IndexSeries
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.read_only import marked_read_only

# Rows whose columns fit a processor's cache; all rows at once would not fit in memory for a whole market.
CHUNK = 8192
DAYS = 1 << 32
"""More than the days there are, before 1970 and after."""


@dataclass(frozen=True)
class Series:
    """Rows sorted by (symbol, date); symbol i owns rows ``offsets[i]:offsets[i + 1]``. Arrays are read-only."""

    symbols: tuple[str, ...]
    offsets: NDArray[np.int64]
    date: Dates
    fields: tuple[Floats, ...]

    def of(self, symbols: Collection[str]) -> Series:
        """Return the rows of some symbols; unknown ones have none."""
        chosen = [i for i, symbol in enumerate(self.symbols) if symbol in frozenset(symbols)]
        lengths = [int(self.offsets[i + 1] - self.offsets[i]) for i in chosen]
        rows = np.concatenate([np.arange(self.offsets[i], self.offsets[i + 1]) for i in chosen] or [np.empty(0, int)])
        return series_of(
            [self.symbols[i] for i in chosen], lengths, self.date[rows], [field[rows] for field in self.fields]
        )

    def bars(self) -> Bars:
        """Return the rows as bars; the fields are ``BAR_FIELDS``."""
        return Bars(self.symbols, self.offsets, self.date, **dict(zip(BAR_FIELDS, self.fields, strict=True)))

    def index(self) -> dict[str, IndexSeries]:
        """Return the rows as one series for each index; the only field is the close."""
        (close,) = self.fields
        return {
            symbol: IndexSeries(symbol, self.date[start:end], close[start:end])
            for symbol, (start, end) in zip(self.symbols, pairwise(self.offsets.tolist()), strict=True)
        }


def series_of(symbols: Sequence[str], lengths: Sequence[int], day: Dates, fields: Sequence[Floats]) -> Series:
    """Return series from each symbol's number of rows."""
    offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
    for array in (offsets, day, *fields):
        marked_read_only(array)
    return Series(tuple(symbols), offsets, day, tuple(fields))


def series_of_frame(frame: Frame, fields: Sequence[str]) -> Series:
    """Return the rows of a frame in key order."""
    offsets = symbol_offsets(frame["symbol"])
    symbols, lengths = frame["symbol"][offsets[:-1]].tolist(), np.diff(offsets).tolist()
    return series_of(symbols, lengths, frame["date"], [_one_form(frame[field]) for field in fields])


def _one_form(numbers: Floats) -> Floats:
    """Return numbers with one kind of NaN and no negative zero, so that equal facts are equal byte by byte."""
    return np.where(np.isnan(numbers), np.nan, numbers + 0.0)


def with_rows(series: Series, frame: Frame, fields: Sequence[str]) -> Series:
    """Return the series with the rows of a frame, in any order, added to it or in the place of those of the same day.

    A few rows among millions cost a copy of each column, no sorting.
    """
    added = series_of_frame(frame if _in_order(frame) else frame.in_key_order(), fields)
    if not len(series.date):
        return added
    symbols = sorted({*series.symbols, *added.symbols})
    keys, fresh = _keys(series, symbols), _keys(added, symbols)
    place = np.searchsorted(keys, fresh)
    new = keys[np.minimum(place, len(keys) - 1)] != fresh

    def merged(stored: Array, given: Array) -> Array:
        if not new.all():
            stored = stored.copy()
            stored[place[~new]] = given[~new]
        return np.insert(stored, place[new], given[new]) if new.any() else stored

    lengths = np.bincount(np.concatenate([keys, fresh[new]]) // DAYS, minlength=len(symbols)).tolist()
    columns = [merged(*pair) for pair in zip(series.fields, added.fields, strict=True)]
    return series_of(symbols, lengths, merged(series.date, added.date), columns)


def _in_order(frame: Frame) -> bool:
    symbols, days = frame["symbol"], frame["date"]
    same = symbols[1:] == symbols[:-1]
    return bool(np.all(np.where(same, days[1:] > days[:-1], symbols[1:] > symbols[:-1])))


def _keys(series: Series, symbols: Sequence[str]) -> NDArray[np.int64]:
    """Return a number for each row that ascends with its symbol's place among ``symbols`` and its day."""
    place = {symbol: i for i, symbol in enumerate(symbols)}
    owner = np.array([place[symbol] for symbol in series.symbols], np.int64)
    return np.repeat(owner, np.diff(series.offsets)) * DAYS + (series.date.astype(np.int64) + DAYS // 2)


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
            column[start:end] = _one_form(values)
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
    columns = [_one_form(rows[field].astype(np.float64)) for field in fields]
    return series_of([row.symbol for row in packed], lengths, rows["date"].astype("datetime64[D]"), columns)
