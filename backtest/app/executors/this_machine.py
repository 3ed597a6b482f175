"""Items on this machine: a few here first, the others in as many processes as repay."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from time import monotonic

from backtest.app.executors.here import compute_here
from backtest.app.executors.pieces import pieces_of
from backtest.app.executors.task import Answer, Item, Shared, Task

SMALL = 1.0
"""Seconds of work that one process does alone."""


def compute_on_this_machine(
    task: Task[Shared, Item, Answer], items: Sequence[Item], workers: int | None = None
) -> Generator[list[Answer], None, None]:
    """Give the answers for items, a piece at a time, whichever is done first; ``workers`` None is one for each core."""
    first, rest = items[: task.tried], items[task.tried :]
    if not first:
        return
    task.ready()
    begun = monotonic()
    yield from compute_here(task, [first])
    count = workers or os.cpu_count() or 1
    pieces = pieces_of(rest, count, task.largest)
    # The first item of all works out what the others share, so the rest takes less.
    if count == 1 or (monotonic() - begun) / len(first) * len(rest) < SMALL:
        yield from compute_here(task, pieces)
    else:
        from backtest.app.executors.local import compute_locally  # noqa: PLC0415 - brings multiprocessing along

        yield from compute_locally(task, pieces, workers)
