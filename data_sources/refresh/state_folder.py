"""The refresh's own folder beside the store: what is staged, the journal and the paces; written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy.engine import URL

from data_sources.errors import UserError
from data_sources.files import write_whole
from data_sources.store.address import sqlite_path


def state_folder(url: URL) -> Path:
    """Return ``market.db.refresh`` beside a SQLite store; for a server a folder below XDG_STATE_HOME."""
    path = sqlite_path(url)
    if path is not None:
        return path.with_name(f"{path.name}.refresh")
    place = url.set(password=None, query={}).render_as_string()
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "a-share-thesis-backtester" / sha256(place.encode()).hexdigest()[:16]


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn a full or read-only disk into one line; what was stored is untouched by it."""
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{error.filename or path} cannot be written: {error.strerror or error}; nothing was published, what was "
            "read is kept; make room and run the same command again"
        ) from error


def write_state(path: Path, data: bytes) -> None:
    """Put bytes in place of a file of the folder, which is made when missing. UserError when the disk refuses."""
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
