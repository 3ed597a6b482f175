"""The lines of a log on stderr: each with its time, so that the log of a night says by itself when what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from backtest.cli.errors import tell
from backtest.cli.output import remark
from backtest.cli.progress import LONGEST_STAGE, progress
from backtest.cli.streams import write_error_line
from data_sources.calendar import clock
from data_sources.calendar.clock import shanghai_time
from data_sources.passwords import masked
from data_sources.plain_text import one_line
from data_sources.progress import Progress


def log_error(sentence: str) -> None:
    """Print an error line; on a terminal without its time, as every other command does."""
    if sys.stderr.isatty():
        tell(sentence)
    else:
        _log(f"error: {one_line(masked(sentence))}")


def log_warning(sentence: str) -> None:
    """Print a warning line, which changes nothing of how the command ends."""
    line = f"warning: {one_line(masked(sentence))}"
    if sys.stderr.isatty():
        remark(line)
    else:
        _log(line)


@contextmanager
def logged_progress() -> Iterator[Progress]:
    """Offer a function that hears (what, done, of how many): the moving bar of a terminal, in a log a line a stage."""
    if sys.stderr.isatty():
        with progress() as hear:
            yield hear
        return
    said = ""

    def log(what: str, _done: int, _total: int) -> None:
        nonlocal said
        if what != said:
            _log(f"{one_line(what, LONGEST_STAGE)} ...")
            said = what

    yield log


def _log(line: str) -> None:
    """Write a line behind the time in Shanghai, ISO with its offset: ``2026-07-01T18:30:05+08:00``."""
    write_error_line(f"{shanghai_time(clock.SYSTEM).isoformat(timespec='seconds')} {line}")
