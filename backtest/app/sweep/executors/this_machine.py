"""Sets on this machine: a few here first, the others in as many processes as repay."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from time import monotonic

from backtest.app.sweep.desk import Desk
from backtest.app.sweep.executors.here import compute_here
from backtest.app.sweep.executors.local import compute_locally
from backtest.app.sweep.executors.pieces import pieces_of
from backtest.app.sweep.setting import Setting
from backtest.engine.compiled import machine_code
from backtest.engine.walk import run_sessions
from data_sources.store.swept import SweptSet

FIRST_PIECE = 4
"""Sets that are computed here first: they tell whether more processes repay."""
SMALL = 1.0
"""Seconds of work that one process does alone."""


def compute_on_this_machine(
    desk: Desk, settings: Sequence[Setting], workers: int | None = None
) -> Iterator[list[SweptSet]]:
    """Give what settings made, a piece at a time, whichever is done first; ``workers`` None is one for each core."""
    first, rest = settings[:FIRST_PIECE], settings[FIRST_PIECE:]
    if not first:
        return
    machine_code(run_sessions)
    begun = monotonic()
    yield from compute_here(desk, [first])
    count = workers or os.cpu_count() or 1
    pieces = pieces_of(rest, count)
    # The first set of all works out what the others share, so the rest takes less.
    if count == 1 or (monotonic() - begun) / len(first) * len(rest) < SMALL:
        yield from compute_here(desk, pieces)
    else:
        yield from compute_locally(desk, pieces, workers)
