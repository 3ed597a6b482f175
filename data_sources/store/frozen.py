"""A SQLite store that can only be read: its folder cannot be written, so SQLite cannot make the files its log needs."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from data_sources.errors import StoreError
from data_sources.refused import free_bytes

LOG, LOG_INDEX = "-wal", "-shm"
INDEX_BYTES = 64 * 1024
"""That SQLite needs for the index of a log."""


def frozen_connection(path: Path) -> Callable[[], sqlite3.Connection] | None:
    """Return what opens a store in a folder that cannot be written; None for any other store.

    Without a log no process is changing the file, and SQLite is told so (``immutable``). Raises StoreError when changes
    stand in a log that cannot be read from here: without them the file may be half of a publication.
    """
    if not path.exists() or (os.access(path.resolve().parent, os.W_OK) and _has_room(path)):
        return None
    return _opened(path, immutable=not _has_log(path))


def _has_room(path: Path) -> bool:
    """Whether SQLite could make the files of its log; on a full disk a store can still be read without them."""
    return path.with_name(path.name + LOG_INDEX).exists() or free_bytes(path) >= INDEX_BYTES


def immutable_connection(path: Path) -> sqlite3.Connection:
    """Look at a file as it stands, without locks, its log or a new file beside it."""
    return _opened(path, immutable=True)()


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + LOG)
    if not log.exists() or not log.stat().st_size:
        return False
    if not path.with_name(path.name + LOG_INDEX).exists():
        raise StoreError(
            f"the store {path} cannot be read here: its folder cannot be written, or its disk is full, "
            f"and {log.name} holds changes; make room, or run "
            "`backtest status` on it where it can be written, or copy both files to a folder of your own"
        )
    return True


def _opened(path: Path, *, immutable: bool) -> Callable[[], sqlite3.Connection]:
    options = "mode=ro&immutable=1" if immutable else "mode=ro"
    address = f"file:{quote(str(path.resolve()))}?{options}"
    return lambda: sqlite3.connect(address, uri=True, check_same_thread=False)
