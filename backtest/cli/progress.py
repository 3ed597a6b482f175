"""Progress on stderr: a moving bar on a terminal, one line per stage into a log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from backtest.cli.output import remark
from data_sources.progress import Progress


@contextmanager
def progress() -> Iterator[Progress]:
    """Offer a function that hears (what, done, of how many) as often as something is done."""
    if sys.stderr.isatty():
        with _bar() as hear:
            yield hear
    else:
        yield _lines()


def _lines() -> Progress:
    said = ""

    def hear(what: str, _done: int, _total: int) -> None:
        nonlocal said
        if what != said:
            remark(f"{what} ...")
            said = what

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
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None)

        def hear(what: str, done: int, total: int) -> None:
            bars.update(task, description=what, completed=done, total=total)

        yield hear
