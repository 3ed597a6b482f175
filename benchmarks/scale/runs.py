"""All strategies and a whole night, in one process and on all cores: commands as a user gives them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.loading import make_small_store

ROUNDS = 2
COMMANDS = {
    "run --all": ("run", "--all", "--out", "out"),
    "run --all --deep": ("run", "--all", "--deep", "--out", "out"),
    "nightly --no-refresh": ("nightly", "--no-refresh", "--out", "out", "--max-age", "100000"),
}
DONE = (0, 3)
"""Exit codes of a command that wrote its files: a night may have something to say of the age of its data."""


@dataclass(frozen=True)
class Spread:
    """Seconds of a command on the wall, from its start to its end: with one worker, and with one for each core."""

    command: str
    one: float
    all: float


def spread() -> list[Spread]:
    """Measure each command, the quickest of some rounds, on the simulated market; some minutes."""
    found = []
    with TemporaryDirectory() as folder:
        market = make_small_store(Path(folder) / "market.db")
        for name, words in COMMANDS.items():
            rounds = [(_seconds(words, 1, market), _seconds(words, os.cpu_count() or 1, market)) for _ in range(ROUNDS)]
            one, every = (min(each) for each in zip(*rounds, strict=True))
            found.append(Spread(name, one, every))
    return found


def _seconds(words: tuple[str, ...], workers: int, market: Path) -> float:
    """One command in a folder of its own, on a copy of the store: it counts its trials there."""
    with TemporaryDirectory() as folder:
        shutil.copy(market, Path(folder) / "market.db")
        shutil.copytree(market.with_name("market.db.cache"), Path(folder) / "market.db.cache")
        command = [sys.executable, "-m", "backtest", *words, "--db", "market.db", "--workers", str(workers)]
        program = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        begun = perf_counter()
        ended = subprocess.run(command, cwd=folder, env=program, capture_output=True, text=True, check=False)  # noqa: S603
        took = perf_counter() - begun
    assert ended.returncode in DONE, ended.stderr  # noqa: S101 - what is measured happened
    return took
