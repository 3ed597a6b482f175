"""The file that a lock is taken on: made where it is missing, and never what a link leads to."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import IO

from data_sources.errors import UserError

if sys.platform != "win32":
    import fcntl


class ForeignLock(UserError):  # noqa: N818 - what it is, like its neighbours in the sentence
    """Something else stands where a lock is to be: a link, a pipe, a folder."""

    def __init__(self, lock: Path) -> None:
        """Name the file and what to do."""
        super().__init__(
            f"{lock} is no lock of this program, so it is left as it is; nothing can be written while it is there: "
            "look at it, and move it away"
        )


def open_lock(lock: Path) -> IO[str]:
    """Open the file of a lock; its content stays. Raises ForeignLock, or OSError when it cannot be opened."""
    # A pipe that nobody writes to would hold up its opening.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        number = os.open(lock, flags, 0o666)
    except OSError:
        if lock.is_symlink() or (lock.exists() and not lock.is_file()):
            raise ForeignLock(lock) from None
        raise
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise ForeignLock(lock)
    return os.fdopen(number, "r+", encoding="utf-8", errors="replace")


def take_lock(file: IO[str]) -> bool:
    """Lock an open file for this process without waiting; False when another one holds it."""
    if sys.platform == "win32":
        # There a database's own lock must do: the second writer is told that it is locked, not by which process.
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
