"""One engine on one workload in a process of its own: what every adapter has in common.

``python -m benchmarks.peers.bt basket FOLDER --sessions 2430 --rounds 5 --sets 0`` prints one line of JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

from benchmarks.measuring import Measured, Timing, current_peak, forget_peak, peak_memory, rounds, timed, yardstick
from benchmarks.workloads import PARAMETER_SETS, SEED, ParameterSet, Workload, read

Sets = tuple[ParameterSet, ...]


@dataclass(frozen=True)
class Job:
    """Work on inputs that are in the engine's own form already.

    ``run`` trades; ``value`` then works out what the run left for later (daily values) and returns the final equity.
    ``input_size`` is the size of the engine's inputs in megabytes.
    """

    run: Callable[[], object]
    value: Callable[[], float]
    input_size: float = 0.0


Engine = Callable[[Workload, Sets], Job]


def serve(engines: Mapping[str, Engine], distributions: Sequence[str], import_seconds: float) -> None:
    """Run the engine that the command line names and print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=engines)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sessions", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sets", type=int, default=0)
    asked = parser.parse_args()
    workload = read(asked.folder)
    if asked.sessions:
        workload = workload.first_sessions(asked.sessions)
    versions = {name: metadata.version(name) for name in distributions}
    # Engines log to the standard output, which belongs to the result.
    with contextlib.redirect_stdout(sys.stderr):
        measured = measure(engines[asked.engine], workload, some_sets(asked.sets), asked.rounds)
    found = measured.as_dict() | {"import_seconds": import_seconds, "versions": versions}
    sys.stdout.write(json.dumps(found) + "\n")


def some_sets(count: int) -> Sets:
    """``count`` parameter sets drawn from all of them, the same at every call."""
    drawn = np.random.Generator(np.random.PCG64(SEED)).permutation(len(PARAMETER_SETS))[:count]
    return tuple(PARAMETER_SETS[k] for k in sorted(drawn.tolist()))


def measure(engine: Engine, workload: Workload, sets: Sets, count: int) -> Measured:
    """Convert, run once, then ``count`` warm rounds; with 0 the first run is the one that counts."""
    ruler = yardstick()
    jobs: list[Job] = []
    convert, _ = timed(lambda: jobs.append(engine(workload, sets)))
    job = jobs[0]
    before = forget_peak()
    first = timed(job.run)
    job.value()
    run = rounds(job.run, count) if count else Timing((first[0],), (first[1],))
    after = rounds(job.value, 1)
    growth = current_peak() - before
    return Measured(
        import_seconds=0.0,
        convert_seconds=convert,
        first_seconds=first[0],
        run=run,
        after=after,
        yardstick=(ruler + yardstick()) / 2,
        final_equity=job.value(),
        peak=max(peak_memory(), before),
        growth=growth,
        input_size=job.input_size,
    )
