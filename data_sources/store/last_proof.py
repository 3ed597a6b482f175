"""The last time a store was proved whole, so that it is read again only when it changed since.

``proved.json`` in the folder of the column cache holds a mark of the database and the snapshots that were proved then.
The mark of a SQLite file is what the file system knows of it and of its log: size, place and both times of change, of
which one cannot be set by hand. That of a PostgreSQL server is what it counts of changed rows in the tables of facts,
and since when it counts.
What adds a trial carries the mark on. A disk that changes bytes without any write leaves the mark as it was: that is
what ``backtest verify`` is for, and a load reads the proved arrays of the cache then.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.address import sqlite_path
from data_sources.store.cache import cache_folder
from data_sources.store.proved import SETTLED, Mark, file_mark, remember
from data_sources.store.tables import FACT_TABLES, findings, snapshots

COUNTED_SINCE = (
    "SELECT pg_postmaster_start_time(), (SELECT stats_reset FROM pg_stat_bgwriter), "
    "(SELECT stats_reset FROM pg_stat_database WHERE datname = current_database())"
)
"""When a server began and last lost its counts: by hand (the database's), by a crash of one of its processes (all)."""

log = logging.getLogger(__name__)


def store_mark(connection: Connection) -> Mark | None:
    """Return the mark of a store, None where there is none. Taken before anything is read in a transaction."""
    path = sqlite_path(connection.engine.url)
    if path is not None:
        return file_mark(path)
    return _server_mark(connection) if connection.dialect.name == "postgresql" else None


def count_at_commit(connection: Connection) -> None:
    """Let a server count what a transaction changed as it commits, so that ``carry_on`` finds it counted."""
    if connection.dialect.name == "postgresql" and _counts_at_once(connection):
        connection.execute(sa.text("SELECT pg_stat_force_next_flush()"))


def _counts_at_once(connection: Connection) -> bool:
    """Whether a server can be told to; an older one counts within a second, and the next load proves all of it."""
    return (connection.dialect.server_version_info or (0,)) >= (15,)


def carry_on(connection: Connection, before: Mark | None, names: Sequence[str]) -> None:
    """Remember that a writer's own change, which is committed, left the snapshots proved; never waits for a reader."""
    url = connection.engine.url
    if connection.dialect.name == "postgresql":
        if _counts_at_once(connection):
            remember(cache_folder(url), store_mark(connection), names)
        return
    path = sqlite_path(url)
    if path is None or not names or file_mark(path) == before:
        return
    driver: Any = connection.connection.driver_connection
    # The last connection that closes would do this, after which the file would have another mark.
    try:
        _busy, logged, folded = driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite3.Error as error:
        # What was published is safe in the log. On a disk that is full the next load proves it again.
        log.debug("the log of %s is not folded in: %s", path, error)
        return
    if logged != folded:
        return
    mark = file_mark(path)
    time.sleep(SETTLED / 1e9)
    remember(cache_folder(url), mark, names, folded=True)


def _server_mark(connection: Connection) -> Mark:
    query = sa.text(
        "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del, pg_relation_filenode(relid) FROM pg_stat_user_tables "
        "WHERE relname = ANY(:names) AND schemaname = current_schema() ORDER BY relname"
    )
    names = [table.name for table in (*FACT_TABLES.values(), snapshots, findings)]
    counts = [list(row) for row in connection.execute(query, {"names": names})]
    return {"counts": counts, "since": [str(moment) for moment in connection.execute(sa.text(COUNTED_SINCE)).one()]}
