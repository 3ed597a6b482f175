"""Progress on stderr: a moving bar on a terminal, one line per stage into a log."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from backtest.cli.language import spoken
from backtest.cli.output import remark
from backtest.cli.streams import ERR
from data_sources.plain_text import one_line
from data_sources.progress import Progress

LONGEST_STAGE = 100


@contextmanager
def progress() -> Iterator[Progress]:
    """Offer a function that hears (what, done, of how many) as often as something is done."""
    if sys.stderr.isatty():
        with _bar() as hear:
            yield hear
    else:
        yield _lines()


def _lines() -> Progress:
    told = ""

    def hear(what: str, _done: int, _total: int) -> None:
        nonlocal told
        if what != told:
            remark(f"{one_line(spoken(what), LONGEST_STAGE)} ...")
            told = what

    return hear


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 - a log never pays for it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    # A stream of its own: a user's file may close the other one while the bar moves.
    with (
        open(os.dup(ERR), "w", encoding=sys.stderr.encoding, errors="replace") as stream,  # noqa: PTH123 - a number
        Bars(*columns, console=Console(file=stream), transient=True) as bars,
    ):
        task = bars.add_task("", total=None)

        def hear(what: str, done: int, total: int) -> None:
            bars.update(task, description=one_line(spoken(what), LONGEST_STAGE), completed=done, total=total)

        yield hear
