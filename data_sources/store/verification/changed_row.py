"""The first row that is another than was published, found beside the proved arrays of the column cache."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy.engine import Connection

from data_sources.store.cache import cache_folder, read_kept
from data_sources.store.columns import INDEX_FIELDS, SmallTables, unpack_series
from data_sources.store.series import Series
from data_sources.store.snapshot import Snapshot
from data_sources.store.stored_columns import stored_bars, stored_tables
from data_sources.tables.facts import BAR_FIELDS
from data_sources.tables.frame import Frame
from data_sources.tables.schema import BARS, INDEX

Row = tuple[object, ...]


def first_changed_row(connection: Connection, snapshot: Snapshot, name: str) -> str | None:
    """Name the first row of a table by its key, with what it is and what was published.

    None when the cache of the snapshot is not kept, or when its columns do not tell: of an index it has the close only.
    """
    folder = cache_folder(connection.engine.url)
    if name == BARS.name:
        kept = read_kept(folder, snapshot, "bars", unpack_series)
        return None if kept is None else _of_series(name, kept, stored_bars(connection, snapshot), BAR_FIELDS)
    tables = read_kept(folder, snapshot, "tables", SmallTables.of)
    if tables is None:
        return None
    found = stored_tables(connection, snapshot)
    if name == INDEX.name:
        return _of_series(name, tables.index, found.index, INDEX_FIELDS)
    fields = [each for each in tables.frames[name].table.names() if each not in tables.frames[name].table.key]
    return _first(name, _rows(tables.frames[name], fields), _rows(found.frames[name], fields), fields)


def _of_series(name: str, published: Series, found: Series, fields: Sequence[str]) -> str | None:
    """Compare symbol by symbol: the rows of a whole market as Python's own values would not fit in memory."""
    for symbol in sorted({*published.symbols, *found.symbols}):
        if said := _first(name, _of_symbol(published, symbol), _of_symbol(found, symbol), fields):
            return said
    return None


def _of_symbol(series: Series, symbol: str) -> dict[Row, Row]:
    place = np.searchsorted(series.symbols, symbol)
    if place == len(series.symbols) or series.symbols[place] != symbol:
        return {}
    part = slice(*series.offsets[place : place + 2].tolist())
    cells = [_plain(field[part].tolist()) for field in series.fields]
    days = series.date[part].astype(str).tolist()
    return {(symbol, day): row for day, *row in zip(days, *cells, strict=True)}  # type: ignore[misc]


def _rows(frame: Frame, fields: Sequence[str]) -> dict[Row, Row]:
    shown = {name: frame[name].astype(str) if frame[name].dtype.kind == "M" else frame[name] for name in frame.columns}
    keys = zip(*(shown[name].tolist() for name in frame.table.key), strict=True)
    cells = [_plain(shown[name].tolist()) for name in fields]
    rows = list(zip(*cells, strict=True)) if cells else [()] * len(frame)
    return dict(zip(keys, rows, strict=True))


def _plain(values: list[object]) -> list[object]:
    return [None if isinstance(value, float) and np.isnan(value) else value for value in values]


def _first(name: str, published: Mapping[Row, Row], found: Mapping[Row, Row], fields: Sequence[str]) -> str | None:
    for key in sorted(published.keys() | found.keys(), key=str):
        there, was = found.get(key), published.get(key)
        if there is None or was is None or list(there) != list(was):
            return f"table {name}, {' '.join(map(str, key))}: {_difference(there, was, fields)}"
    return None


def _difference(there: Row | None, was: Row | None, fields: Sequence[str]) -> str:
    if there is None:
        return "the row is missing"
    if was is None:
        return "the row was never published"
    changed = [(name, *pair) for name, *pair in zip(fields, there, was, strict=True) if pair[0] != pair[1]]
    return ", ".join(f"{name} is {now!r}, published was {before!r}" for name, now, before in changed)
