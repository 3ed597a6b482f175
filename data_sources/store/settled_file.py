"""The bytes of a SQLite file, taken without disturbing SQLite's locks.

Whoever closes a file on POSIX drops all locks that his process holds on it, SQLite's among them; another process could
then change it under its readers here. So a file that was opened here stays open as long as the process.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

MOST_OPEN = 32
"""Files that are kept open. A process that goes through more stores than that reads the others through SQLite."""

FILE = "SELECT file FROM pragma_database_list WHERE name = 'main'"
IDENTITY = "identity of the file"
Identity = tuple[int, int]

_OPEN: dict[Identity, int] = {}
_ONE_AT_A_TIME = threading.Lock()


def first_bytes(file: Path, count: int) -> bytes:
    """Return the first bytes of a file that SQLite may have open here; raises OSError."""
    with _ONE_AT_A_TIME:
        descriptor = _kept(file)
        if descriptor is not None:
            return _read(descriptor, count).tobytes()
    with file.open("rb") as opened:
        return opened.read(count)


def note_identity(connection: Any, info: dict[Any, Any]) -> None:  # noqa: ANN401 - a driver's own connection
    """Note which file a new connection is on, so that one put in its place later is never taken for it."""
    (file,) = connection.execute(FILE).fetchone()
    info[IDENTITY] = _identity(Path(file).stat()) if file else None


def settled_bytes(connection: Connection) -> NDArray[np.uint8] | None:
    """Return a database file whole, None when it may differ from what the connection's read transaction sees.

    The transaction must have read already. It holds off everybody who would write into the file; what was written
    before is in it when there is nothing in the write-ahead log, which no one can empty under a reader either. None
    for a database in memory, with something in its log, or put in the place of the one that was connected; and on
    Windows, where an open file cannot be removed.
    """
    file = Path(connection.exec_driver_sql(FILE).scalar() or "")
    if file == Path() or _has_content(file.with_name(f"{file.name}-wal")):
        return None
    with _ONE_AT_A_TIME:
        descriptor = _kept(file)
        if descriptor is None or _identity(os.fstat(descriptor)) != connection.info[IDENTITY]:
            return None
        return _read(descriptor, os.fstat(descriptor).st_size)


def _kept(file: Path) -> int | None:
    """Return a descriptor of a file that stays open; None when no more may."""
    there = _identity(file.stat())
    if there not in _OPEN and len(_OPEN) < MOST_OPEN and sys.platform != "win32":
        descriptor = os.open(file, os.O_RDONLY)
        there = _identity(os.fstat(descriptor))
        _OPEN[there] = descriptor
    return _OPEN.get(there)


def _read(descriptor: int, count: int) -> NDArray[np.uint8]:
    content = np.empty(count, np.uint8)
    with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as file:
        file.seek(0)
        return content[: file.readinto(content.data)]


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except FileNotFoundError:
        return False
