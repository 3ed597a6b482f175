"""Opening a store by path or URL, and the sentences for when that fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from data_sources.errors import StoreError
from data_sources.store.tables import FACT_TABLES, METADATA, SCHEMA_VERSION, store_schema

DEFAULT_URL = "sqlite:///var/market.db"
HOW_TO_FILL = "fill one with: backtest import DIR"
SQLITE_MAGIC = b"SQLite format 3\0"


def default_url() -> str:
    """Return BACKTEST_DATABASE_URL, or the SQLite file ``var/market.db`` below the working directory."""
    return os.environ.get("BACKTEST_DATABASE_URL") or DEFAULT_URL


def open_store(target: str | Path | None = None, *, create: bool = False) -> Engine:
    """Return an engine on the store at a path or a database URL, ``default_url()`` when None.

    With ``create`` a missing store is allowed: nothing is written until the first publication makes its tables.
    Otherwise a missing, empty, foreign or differently versioned store raises StoreError, which says what to run.
    """
    url = _url(target)
    path = _sqlite_path(url)
    if path is not None:
        _look_at_file(path, url, create=create)
    engine = _engine(url)
    if create and path is not None and not path.exists():
        return engine
    with store_errors(url), reading(engine) as connection:
        version = _version(connection)
    if version is None and not create:
        raise StoreError(f"the store {shown(url)} is empty; {HOW_TO_FILL}")
    if version not in (None, SCHEMA_VERSION):
        raise StoreError(f"the store {shown(url)} has schema {version}, this program reads {SCHEMA_VERSION}")
    return engine


def shown(url: URL) -> str:
    """Return a URL for people, its password masked."""
    return url.render_as_string(hide_password=True)


def is_filled(engine: Engine) -> bool:
    """Say whether the store has tables; false for a file that does not exist, without making it."""
    path = _sqlite_path(engine.url)
    if path is not None and not path.exists():
        return False
    with reading(engine) as connection:
        return _version(connection) is not None


def create_tables(connection: Connection) -> None:
    """Make the tables inside the caller's transaction, when there are none."""
    if _version(connection) is None:
        METADATA.create_all(connection)
        connection.execute(sa.insert(store_schema).values(version=SCHEMA_VERSION))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the store: a publication by someone else is seen whole or not at all."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of the only writer; a second one waits for it. Rolled back when the body raises."""
    path = _sqlite_path(engine.url)
    with store_errors(engine.url):
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
    with store_errors(engine.url), engine.connect() as connection:
        connection.execution_options(backtest_writer=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('backtest market store'))")
            yield connection


@contextmanager
def store_errors(url: URL) -> Iterator[None]:
    """Turn what a database can say into one line that names the store."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        cause = getattr(error, "orig", None) or error
        reason = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
        raise StoreError(f"the store {shown(url)} cannot be used: {reason}") from error


def _url(target: str | Path | None) -> URL:
    text = str(target) if target is not None else default_url()
    if isinstance(target, Path) or "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        # The text may hold a password, so it is not repeated.
        raise StoreError("the database URL cannot be read; write it like sqlite:///var/market.db") from None


def _sqlite_path(url: URL) -> Path | None:
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if in_file else None


def _look_at_file(path: Path, url: URL, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"the store {path} is a folder, not a database file")
    if not path.exists():
        if not create:
            raise StoreError(f"there is no store at {path}; {HOW_TO_FILL}")
        return
    try:
        with path.open("rb") as file:
            magic = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise StoreError(f"the store {path} cannot be read: {error.strerror}") from None
    if magic not in (b"", SQLITE_MAGIC):
        raise StoreError(f"{shown(url)} is not a database; {HOW_TO_FILL}")


def _engine(url: URL) -> Engine:
    try:
        engine = sa.create_engine(url)
    except NoSuchModuleError:
        raise StoreError(f"{url.drivername!r} is no kind of database; there are sqlite and postgresql") from None
    except ModuleNotFoundError as error:
        hint = "install the extra: a-share-thesis-backtester[postgres]"
        raise StoreError(f"{shown(url)} needs the package {error.name}; {hint}") from None
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a driver's own connection
    # The driver would begin only before the first change; reads must be one transaction too, see _begin_sqlite.
    connection.isolation_level = None
    for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a read that turns into a write could otherwise fail half-way.
    writer = connection.get_execution_options().get("backtest_writer", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _version(connection: Connection) -> int | None:
    """Return the schema version, None for a database without any table; StoreError for one that is not ours."""
    names = sa.inspect(connection).get_table_names()
    if not names:
        return None
    expected = {store_schema.name, *(table.name for table in FACT_TABLES.values())}
    if not expected <= set(names):
        raise StoreError(f"{shown(connection.engine.url)} is a database, but no market store; {HOW_TO_FILL} --db URL")
    return connection.execute(sa.select(store_schema.c.version)).scalar()
