"""All strategies and a whole night, in one process and on all cores: commands as a user gives them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from backtest.engine.compiled import VARIABLE
from benchmarks.loading import make_small_store

ROUNDS = 2


@dataclass(frozen=True)
class Spread:
    """A command with one worker, and with one for each core: seconds on the wall, and of the processor.

    The processor seconds are those of the process that was started, so with more workers what it keeps for itself.
    """

    command: str
    one: tuple[float, float]
    all: tuple[float, float]


def spread() -> list[Spread]:
    """Measure each command, the least of some rounds, on the simulated market; some minutes."""
    found = []
    with TemporaryDirectory() as folder:
        market = make_small_store(Path(folder) / "market.db")
        for name in _commands():
            one, every = (_least(name, workers, market) for workers in (1, os.cpu_count() or 1))
            found.append(Spread(name, one, every))
    return found


def _least(name: str, workers: int, market: Path) -> tuple[float, float]:
    wall, processor = zip(*(_measured(name, workers, market) for _ in range(ROUNDS)), strict=True)
    return min(wall), min(processor)


def _measured(name: str, workers: int, market: Path) -> tuple[float, float]:
    """One command in a process and a folder of its own, on a copy of the store: it counts its trials there."""
    with TemporaryDirectory() as folder:
        shutil.copy(market, Path(folder) / "market.db")
        shutil.copytree(market.with_name("market.db.cache"), Path(folder) / "market.db.cache")
        command = [sys.executable, "-m", "benchmarks.scale.runs", name, str(workers)]
        program = {name: value for name, value in os.environ.items() if name != VARIABLE}  # as a user has it
        program["PYTHONPATH"] = str(Path(__file__).parents[2])
        ended = subprocess.run(command, cwd=folder, env=program, capture_output=True, text=True, check=True)  # noqa: S603
    wall, processor = json.loads(ended.stdout.splitlines()[-1])
    return wall, processor


def _commands() -> Mapping[str, Callable[[int], object]]:
    import backtest  # noqa: PLC0415 - its time counts
    from strategies.registry import NAMES  # noqa: PLC0415 - as above

    return {
        "run --all": lambda workers: backtest.run_many(NAMES, db="market.db", out="out", workers=workers),
        "run --all --deep": lambda workers: backtest.run_many(
            NAMES, db="market.db", out="out", deep=True, workers=workers
        ),
        "nightly --no-refresh": lambda workers: backtest.nightly(
            db="market.db", out="out", no_refresh=True, max_age=100_000, workers=workers
        ),
    }


def main() -> None:
    """Run one command in this process and print its seconds as JSON, from before anything is imported."""
    name, workers = sys.argv[1:]
    begun = perf_counter()
    _commands()[name](int(workers))
    sys.stdout.write(f"{json.dumps([perf_counter() - begun, process_time()])}\n")


if __name__ == "__main__":
    main()
