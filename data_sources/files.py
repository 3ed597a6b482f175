"""The one writer that replaces a file or a folder whole: a reader sees the old one or the new one, never half."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_sources.leftovers import ASIDE, clear_leftovers, in_use, remove, unfinished_name

__all__ = ["replaced", "swap", "to_disk", "write_whole"]

_CLEARED: set[Path] = set()


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Yield a path beside ``path`` to write a file or a folder at; it takes the place of ``path`` when the body ends.

    When the body fails, what it wrote is removed and ``path`` stays as it was. The folder around ``path`` must exist;
    what a killed process left in it is cleared away.
    Raises OSError when the disk refuses, and when a file would take the place of a folder or a folder that of a file.
    """
    if path.parent not in _CLEARED:
        _CLEARED.add(path.parent)
        clear_leftovers(path.parent)
    unfinished = unfinished_name(path)
    with in_use(unfinished):
        try:
            yield unfinished
            if path.is_dir() and unfinished.is_dir():
                swap(unfinished, path)
                remove(unfinished)
            else:
                unfinished.replace(path)
        except BaseException:
            remove(unfinished)
            raise


def write_whole(path: Path, data: bytes) -> None:
    """Put bytes in place of a file. Raises OSError when the disk refuses; the old file is then still there."""
    with replaced(path) as unfinished:
        unfinished.write_bytes(data)


def swap(fresh: Path, path: Path) -> None:
    """Exchange two folders, in one step where the system can.

    Where it cannot, ``path`` is moved aside first, so that for a moment it is not there; ``clear_leftovers`` puts it
    back after a kill in that moment. Raises OSError when the disk refuses; ``path`` is then as it was.
    """
    try:
        exchange(fresh, path)
    except OSError as error:
        if error.errno not in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
            raise
        aside = fresh.with_suffix(ASIDE)
        path.rename(aside)
        try:
            fresh.rename(path)
        except BaseException:
            aside.rename(path)
            raise
        aside.rename(fresh)


def to_disk(path: Path) -> None:
    """Wait until a file or a folder is on the disk, and all that a folder holds. Raises OSError when it cannot be."""
    if sys.platform == "win32":
        return
    if path.is_dir():
        for inner in path.iterdir():
            if not inner.is_symlink() and (inner.is_dir() or inner.is_file()):
                to_disk(inner)
    flush(path)


def flush(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk."""
    if sys.platform == "win32":
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def exchange(one: Path, other: Path) -> None:
    """Exchange two names in one step. Raises OSError ENOSYS or EINVAL where kernel or file system cannot."""
    import ctypes  # noqa: PLC0415 - only who swaps folders needs it

    here, both = -100, 2  # AT_FDCWD, RENAME_EXCHANGE; Linux 3.15
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if renameat2(here, os.fsencode(one), here, os.fsencode(other), both):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))
