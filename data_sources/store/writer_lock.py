"""Who may write: one process at a time, and the next one is told who it is.

On PostgreSQL the lock is an advisory lock of a session; on SQLite it is a lock of the operating system on a file beside
the database. Both end with the process that holds them, so that no lock outlives a crash.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from data_sources.errors import StoreError
from data_sources.lock_file import ForeignLock, open_lock, take_lock
from data_sources.store.address import shown, sqlite_path

# The two halves of an advisory lock's number: ours among those of other programs on the same database.
LOCK_SPACE, LOCK_NUMBER = 600_519, 1

LONGEST_LINE = 200
"""Characters read of a lock; the line of a holder is shorter."""

_HELD: ContextVar[Mapping[Engine, Connection | None]] = ContextVar("held writer locks", default={})  # noqa: B039


class StoreBusy(StoreError):  # noqa: N818 - what it is, like its neighbours in the sentence
    """Another process is writing; nothing is wrong, and nothing was changed."""


@dataclass(frozen=True)
class Holder:
    """Who writes: for what purpose (one word), which process, since when (UTC)."""

    purpose: str
    pid: int
    started_at: datetime

    def __str__(self) -> str:
        """Return the one line that others read, at most the 63 bytes of a PostgreSQL name."""
        return f"{self.purpose[:20]} {self.pid} {self.started_at:%Y-%m-%dT%H:%M:%SZ}"

    @classmethod
    def read(cls, text: str) -> Holder | None:
        """Read that line again; None when it is not one, as in the moment before it is written."""
        try:
            purpose, pid, started_at = text.split()
            return cls(purpose, int(pid), datetime.strptime(started_at, "%Y-%m-%dT%H:%M:%S%z"))
        except ValueError:
            return None


@contextmanager
def writer_lock(engine: Engine, purpose: str) -> Iterator[None]:
    """Hold the only writer's lock for as long as the body runs; within it ``publish`` uses the same lock.

    ``purpose`` is the word others are told, such as ``refresh``. Raises StoreBusy when another process, or another
    thread of this one, holds it; never waits. A database in memory has one process and no lock.
    """
    if engine in _HELD.get():
        yield
        return
    holder = Holder(purpose, os.getpid(), datetime.now(UTC))
    with _lock(engine, holder) as connection:
        token = _HELD.set({**_HELD.get(), engine: connection})
        try:
            yield
        finally:
            _HELD.reset(token)


def lock_connection(engine: Engine) -> Connection | None:
    """Return the connection that holds the lock, on which a writer must write; None when no connection holds it."""
    return _HELD.get().get(engine)


def _lock(engine: Engine, holder: Holder) -> AbstractContextManager[Connection | None]:
    if engine.dialect.name == "postgresql":
        return _advisory_lock(engine, holder)
    path = sqlite_path(engine.url)
    return nullcontext() if path is None else _file_lock(path, engine.url, holder)


@contextmanager
def _advisory_lock(engine: Engine, holder: Holder) -> Iterator[Connection]:
    with engine.connect() as connection:
        taken = connection.execute(sa.select(sa.func.pg_try_advisory_lock(LOCK_SPACE, LOCK_NUMBER))).scalar()
        if not taken:
            raise _busy(engine.url, _advisory_holder(connection))
        try:
            connection.execute(sa.select(sa.func.set_config("application_name", str(holder), False)))  # noqa: FBT003
            connection.commit()
            yield connection
        finally:
            _let_go(connection)


def _let_go(connection: Connection) -> None:
    """Give the lock back at once, then close: a server notices a closed connection only after a moment."""
    with suppress(SQLAlchemyError):
        connection.rollback()
        connection.execute(sa.select(sa.func.pg_advisory_unlock(LOCK_SPACE, LOCK_NUMBER)))
        connection.commit()
    connection.invalidate()


def _advisory_holder(connection: Connection) -> str:
    query = sa.text(
        "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE locktype = 'advisory' AND granted AND pg_database.datname = current_database()"
        " AND classid = :space AND objid = :number AND objsubid = 2"
    )
    return str(connection.execute(query, {"space": LOCK_SPACE, "number": LOCK_NUMBER}).scalar() or "")


@contextmanager
def _file_lock(path: Path, url: URL, holder: Holder) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(f"{path.name}.lock")
    with _locked(lock, url) as file:
        file.truncate(0)
        file.write(str(holder))
        file.flush()
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


@contextmanager
def _locked(lock: Path, url: URL) -> Iterator[IO[str]]:
    while True:
        with _opened(lock) as file:
            if not take_lock(file):
                raise _busy(url, file.read(LONGEST_LINE))
            # The holder before may have removed the file between its opening and its locking here.
            if lock.exists() and os.path.samestat(os.fstat(file.fileno()), lock.lstat()):
                _insist_on_ours(lock, file)
                yield file
                return


def _opened(lock: Path) -> IO[str]:
    try:
        return open_lock(lock)
    except ForeignLock as fault:
        raise StoreError(str(fault)) from None
    except OSError as error:
        raise StoreError(f"the lock {lock} cannot be opened: {error.strerror or error}") from None


def _insist_on_ours(lock: Path, file: IO[str]) -> None:
    """Raise StoreError unless the file is empty or holds the line of a holder that was killed; it is written over.

    No other name may lead to it, or its content would be that of a file elsewhere.
    """
    text = file.read(LONGEST_LINE)
    if os.fstat(file.fileno()).st_nlink > 1 or (text and Holder.read(text) is None):
        raise StoreError(str(ForeignLock(lock)))
    file.seek(0)


def _busy(url: URL, text: str) -> StoreBusy:
    holder = Holder.read(text)
    who = (
        f"process {holder.pid} ({holder.purpose}) since {holder.started_at:%Y-%m-%d %H:%M:%S} UTC"
        if holder
        else "another process"
    )
    return StoreBusy(f"the store {shown(url)} is being written by {who}; try again when it is done")
