"""A file read whole: never a pipe that nobody writes to, a device without an end, or more than memory should hold."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

STEP = 1 << 26
"""Bytes that are asked for at once."""

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


def _read(file: BinaryIO, most: int) -> bytes:
    """Return what a file holds, at most ``most`` bytes, asking for memory as it comes."""
    parts: list[bytes] = []
    while most > 0 and (part := file.read(min(most, STEP))):
        parts.append(part)
        most -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
