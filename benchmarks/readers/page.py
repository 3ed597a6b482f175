"""The table of docs/scale.md: readers and nights, alone and at once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from statistics import median

from benchmarks.machine import processor
from benchmarks.readers.measure import COLD, WARM_PAUSE, Phase
from benchmarks.readers.nights import Night
from benchmarks.tables import duration, megabytes, table


def section(phases: Sequence[Phase], nights: Sequence[Night], readers: int, load: float) -> str:
    """Return what was measured; ``load`` is how many processes wanted a core before it began."""
    heads = (
        "what", "loads", "a load, median", "longest", "processor, median", "errors", "no whole night", "a night",
        "longest", "connections", "memory of a reader",
    )  # fmt: skip
    rows = [_row(phase, nights) for phase in phases]
    busy = f" Other work wanted {load:.1f} cores when it began." if load >= 1 else ""
    market = (
        f"{len(nights[0].facts.instruments):,} shares, sessions up to {nights[0].last} and {len(nights) - 1} nights"
    )
    text = (
        f"{readers} reader processes on one PostgreSQL server on loopback, {market}. Server, readers and publisher "
        f"share {os.cpu_count()} cores, {processor()}.{busy} All readers begin at once; between two loads a warm one "
        f"waits {WARM_PAUSE:.0f} s, a cold one {COLD * WARM_PAUSE:.0f} s."
    )
    return f"{text}\n\n{table(heads, rows)}"


def _row(phase: Phase, nights: Sequence[Night]) -> tuple[str, ...]:
    wrote = (duration(median(phase.publishing)), duration(max(phase.publishing))) if phase.publishing else ("", "")
    memory = megabytes(max(seen.memory for seen in phase.readers)) if phase.readers else ""
    return (phase.name, *_read(phase, nights), *wrote, str(phase.connections or ""), memory)


def _read(phase: Phase, nights: Sequence[Night]) -> tuple[str, ...]:
    if not phase.loads:
        return ("",) * 6
    seconds, work = [load.seconds for load in phase.loads], [load.processor for load in phase.loads]
    times = (duration(median(seconds)), duration(max(seconds)), duration(median(work)))
    return (f"{len(seconds):,}", *times, f"{len(phase.faults):,}", f"{phase.mixed(nights):,}")
