"""What is still being written has a name of its own; what a killed process left under such a name is cleared away.

The name says whose it is: ``.NAME.PID-THREAD.part``, or ``.old`` for what was moved aside. A folder that is being
written is locked as well, since a number of a process says nothing in another container and may be given again.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

UNFINISHED = ".part"
"""How the name of something that is still being written ends; a leading dot keeps it out of listings."""
ASIDE = ".old"

LONG_AGO = 3600.0
"""Seconds after which nobody still writes what is not locked."""

_NAME = re.compile(r"\.(?P<of>.+)\.(?P<pid>\d+)-\d+(?P<end>\.part|\.old)")
_OURS: set[str] = set()
_ONE_AT_A_TIME = threading.RLock()


def unfinished_name(path: Path) -> Path:
    """Return the path beside ``path`` at which this thread writes what will take its place."""
    return path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}{UNFINISHED}")


def is_leftover(name: str) -> bool:
    """Say whether a file name is one of something unfinished or moved aside."""
    return _NAME.fullmatch(name) is not None


@contextmanager
def in_use(unfinished: Path) -> Iterator[None]:
    """Keep a path, and what is moved aside for it, from being cleared as long as the body runs."""
    names = {os.path.abspath(unfinished), os.path.abspath(unfinished.with_suffix(ASIDE))}  # noqa: PTH100 - no look at links
    with _ONE_AT_A_TIME:
        _OURS.update(names)
    try:
        yield
    finally:
        with _ONE_AT_A_TIME:
            _OURS.difference_update(names)


@contextmanager
def locked_folder(unfinished: Path) -> Iterator[None]:
    """Make a folder and hold its lock as long as the body runs. Raises OSError when it cannot be made."""
    with in_use(unfinished):
        unfinished.mkdir(parents=True)
        opened = _locked(unfinished)
        try:
            yield
        finally:
            if opened is not None:
                os.close(opened)


def clear_leftovers(folder: Path) -> None:
    """Remove from a folder what killed processes left, and put back what one moved aside and did not replace.

    What cannot be removed stays; what a live process writes is not touched.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(".") and is_leftover(entry.name)]
        for name in names:
            _clear(folder / name)


def _clear(path: Path) -> None:
    found = _NAME.fullmatch(path.name)
    if found is None or not _is_left(path, int(found["pid"])):
        return
    with suppress(OSError):
        if found["end"] == ASIDE and not (place := path.with_name(found["of"])).exists():
            path.rename(place)
            return
    remove(path)


def _is_left(path: Path, pid: int) -> bool:
    if os.path.abspath(path) in _OURS:  # noqa: PTH100 - no look at links
        return False
    try:
        old = time.time() - path.lstat().st_mtime > LONG_AGO
    except OSError:
        return False
    # A process before this one may have had the same number, as the first of every container has.
    return (old or pid == os.getpid() or not _is_alive(pid)) and not _is_locked(path)


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # to ask there would end it
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _is_locked(path: Path) -> bool:
    if not path.is_dir() or path.is_symlink():
        return False
    opened = _locked(path)
    if opened is None:
        return sys.platform != "win32"
    os.close(opened)
    return False


def _locked(path: Path) -> int | None:
    """Return the descriptor of a folder that this process has locked; None when it could not be."""
    if sys.platform == "win32":
        return None
    opened = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        return None
    except OSError:
        return opened  # a file system without locks: the number of the process has to do
    return opened


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all in it, as far as the disk allows."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
