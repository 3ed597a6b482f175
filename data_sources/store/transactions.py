"""One look for a reader, one change for the only writer, one addition beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.store.address import sqlite_path, store_errors
from data_sources.store.cache import cache_folder
from data_sources.store.frozen import LOG, LOG_INDEX
from data_sources.store.last_proof import carry_on, store_mark
from data_sources.store.proved import proved_snapshots
from data_sources.store.writer_lock import lock_connection, writer_lock

BUSY = 30_000
"""Milliseconds that SQLite waits for a writer."""


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the store: a publication by someone else is seen whole or not at all."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, purpose: str = "publish") -> Iterator[Connection]:
    """One transaction of the only writer, rolled back when the body raises.

    Raises StoreBusy, which says who it is, when another writer is at work; never waits for that one.
    """
    with store_errors(engine.url), writer_lock(engine, purpose):
        held = lock_connection(engine)
        if held is not None:
            # A lost connection has lost the lock too, so that nothing is written without it.
            with held.begin():
                yield held
            return
        with _removed_when_new(engine), engine.connect() as connection:
            connection.execution_options(backtest_writer=True)
            with connection.begin():
                yield connection


@contextmanager
def _removed_when_new(engine: Engine) -> Iterator[None]:
    """Remove a SQLite file that the body made and could not fill; the only writer's lock is held, so it is ours."""
    path = sqlite_path(engine.url)
    new = path is not None and not path.exists()
    try:
        yield
    except BaseException:
        if new and path is not None:
            engine.dispose()
            for name in (path.name, path.name + LOG, path.name + LOG_INDEX):
                path.with_name(name).unlink(missing_ok=True)
        raise


@contextmanager
def adding(engine: Engine, seconds: float) -> Iterator[Connection]:
    """One short transaction that adds rows to a table of its own, rolled back when the body raises.

    It holds up no publication and takes no writer's lock; the database itself puts both in order. A writer that does
    not let go within so many ``seconds`` is not waited for longer, which is an error of the database.
    """
    milliseconds = int(seconds * 1000)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            with connection.begin():
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
                yield connection
            return
        driver: Any = connection.connection.driver_connection
        # Set on the driver's own connection: the transaction takes its lock as it begins.
        driver.execute(f"PRAGMA busy_timeout={milliseconds}")
        try:
            connection.execution_options(backtest_writer=True)
            with connection.begin():
                before = store_mark(connection)
                yield connection
            # What this adds is no fact, so what was proved of the facts stays proved.
            carry_on(connection, before, proved_snapshots(cache_folder(engine.url), before))
        finally:
            driver.execute(f"PRAGMA busy_timeout={BUSY}")


def prepare_transactions(engine: Engine, *, frozen: bool = False) -> None:
    """Make a SQLite engine begin its transactions when they begin, and a writer's with the lock.

    A ``frozen`` one is only read: its kind of log cannot be chosen.
    """
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_frozen if frozen else _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's own connection
    # The driver would begin only before the first change; reads must be one transaction too, see _begin_sqlite.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_frozen(connection: Any, _record: object) -> None:  # noqa: ANN401 - as above
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a read that turns into a write could otherwise fail half-way.
    writer = connection.get_execution_options().get("backtest_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
