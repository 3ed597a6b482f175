"""A file read whole: never a pipe that nobody writes to, a device without an end, or more than memory should hold."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

STEP = 1 << 26
"""Bytes that are asked for at once."""
LONGEST_NOTE = 1 << 27
"""Bytes of a file of notes that the program itself writes; the longest names some items for each share."""

# What a shell hands over for ``<(command)``: its other end is written already.
HANDED_OVER = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")


def read_whole(path: Path, most: int) -> bytes:
    """Return the bytes of a file of at most ``most`` bytes, or of a pipe that the shell handed over.

    Raises OSError, whose ``strerror`` is in words, for any other pipe, a device, a folder and a file that is longer.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(number, "rb") as file:
        state = os.fstat(number)
        handed_over = stat.S_ISFIFO(state.st_mode) and str(path).startswith(HANDED_OVER)
        if stat.S_ISDIR(state.st_mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not (stat.S_ISREG(state.st_mode) or handed_over):
            raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
        if handed_over:
            os.set_blocking(number, True)
        # As much memory as the file needs, not as much as it might: room for ``most`` is more than many machines give.
        length = most if handed_over else min(most, state.st_size)
        data = _read(file, length + 1) if state.st_size <= most else b""
        if state.st_size > most or len(data) > most:
            raise OSError(errno.EFBIG, f"it is longer than the {most:,} bytes that are read at most", str(path))
    return data


def read_json(path: Path, most: int = LONGEST_NOTE) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return what a file of JSON holds. Raises OSError as ``read_whole`` does, ValueError for what is no JSON.

    Somebody else may have put anything in the file's place, also JSON that is nested more deeply than can be read.
    """
    try:
        return json.loads(read_whole(path, most))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _read(file: BinaryIO, most: int) -> bytes:
    """Return what a file holds, at most ``most`` bytes, asking for memory as it comes."""
    parts: list[bytes] = []
    while most > 0 and (part := file.read(min(most, STEP))):
        parts.append(part)
        most -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
