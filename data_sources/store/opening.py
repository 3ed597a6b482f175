"""Opening a store by path or URL: a database whose tables are those of this program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy.engine import Engine

from data_sources.errors import StoreError
from data_sources.language.text import both
from data_sources.store.address import HOW_TO_FILL, shown, sqlite_path, store_errors
from data_sources.store.connection import connect_store
from data_sources.store.migrations import insist_on_head
from data_sources.store.transactions import reading


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
        raise StoreError(both(f"there is no store at {path}; {HOW_TO_FILL}", f"{path} 处没有数据库；{HOW_TO_FILL.zh}"))
    # A URL's options reach the driver unread; so it answers wrong ones.
    with store_errors(engine.url, TypeError, ValueError, OverflowError), reading(engine) as connection:
        if not insist_on_head(connection, older=create) and not create:
            url = shown(engine.url)
            raise StoreError(both(f"the store {url} is empty; {HOW_TO_FILL}", f"数据库 {url} 是空的；{HOW_TO_FILL.zh}"))
    return engine


@contextmanager
def opened_store(target: str | Path | None = None, *, create: bool = False) -> Iterator[Engine]:
    """Offer the engine of ``open_store`` and close its connections at the end."""
    engine = open_store(target, create=create)
    try:
        yield engine
    finally:
        # SQLite folds its log into the database file when the last connection closes.
        engine.dispose()


@contextmanager
def reopened_store(address: str) -> Iterator[Engine]:
    """Offer an engine on a store that this process has read before, whose tables are therefore known.

    The engine is kept, with the statements it has made, and its connections are closed: what it costs is paid once, and
    no file stays open. Raises StoreError for a SQLite file that is no longer there.
    """
    engine = _kept_engine(address)
    path = sqlite_path(engine.url)
    if path is not None and not path.exists():
        raise StoreError(f"there is no store at {path} any more")
    try:
        yield engine
    finally:
        engine.dispose()


@lru_cache(maxsize=4)
def _kept_engine(address: str) -> Engine:
    return connect_store(address)


def is_filled(engine: Engine) -> bool:
    """Say whether the store has tables; false for a file that does not exist, without making it."""
    path = sqlite_path(engine.url)
    if path is not None and not path.exists():
        return False
    with reading(engine) as connection:
        return insist_on_head(connection, older=True)
