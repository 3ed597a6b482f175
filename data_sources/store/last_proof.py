"""The last time a store was proved whole, so that it is read again only when it changed since.

``proved.json`` in the folder of the column cache holds a mark of the database and the snapshots that were proved then.
The mark of a SQLite file is what the file system knows of it and of its log: size, place and both times of change, of
which one cannot be set by hand. That of a PostgreSQL server is what it counts of changed rows in the tables of facts,
and since when it counts.
What adds a trial carries the mark on. A disk that changes bytes without any write leaves the mark as it was: that is
what ``backtest verify`` is for, and a load reads the proved arrays of the cache then.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from data_sources.files import write_whole
from data_sources.store.address import sqlite_path
from data_sources.store.cache import cache_folder
from data_sources.store.frozen import LOG
from data_sources.store.tables import FACT_TABLES, findings, snapshots
from data_sources.whole_file import read_json

Mark: TypeAlias = dict[str, Any]

NAME = "proved.json"
SETTLED = 20_000_000
"""Nanoseconds after which a further change has another time: a file system's clock moves in steps of up to 10 ms."""

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
        return _file_mark(path)
    return _server_mark(connection) if connection.dialect.name == "postgresql" else None


def proved_snapshots(url: URL, mark: Mark | None) -> tuple[str, ...]:
    """Return the names of the snapshots that were proved when the store had this mark."""
    path = _place(url)
    if mark is None or path is None:
        return ()
    try:
        kept = read_json(path)
        return tuple(kept["proved"]) if _same(kept["mark"], mark) else ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def remember(url: URL, mark: Mark | None, names: Sequence[str], *, folded: bool = False) -> None:
    """Remember that snapshots were proved at a mark; ``folded``: all of the log stands in the file too.

    A mark so young that a further change could leave it as it is, is not remembered.
    """
    path = _place(url)
    if mark is None or path is None or not names or time.time_ns() - mark.get("changed", 0) < SETTLED:
        return
    proved = sorted({*proved_snapshots(url, mark), *names})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps({"mark": {**mark, "folded": folded}, "proved": proved}).encode())
    except OSError as error:
        log.debug("the proof of %s is not remembered: %s", ", ".join(names), error)


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
            remember(url, store_mark(connection), names)
        return
    path = sqlite_path(url)
    if path is None or not names or _file_mark(path) == before:
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
    mark = _file_mark(path)
    time.sleep(SETTLED / 1e9)
    remember(url, mark, names, folded=True)


def _place(url: URL) -> Path | None:
    folder = cache_folder(url)
    return None if folder is None else folder / NAME


def _file_mark(path: Path) -> Mark | None:
    try:
        file = path.stat()
    except OSError:
        return None
    times = [file.st_mtime_ns, file.st_ctime_ns]
    mark: Mark = {"file": [file.st_dev, file.st_ino, file.st_size, *times], "log": None}
    try:
        beside = path.with_name(path.name + LOG).stat()
    except OSError:
        beside = None
    if beside is not None and beside.st_size:
        times += [beside.st_mtime_ns, beside.st_ctime_ns]
        mark["log"] = [beside.st_size, *times[2:]]
    return {**mark, "changed": max(times)}


def _server_mark(connection: Connection) -> Mark:
    query = sa.text(
        "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del, pg_relation_filenode(relid) FROM pg_stat_user_tables "
        "WHERE relname = ANY(:names) AND schemaname = current_schema() ORDER BY relname"
    )
    names = [table.name for table in (*FACT_TABLES.values(), snapshots, findings)]
    counts = [list(row) for row in connection.execute(query, {"names": names})]
    return {"counts": counts, "since": [str(moment) for moment in connection.execute(sa.text(COUNTED_SINCE)).one()]}


def _same(kept: Mark, mark: Mark) -> bool:
    if "counts" in kept or "counts" in mark:
        return all(kept.get(part) == mark.get(part) for part in ("counts", "since"))
    vanished = mark["log"] is None and kept["folded"]
    return bool(kept["file"] == mark["file"] and (kept["log"] == mark["log"] or vanished))
