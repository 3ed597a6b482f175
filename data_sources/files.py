"""The one writer that replaces a file or a folder whole: a reader sees the old one or the new one, never half."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".part"
"""How the name of something that is still being written ends; a leading dot keeps it out of listings."""


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Yield a path beside ``path`` to write a file or a folder at; it takes the place of ``path`` when the body ends.

    When the body fails, what it wrote is removed and ``path`` stays as it was. The folder around ``path`` must exist.
    A file is exchanged in one step; an old folder is moved aside first, so that for a moment there is no folder.
    Raises OSError when the disk refuses, and when a file would take the place of a folder or a folder that of a file.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}{UNFINISHED}")
    try:
        yield unfinished
        if path.is_dir() and unfinished.is_dir():
            _exchange(path, unfinished)
        else:
            unfinished.replace(path)
    except BaseException:
        _remove(unfinished)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Put bytes in place of a file. Raises OSError when the disk refuses; the old file is then still there."""
    with replaced(path) as unfinished:
        unfinished.write_bytes(data)


def _exchange(path: Path, fresh: Path) -> None:
    aside = fresh.with_suffix(".old")
    path.rename(aside)
    try:
        fresh.rename(path)
    except BaseException:
        aside.rename(path)
        raise
    _remove(aside)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
