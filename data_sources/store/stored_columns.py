"""A snapshot's tables as columns, read from the database."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.engine import Connection

from data_sources.store.columns import INDEX_FIELDS, SMALL_TABLES, SmallTables
from data_sources.store.history import frame_as_of
from data_sources.store.series import Series, series_of_frame
from data_sources.store.series_reading import read_series
from data_sources.store.snapshot import Snapshot
from data_sources.tables.facts import BAR_FIELDS
from data_sources.tables.schema import BARS, INDEX, Table


def stored_tables(connection: Connection, snapshot: Snapshot, symbols: Collection[str] | None = None) -> SmallTables:
    """Read all tables but the bars; of the tables about securities the given symbols, if any are given."""
    frames = {
        name: frame_as_of(connection, name, snapshot, symbols if "symbol" in table.names("symbol") else None)
        for name, table in SMALL_TABLES.items()
    }
    return SmallTables(frames, _stored_series(connection, INDEX, INDEX_FIELDS, snapshot, None))


def stored_bars(connection: Connection, snapshot: Snapshot, symbols: Collection[str] | None = None) -> Series:
    """Read the bars of the given symbols, of all when none are given; the fields are ``BAR_FIELDS``."""
    return _stored_series(connection, BARS, BAR_FIELDS, snapshot, symbols)


def _stored_series(
    connection: Connection, table: Table, fields: tuple[str, ...], snapshot: Snapshot, symbols: Collection[str] | None
) -> Series:
    """Read a large table; its present rows need not pass through a frame."""
    if snapshot.is_latest:
        return read_series(connection, table.name, fields, symbols)
    return series_of_frame(frame_as_of(connection, table.name, snapshot, symbols), fields)
