"""Bytes out of ``.gz`` and ``.zip``: one member at a time, never more than memory should hold."""

from __future__ import annotations

import gzip
import io
import zlib
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from data_sources.tables.raw import FileFaultError

MOST_UNFOLDED = 1 << 30
"""Bytes that one member or a whole workbook may unfold to: the bars of all shares over ten years as text."""
LOCKED = 0x1
"""The bit of a member's flags that says that a password is needed."""


def members_of(path: Path) -> list[ZipInfo]:
    """Return the files in an archive, in its own order. Raises FileFaultError for what is no archive."""
    return [member for member in _opened(path).infolist() if not member.is_dir()]


def member_bytes(path: Path, member: ZipInfo) -> bytes:
    """Return what a member unfolds to. Raises FileFaultError for a locked, damaged or too large one."""
    if member.flag_bits & LOCKED:
        raise FileFaultError("locked_file", "the archive needs a password: unpack it and give what is in it")
    if member.file_size > MOST_UNFOLDED:
        raise _too_large()
    try:
        # The library stops at the size that the archive states, so that no member unfolds further.
        with _opened(path).open(member) as file:
            return file.read()
    except (BadZipFile, RuntimeError, ValueError, OSError, EOFError, zlib.error) as error:
        raise FileFaultError("broken_archive", f"the archive cannot be unpacked: {error}; download it again") from None


def unfolded(data: bytes) -> bytes:
    """Return what the bytes of a ``.gz`` unfold to. Raises FileFaultError for a damaged or too large one."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            whole = file.read(MOST_UNFOLDED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FileFaultError("broken_archive", f"the file is no whole .gz: {error}; download it again") from None
    if len(whole) > MOST_UNFOLDED:
        raise _too_large()
    return whole


def _too_large() -> FileFaultError:
    return FileFaultError("too_large", f"it would unfold beyond the {MOST_UNFOLDED:,} bytes that are read: split it")


def _opened(path: Path) -> ZipFile:
    try:
        state = path.stat()
        return _kept_open(path, state.st_size, state.st_mtime_ns)
    except (BadZipFile, RuntimeError, ValueError, OSError) as error:
        raise FileFaultError("broken_archive", f"the file is no whole .zip: {error}; download it again") from None


@lru_cache(maxsize=1)
def _kept_open(path: Path, size: int, changed: int) -> ZipFile:  # noqa: ARG001 - they tell another file in its place
    """Keep the last archive open: its list of members is long to read, and there may be more archives than handles."""
    try:
        # Chinese file names were written in the code page of the machine before Unicode was allowed.
        return ZipFile(path, metadata_encoding="gbk")
    except UnicodeDecodeError:
        return ZipFile(path)
