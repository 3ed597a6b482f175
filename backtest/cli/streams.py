"""The three streams of the process, whatever was closed before it began and whatever a user's code does to them."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from data_sources.plain_text import visible

OUT, ERR = 1, 2


def fill_closed_streams() -> None:
    """Open what a shell closed (``>&-``): a file opened later would get its number, and our messages.

    Writing to a closed stdout fails as it does for other programs; what goes to a closed stderr is lost.
    """
    for number in (0, OUT, ERR):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is taken, which is this one.
            os.open(os.devnull, os.O_WRONLY if number == ERR else os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = _opened(OUT)
    if sys.stderr is None:
        sys.stderr = _opened(ERR)


@contextmanager
def prints_to_stderr() -> Iterator[None]:
    """Send what runs in the body to stderr, whatever it prints and however; afterwards both streams are as before.

    stdout is the result's, and with ``--json`` one document: a user's own file may print to it, write to its number,
    close it or put something else in its place, and nothing of that reaches or hinders the result. A terminal obeys
    nothing that it prints; bytes written to the number itself pass as they are.
    """
    out, err = sys.stdout, sys.stderr
    original = sys.__stdout__, sys.__stderr__
    if not (_is_of(out, OUT) and _is_of(err, ERR)):
        # Streams of a notebook or a test have no number that could be turned.
        sys.stdout = err
        try:
            yield
        finally:
            sys.stdout, sys.stderr = out, err
        return
    out.flush()
    kept = os.dup(OUT), os.dup(ERR)
    os.dup2(ERR, OUT)
    # What the body is given are streams of its own; closing them closes nothing of ours.
    sys.stdout, sys.stderr = _opened_visible(ERR), _opened_visible(ERR)
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):
                stream.flush()
        for number, whole in zip((OUT, ERR), kept, strict=True):
            os.dup2(whole, number)
            os.close(whole)
        sys.stdout, sys.stderr = out, err
        sys.__stdout__, sys.__stderr__ = original  # type: ignore[misc]


def write_error_line(text: str) -> None:
    """Write a line to stderr, to its number where the stream itself was closed or taken away; never fails."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except (AttributeError, ValueError, OSError):
        with suppress(OSError):
            os.write(ERR, f"{text}\n".encode(errors="replace"))


def let_go(number: int) -> None:
    """Point the file of a stream nowhere: what its buffer still holds is lost, and ends nothing with a failure."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def is_closed(fault: OSError) -> bool:
    """Whether a write failed since the stream was closed."""
    return fault.errno == errno.EBADF


def _is_of(stream: TextIO | None, number: int) -> bool:
    try:
        return stream is not None and stream.fileno() == number
    except (OSError, ValueError):
        return False


def _opened(number: int) -> TextIO:
    return open(number, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)


class _Visible(io.TextIOWrapper):
    """A stream of text on which what a terminal would obey is written as its escape."""

    def write(self, text: str, /) -> int:
        super().write(visible(text))
        return len(text)


def _opened_visible(number: int) -> TextIO:
    raw = io.FileIO(number, "w", closefd=False)
    return _Visible(io.BufferedWriter(raw), encoding="utf-8", errors="replace", line_buffering=True)
