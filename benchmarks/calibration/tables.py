"""The tables of docs/validity.md, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from benchmarks.calibration.misses import (
    Missed,
    alpha_misses,
    bootstrap_misses,
    drawdown_misses,
    mean_misses,
    sharpe_misses,
    superiority_alarms,
)
from benchmarks.calibration.processes import PROCESSES, Process
from benchmarks.calibration.sweep_tables import sweep_tables
from benchmarks.calibration.table import table

SESSIONS = (60, 120, 250, 500)
BOUND = tuple(process for process in PROCESSES if process.bound)
RESAMPLED = tuple(process for process in BOUND if process.name != "Student t4")  # a tenth of a second a seed
APART = 240  # a year between the first report of several and the last
Measure: TypeAlias = Callable[[Process, int, int], Missed]


def calibration_tables(seeds: int) -> dict[str, str]:
    """Return the tables by the name of their marker; measures that cannot be vectorised get a part of the seeds."""
    some, few = max(seeds // 3, 1), max(seeds // 10, 1)
    return {
        "mean": _misses(mean_misses, PROCESSES, seeds, sides=True),
        "bootstrap": _misses(bootstrap_misses, BOUND, some),
        "sharpe": _misses(sharpe_misses, BOUND, some),
        "drawdown": _misses(drawdown_misses, BOUND, few, sides=True),
        "alpha": _misses(alpha_misses, BOUND, some),
        "superiority": _alarms(max(seeds // 15, 1)),
        **sweep_tables(few),
    }


def _misses(measure: Measure, processes: Sequence[Process], seeds: int, *, sides: bool = False) -> str:
    rows = []
    for process in processes:
        missed = [measure(process, sessions, seeds) for sessions in SESSIONS]
        rows.append([process.name, *(_written(each, sides=sides) for each in missed)])
    header = [f"{seeds:,} seeds a cell", *(f"{sessions} sessions" for sessions in SESSIONS)]
    return table(header, rows)


def _written(missed: Missed, *, sides: bool) -> str:
    whole = f"{missed.share:.1%}"
    return f"{whole} ({missed.below * 100:.1f} + {missed.above * 100:.1f})" if sides else whole


def _alarms(seeds: int) -> str:
    rows = []
    for apart, begun in ((0, ""), (APART, f", begun over {APART} sessions")):
        for process in RESAMPLED:
            found = [superiority_alarms(process, sessions, seeds, apart=apart) for sessions in SESSIONS[:3]]
            rows.append([process.name + begun, *(f"{rejected:.1%}, {named:.1%}" for rejected, named in found)])
    return table([f"{seeds:,} seeds a cell", *(f"{sessions} sessions" for sessions in SESSIONS[:3])], rows)
