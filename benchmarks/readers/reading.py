"""One reader: a process that loads the market again and again, as each run does, and notes what it saw."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from time import perf_counter, process_time, sleep
from typing import Any

from backtest.app.run import load_market
from benchmarks.readers.nights import digest


@dataclass(frozen=True)
class Load:
    """One load: seconds, those of the processor, the last session and the sum of what came, or why nothing did."""

    seconds: float
    processor: float = 0.0
    last: date | None = None
    digest: int = 0
    fault: str = ""


@dataclass(frozen=True)
class Seen:
    """The loads of one reader, and the memory that it wrote to and shares with no other, in megabytes."""

    loads: tuple[Load, ...]
    memory: float


@dataclass(frozen=True)
class Reading:
    """What a reader is told: the store, from when on and until when, how often at least, where its columns lie.

    Between two loads it waits for ``pause`` seconds, as somebody does who looks at what he loaded. ``home`` is a folder
    of its own, emptied before each load, as on a machine that meets a snapshot first; None: the columns that all of
    this machine share.
    """

    url: str
    begin: Event
    done: Event
    least: int
    pause: float
    home: Path | None


@contextmanager
def reading(
    count: int, url: str, least: int, pause: float, folder: Path | None
) -> Iterator[tuple[Event, Event, Sequence[Any]]]:
    """Begin readers, which wait; lend what lets them begin, what lets them end, and where their answers come."""
    context = get_context("fork")
    begin, done = context.Event(), context.Event()
    pipes, processes = [], []
    for number in range(count):
        here, there = context.Pipe(duplex=False)
        home = None if folder is None else folder / str(number)
        process = context.Process(
            target=_read, args=(Reading(url, begin, done, least, pause, home), there), daemon=True
        )
        process.start()
        there.close()
        pipes.append(here)
        processes.append(process)
    try:
        yield begin, done, pipes
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _read(asked: Reading, answers: Connection) -> None:
    if asked.home is not None:
        os.environ["XDG_CACHE_HOME"] = str(asked.home)
    asked.begin.wait()
    loads: list[Load] = []
    while len(loads) < asked.least or not asked.done.is_set():
        loads.append(_load(asked))
        # The last night may end meanwhile, and another load is due only where there are too few.
        asked.done.wait(asked.pause) if len(loads) >= asked.least else sleep(asked.pause)
    answers.send(Seen(tuple(loads), _private()))


def _load(asked: Reading) -> Load:
    if asked.home is not None:
        shutil.rmtree(asked.home, ignore_errors=True)
    begun, worked = perf_counter(), process_time()
    try:
        panel = load_market(asked.url)
    except Exception as fault:  # noqa: BLE001 - whatever a reader meets is counted
        return Load(perf_counter() - begun, process_time() - worked, fault=f"{type(fault).__name__}: {fault}")
    took, cost = perf_counter() - begun, process_time() - worked
    return Load(took, cost, panel.sessions[-1].item(), digest(panel))


def _private() -> float:
    """Megabytes that are this process's alone: it began as a copy, which holds what the others hold; 0 if unknown."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:")) * 1024 / 1e6
