"""Whole processes from the shell's point of view: our first and later runs against importing vectorbt."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contest import INPUTS
from benchmarks.loading import make_small_store
from benchmarks.processes import fresh_folder, whole_process


@dataclass(frozen=True)
class Command:
    """Median seconds of a command, wall and processor, over ``count`` processes."""

    name: str
    wall: float
    processor: float
    count: int


def commands(db: Path | None, *, quick: bool) -> list[Command]:
    """Run each command several times, in turns; ``db`` is a store of your own instead of the simulated one."""
    store = db or make_small_store(INPUTS / "sample_market.db")
    out = fresh_folder(INPUTS / "run")
    run = [sys.executable, "-m", "backtest", "run", "rate_power", "--db", str(store), "--out", str(out)]
    cache = INPUTS / "cache"
    kept = {"XDG_CACHE_HOME": str(cache)}
    taken: dict[str, list[tuple[float, float]]] = {}
    for _ in range(2 if quick else 3):
        fresh_folder(cache)
        taken.setdefault("backtest run rate_power, first ever", []).append(whole_process(run, environment=kept))
    # What an earlier process left: the second run may still compile, the third no more.
    whole_process(run, environment=kept)
    for _ in range(3 if quick else 7):
        taken.setdefault("backtest run rate_power, warm", []).append(whole_process(run, environment=kept))
        rival = [sys.executable, "-c", "import vectorbt"]
        taken.setdefault('python -c "import vectorbt"', []).append(whole_process(rival))
        idle = [sys.executable, "-m", "backtest", "--help"]
        taken.setdefault("backtest --help", []).append(whole_process(idle))
    return [
        Command(name, median(wall for wall, _ in each), median(processor for _, processor in each), len(each))
        for name, each in taken.items()
    ]
