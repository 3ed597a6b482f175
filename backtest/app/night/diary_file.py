"""The file of the paper diary, beside the site's link and outside all builds: only ever added to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from backtest.app.night.diary import HEAD, DiaryRow, rows_text
from backtest.app.night.diary_reading import Reading
from data_sources.errors import UserError
from data_sources.files import flush, replaced
from data_sources.refused import write_failed
from data_sources.whole_file import read_whole

TORN = ".torn"
"""What the name of the file ends with that keeps half-written tails."""
LONGEST = 1 << 30
"""Bytes; a year of all strategies is some two million."""


def read_bytes(place: Path) -> bytes | None:
    """Return what a diary's file holds, None when there is none; UserError when it cannot be read."""
    try:
        return read_whole(place, LONGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(f"cannot read the paper diary {place}: {error.strerror or error}") from error


def append_rows(place: Path, size: int, rows: Sequence[DiaryRow]) -> None:
    """Add rows in one write, and wait until they are on the disk.

    ``size`` is how many bytes the file must have, 0 for none yet. UserError when it has not. WriteFailed when the disk
    refuses; what was written of the rows is then taken back.
    """
    if not rows:
        return
    data = ((HEAD if size == 0 else "") + rows_text(rows)).encode()
    try:
        _append(place, size, data)
    except OSError as error:
        raise write_failed(place, error) from error


def mend_tail(place: Path, reading: Reading) -> str:
    """End a last row that lacks its line end alone; move a half-written one aside. Return what was done, or "".

    The bytes of a half-written row are kept in a file beside the diary. WriteFailed when the disk refuses.
    """
    aside = place.with_name(place.name + TORN)
    try:
        if reading.unended:
            _append(place, reading.whole, b"\n")
            return f"the last line of {place.name} lacked its end and has it now"
        if reading.torn:
            # Kept before it is cut off: a kill in between keeps it twice, never not at all.
            _append(aside, aside.stat().st_size if aside.exists() else 0, reading.torn + b"\n")
            _cut(place, reading.whole)
            return f"the last line of {place.name} was half-written; its {len(reading.torn)} bytes are in {aside.name}"
    except OSError as error:
        raise write_failed(place, error) from error
    return ""


def write_diary(place: Path, data: bytes) -> Path | None:
    """Put a whole diary in its place; what stood there is kept beside it, at the returned path.

    WriteFailed when the disk refuses.
    """
    kept = _free_name(place) if place.exists() else None
    try:
        if kept:
            os.link(place, kept)
        with replaced(place) as unfinished:
            unfinished.write_bytes(data)
            flush(unfinished)
        flush(place.parent)
    except OSError as error:
        raise write_failed(place, error) from error
    return kept


def _append(place: Path, size: int, data: bytes) -> None:
    made = not place.exists()
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    # A file that was there when the night began and is gone is not made anew.
    opened = os.open(place, flags | (os.O_CREAT if size == 0 else 0), 0o644)
    try:
        there = os.fstat(opened).st_size
        if there != size:
            raise UserError(f"the paper diary {place} has {there} bytes, not {size}: something else wrote to it")
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(opened, left) :]
            os.fsync(opened)
        except OSError:
            os.ftruncate(opened, size)
            raise
    finally:
        os.close(opened)
    if made:
        flush(place.parent)


def _cut(place: Path, size: int) -> None:
    opened = os.open(place, os.O_WRONLY)
    try:
        os.ftruncate(opened, size)
        os.fsync(opened)
    finally:
        os.close(opened)


def _free_name(place: Path) -> Path:
    number = 1
    while (kept := place.with_name(f"{place.name}.before-{number}")).exists():
        number += 1
    return kept
