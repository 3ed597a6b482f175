"""Progress on stderr: a moving bar on a terminal; into a log a line a stage, and how far it is while it takes long."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from backtest.cli.language import spoken
from backtest.cli.output import remark
from backtest.cli.streams import ERR
from data_sources.language.text import both
from data_sources.plain_text import one_line
from data_sources.progress import Progress

LONGEST_STAGE = 100
SILENCE = 30.0
"""Seconds after which a log hears how far a stage is."""


@contextmanager
def progress() -> Iterator[Progress]:
    """Offer a function that hears (what, done, of how many) as often as something is done."""
    if sys.stderr.isatty():
        with _bar() as hear:
            yield hear
    else:
        yield _lines()


def _lines() -> Progress:
    told, begun, last, before = "", 0.0, 0.0, 0

    def hear(what: str, done: int, total: int) -> None:
        nonlocal told, begun, last, before
        now = monotonic()
        stage = one_line(spoken(what), LONGEST_STAGE)
        if what != told:
            remark(f"{stage} ...")
            told, begun, last, before = what, now, now, done
        elif before < done < total and now - last >= SILENCE:
            left = time_words((now - begun) / (done - before) * (total - done))
            words = both(f"{stage}: {done:,} of {total:,}, {left} left", f"{stage}：{done:,}/{total:,}，还需 {left}")
            remark(words)
            last = now

    return hear


def time_words(seconds: float) -> str:
    """Write a length of time as hours, minutes and seconds: 0:01:30."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 - a log never pays for it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
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
