"""The refresh's own folder beside the store: what is staged, the journal and the paces; written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from data_sources.errors import WriteFailed
from data_sources.files import write_whole
from data_sources.refused import free_bytes, in_bytes
from data_sources.store.address import folder_beside


def state_folder(url: URL) -> Path:
    """Return ``market.db.refresh`` beside a SQLite store; for a server a folder below XDG_STATE_HOME."""
    return folder_beside(url, "refresh", "XDG_STATE_HOME", ".local", "state")


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn a full or read-only disk into one line; what was stored is untouched by it."""
    try:
        yield
    except OSError as error:
        raise WriteFailed(
            f"{error.filename or path} cannot be written: {error.strerror or error}; nothing was published, what was "
            f"read is kept; {in_bytes(free_bytes(path))} are free there: make room and run the same command again",
            error.errno,
        ) from error


def write_state(path: Path, data: bytes) -> None:
    """Put bytes in place of a file of the folder, which is made when missing. WriteFailed when the disk refuses."""
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
