"""A connection to the database of a store, whatever its tables are, and the sentences for when it cannot be made."""

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
from data_sources.language.refusals import reason_of
from data_sources.language.text import Text, both
from data_sources.missing_extra import missing_extra
from data_sources.refused import no_more_files
from data_sources.store.address import HOW_TO_FILL, StoreNotOpened, shown, sqlite_path, url_of
from data_sources.store.frozen import frozen_connection, immutable_connection
from data_sources.store.transactions import prepare_transactions

SQLITE_MAGIC = b"SQLite format 3\0"


def connect_store(target: str | Path | None = None, *, writes: bool = False) -> Engine:
    """Return an engine without looking at the tables; StoreError when nothing there can be a store.

    Unless it ``writes``, a SQLite file in a folder that cannot be written is opened for reading only.
    """
    url = url_of(target)
    path = sqlite_path(url)
    if path is not None:
        _look_at_file(path, url)
    return _engine(url, None if writes or path is None else frozen_connection(path))


def _look_at_file(path: Path, url: URL) -> None:
    if path.is_dir():
        raise StoreError(
            both(f"the store {path} is a folder, not a database file", f"数据库 {path} 是文件夹，不是数据库文件")
        )
    if not path.exists():
        return
    if not path.is_file():
        # To open a pipe would wait for its other end for ever.
        raise StoreError(f"the store {path} is a pipe or a device, not a database file; {HOW_TO_FILL}")
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
        if limit := no_more_files():
            raise StoreNotOpened(f"the store {path} cannot be read: {limit}") from None
        raise StoreError(
            both(f"the store {path} cannot be read: {error.strerror}", f"数据库 {path} 无法读取：{reason_of(error).zh}")
        ) from None
    if magic not in (b"", SQLITE_MAGIC):
        raise StoreError(
            both(f"{shown(url)} is not a database; {HOW_TO_FILL}", f"{shown(url)} 不是数据库；{HOW_TO_FILL.zh}")
        )


def _no_kind(url: URL) -> Text:
    return both(
        f"{url.drivername!r} is no kind of database; there are sqlite and postgresql",
        f"{url.drivername!r} 不是支持的数据库类型；可用的有 sqlite 和 postgresql",
    )


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
        raise StoreError(_no_kind(url)) from None
    except ModuleNotFoundError as error:
        if url.get_backend_name() != "postgresql":
            raise StoreError(_no_kind(url)) from None
        where = both(f"the store {shown(url)}", f"数据库 {shown(url)} ")
        raise StoreError(missing_extra(where, error.name or "psycopg", "postgres")) from None
    except (TypeError, ValueError, sa.exc.SQLAlchemyError, sa.exc.SAWarning):
        raise StoreError(f"{shown(url)} has an option that its driver does not know") from None
    prepare_transactions(engine, frozen=frozen is not None)
    return engine
