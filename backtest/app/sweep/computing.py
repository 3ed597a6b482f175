"""The sets of a sweep: those that the store has are taken from it, the others are computed, kept and counted."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from backtest.app.sweep.desk import Desk
from backtest.app.sweep.executors.here import compute_here
from backtest.app.sweep.executors.local import compute_locally
from backtest.app.sweep.kept import keep, kept_sets
from backtest.app.sweep.setting import Setting
from backtest.engine.compiled import machine_code
from backtest.engine.walk import run_sessions
from data_sources.language.text import both
from data_sources.progress import Progress
from data_sources.store.swept import SweptSet
from strategies.library.library import Library

PIECES_A_WORKER = 8
"""Few pieces share more work, many end together."""
LARGEST_PIECE = 50
"""Sets that are computed again at most when a process ends or a key interrupts."""
FIRST_PIECE = 4
"""Sets that are computed here first: they tell whether more processes repay."""
SMALL = 1.0
"""Seconds of work that one process does alone."""


@dataclass(frozen=True)
class Computed:
    """The set of each setting in order, how many of them the store had, and why some could not be kept."""

    sets: tuple[SweptSet, ...]
    kept: int = 0
    problem: str = ""


def compute_sets(
    desk: Desk, settings: Sequence[Setting], library: Library, workers: int | None, hear: Progress
) -> Computed:
    """Return what each setting made.

    Sets that are done are kept and counted at once, a piece at a time: whoever interrupts loses what was being
    computed and nothing else. A store that cannot be written does not end the sweep; the problem is told.
    """
    identities = [desk.identity(setting) for setting in settings]
    found = kept_sets(desk, identities)
    kept, problem = len(found), ""
    wanted = {name: setting for name, setting in zip(identities, settings, strict=True) if name not in found}
    total, what = len(set(identities)), both(f"sweeping {desk.strategy.name}", f"扫描 {desk.strategy.name}")
    hear(what, len(found), total)
    for made in _computed(desk, list(wanted.values()), workers):
        problem = keep(desk, made, {each.identity: wanted[each.identity] for each in made}, library) or problem
        found |= {each.identity: each for each in made}
        hear(what, len(found), total)
    return Computed(tuple(found[name] for name in identities), kept, problem)


def _computed(desk: Desk, settings: Sequence[Setting], workers: int | None) -> Iterator[list[SweptSet]]:
    first, rest = settings[:FIRST_PIECE], settings[FIRST_PIECE:]
    if not first:
        return
    machine_code(run_sessions)
    begun = monotonic()
    yield from compute_here(desk, [first])
    count = workers or os.cpu_count() or 1
    pieces = _pieces(rest, count)
    # The first set of all works out what the others share, so the rest takes less.
    if count == 1 or (monotonic() - begun) / len(first) * len(rest) < SMALL:
        yield from compute_here(desk, pieces)
    else:
        yield from compute_locally(desk, pieces, workers)


def _pieces(settings: Sequence[Setting], workers: int) -> list[Sequence[Setting]]:
    """Cut settings into runs of neighbours, which often share a decision."""
    size = max(1, min(LARGEST_PIECE, -(-len(settings) // (workers * PIECES_A_WORKER))))
    return [settings[k : k + size] for k in range(0, len(settings), size)]
