"""Our engine and its peers on the three workloads: every case in processes of its own, taken in turns."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.environments import ROOT, python_of
from benchmarks.measuring import rounds
from benchmarks.plan import FLOOR, LIMIT, OURS, Case
from benchmarks.processes import answer
from benchmarks.workloads import SESSIONS, make, read, write

INPUTS = ROOT / "var" / "bench"


@dataclass(frozen=True)
class Standing:
    """What came of a case: the answers of its processes, or why there is none."""

    case: Case
    answers: tuple[dict[str, Any], ...]
    reason: str = ""

    @property
    def scale(self) -> float:
        """What one run of the whole workload, or one parameter set, is to one measured run."""
        whole = SESSIONS / self.case.sessions if self.case.sessions else 1.0
        return whole / (self.case.sets or 1)

    @property
    def fair_clock(self) -> str:
        """The clock of ratios: the processor's, which other work disturbs less; the wall's where cores may share."""
        return "wall" if self.case.sets else "processor"

    def clock(self, name: str) -> float:
        """Seconds of the quickest run over rounds and processes: ``wall`` or ``processor``."""
        return self.scale * float(min(min(found["run"][name]) for found in self.answers))

    def with_values(self, name: str) -> float:
        """Seconds of the quickest run and of the quickest daily values after one."""
        return self.clock(name) + self.scale * float(min(found["after"][name][0] for found in self.answers))

    def median(self, name: str) -> float:
        """The median of one measured number over processes."""
        return float(median(found[name] for found in self.answers))


def inputs(workload: str) -> Path:
    """The folder of a workload, written once."""
    folder = INPUTS / workload
    if not (folder / "symbols.txt").exists():
        sys.stderr.write(f"drawing {workload} ...\n")
        write(make(workload), folder)
    return folder


def streaming(workload: str) -> tuple[float, float]:
    """Seconds to stream the matrix of closes once, wall and processor."""
    closes = read(inputs(workload)).close
    taken = rounds(lambda: float(np.sum(closes)), 15)
    return min(taken.wall), min(taken.processor)


def compete(chosen: Sequence[Case]) -> list[Standing]:
    """Run all cases, first processes first, so that a slow minute of the machine meets all alike."""
    found: dict[Case, list[dict[str, Any]]] = {case: [] for case in chosen}
    reasons: dict[Case, str] = {}
    for turn in range(max((case.processes for case in chosen), default=0)):
        for case in chosen:
            if turn >= case.processes or case in reasons:
                continue
            sys.stderr.write(f"{case.workload} {case.peer} {case.engine} ...\n")
            got = _process(case)
            if isinstance(got, str):
                reasons[case] = got
            else:
                found[case].append(got)
    return [Standing(case, tuple(found[case]), reasons.get(case, "")) for case in chosen]


def _process(case: Case) -> dict[str, Any] | str:
    own = case.peer in (OURS, FLOOR)
    python: Path | str = Path(sys.executable) if own else python_of(case.peer)
    if isinstance(python, str):
        return python
    module = f"benchmarks.{case.peer}" if own else f"benchmarks.peers.{case.peer}"
    command = [str(python), "-m", module, case.engine, str(inputs(case.workload))]
    command += ["--sessions", str(case.sessions), "--rounds", str(case.rounds), "--sets", str(case.sets)]
    # Ours decides by itself when compiling repays; here the compiled engine is what is compared.
    return answer(command, LIMIT, {"BACKTEST_COMPILE": "always"})
