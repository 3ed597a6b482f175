"""Opening a store by path or URL, and the sentences for when that fails."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import NoSuchModuleError

from data_sources.errors import StoreError
from data_sources.store.address import HOW_TO_FILL, shown, sqlite_path, store_errors, url_of
from data_sources.store.frozen import frozen_connection, immutable_connection
from data_sources.store.migrations import insist_on_head
from data_sources.store.transactions import prepare_transactions, reading

SQLITE_MAGIC = b"SQLite format 3\0"


def open_store(target: str | Path | None = None, *, create: bool = False) -> Engine:
    """Return an engine on the store at a path or a database URL, ``default_url()`` when None.

    With ``create``, for those who will publish, a missing or older store is allowed: nothing is written until the
    first publication makes or upgrades its tables. Otherwise a missing, empty, foreign or differently versioned store
    raises StoreError, which says what to run.
    """
    engine = connect_store(target, writes=create)
    path = sqlite_path(engine.url)
    if path is not None and not path.exists():
        if create:
            return engine
        raise StoreError(f"there is no store at {path}; {HOW_TO_FILL}")
    # A URL's options reach the driver unread; it answers wrong ones with a TypeError or a ValueError.
    with store_errors(engine.url, TypeError, ValueError), reading(engine) as connection:
        if not insist_on_head(connection, older=create) and not create:
            raise StoreError(f"the store {shown(engine.url)} is empty; {HOW_TO_FILL}")
    return engine


def connect_store(target: str | Path | None = None, *, writes: bool = False) -> Engine:
    """Return an engine without looking at the tables; StoreError when nothing there can be a store.

    Unless it ``writes``, a SQLite file in a folder that cannot be written is opened for reading only.
    """
    url = url_of(target)
    path = sqlite_path(url)
    if path is not None:
        _look_at_file(path, url)
    return _engine(url, None if writes or path is None else frozen_connection(path))


def is_filled(engine: Engine) -> bool:
    """Say whether the store has tables; false for a file that does not exist, without making it."""
    path = sqlite_path(engine.url)
    if path is not None and not path.exists():
        return False
    with reading(engine) as connection:
        return insist_on_head(connection, older=True)


def _look_at_file(path: Path, url: URL) -> None:
    if path.is_dir():
        raise StoreError(f"the store {path} is a folder, not a database file")
    if not path.exists():
        return
    # SQLite looks first: a process that opens and closes a database file beside it drops the locks it holds on it.
    try:
        with closing(immutable_connection(path)) as connection:
            connection.execute("PRAGMA schema_version")
    except sqlite3.DatabaseError:
        _look_without_sqlite(path, url)


def _look_without_sqlite(path: Path, url: URL) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise StoreError(f"the store {path} cannot be read: {error.strerror}") from None
    if magic not in (b"", SQLITE_MAGIC):
        raise StoreError(f"{shown(url)} is not a database; {HOW_TO_FILL}")


def _engine(url: URL, frozen: Callable[[], sqlite3.Connection] | None) -> Engine:
    try:
        # No idle connections: they cost a server more than making one anew costs us.
        more: dict[str, Any] = {} if url.get_backend_name() == "sqlite" else {"poolclass": sa.NullPool}
        if frozen is not None:
            more["creator"] = frozen
        with warnings.catch_warnings():
            # For SQLite, SQLAlchemy only warns that an option has no effect.
            warnings.simplefilter("error", sa.exc.SAWarning)
            engine = sa.create_engine(url, **more)
    except NoSuchModuleError:
        raise StoreError(f"{url.drivername!r} is no kind of database; there are sqlite and postgresql") from None
    except ModuleNotFoundError as error:
        hint = "install the extra: a-share-thesis-backtester[postgres]"
        raise StoreError(f"{shown(url)} needs the package {error.name}; {hint}") from None
    except (TypeError, ValueError, sa.exc.SQLAlchemyError, sa.exc.SAWarning):
        raise StoreError(f"{shown(url)} has an option that its driver does not know") from None
    prepare_transactions(engine, frozen=frozen is not None)
    return engine
