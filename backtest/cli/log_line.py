"""The lines of a log on stderr: each with its time, so that the log of a night says by itself when what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from backtest.cli.errors import log_time, tell, time_errors
from backtest.cli.language import spoken
from backtest.cli.output import remark
from backtest.cli.progress import LONGEST_STAGE, progress
from backtest.cli.streams import write_error_line
from data_sources.language.text import both
from data_sources.passwords import masked
from data_sources.plain_text import one_line
from data_sources.progress import Progress


def log_error(sentence: str) -> None:
    """Print an error line; on a terminal without its time, as every other command does."""
    time_errors(on=not sys.stderr.isatty())
    tell(sentence)


def log_warning(sentence: str) -> None:
    """Print a warning line, which changes nothing of how the command ends."""
    told = one_line(masked(spoken(sentence)))
    line = spoken(both(f"warning: {told}", f"警告：{told}"))
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
            _log(f"{one_line(spoken(what), LONGEST_STAGE)} ...")
            said = what

    yield log


def _log(line: str) -> None:
    write_error_line(f"{log_time()} {line}")
