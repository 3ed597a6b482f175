"""Run the benchmarks and print their tables: ``python -m benchmarks --help``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.commands import commands
from benchmarks.contest import INPUTS, Standing, compete, inputs, streaming
from benchmarks.environments import requirements
from benchmarks.loading import make_large_store, make_small_store
from benchmarks.machine import machine_section
from benchmarks.page import page
from benchmarks.page_weight import page_section, page_weights
from benchmarks.plan import LIMIT, cases
from benchmarks.processes import answer
from benchmarks.sections import (
    command_section,
    contest_section,
    curve_section,
    loading_section,
    memory_section,
    yardstick_line,
)
from benchmarks.verdicts import verdict_table, verdicts

PARTS = ("w1", "w2", "w3", "load", "process", "pages", "curves")


def main() -> int:
    """Measure what was asked for, print it, and write the page when told where."""
    asked = _arguments()
    only = set(asked.only.split(","))
    chosen = cases(
        full=asked.full, quick=asked.quick, workloads={part.upper() for part in only}, peers=set(asked.peers.split(","))
    )
    standings = compete(chosen)
    sections = _contest_sections(standings)
    whole = commands(asked.db, quick=asked.quick) if "process" in only else []
    sections += [command_section(whole)] if whole else []
    sections += [_pages(asked.db, quick=asked.quick)] if "pages" in only else []
    loaded = _load(quick=asked.quick) if "load" in only else []
    sections += [loading_section(one) for one in loaded]
    sections += [_curves()] if "curves" in only else []
    found = verdicts(standings, whole, [one for one in loaded if isinstance(one, dict)])
    sections.insert(0, f"## Targets\n\n{verdict_table(found)}" if found else "")
    text = page(sections, f"{machine_section(standings)}\n\n{yardstick_line(standings)}")
    sys.stdout.write("\n\n".join(section for section in sections if section) + "\n\n")
    sys.stdout.write(yardstick_line(standings) + "\n")
    if asked.write:
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(text, encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, of {','.join(PARTS)}")
    parser.add_argument("--peers", default=",".join(requirements()), help="peers to run, by name")
    parser.add_argument(
        "--quick", action="store_true", help="one process of the engines that take seconds, no load of millions of bars"
    )
    parser.add_argument("--full", action="store_true", help="everything at full size")
    parser.add_argument("--db", type=Path, help="a store of yours for the whole processes, not the simulated one")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    asked = parser.parse_args()
    unknown = (set(asked.only.split(",")) - set(PARTS)) | (set(asked.peers.split(",")) - set(requirements()) - {""})
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return asked


def _contest_sections(standings: list[Standing]) -> list[str]:
    workloads = sorted({one.case.workload for one in standings})
    sections = [contest_section(name, standings, streaming(name)) for name in workloads]
    return sections + ([memory_section(standings)] if "W2" in workloads else [])


def _load(*, quick: bool) -> list[dict[str, Any] | str]:
    stores = [make_small_store(INPUTS / "sample_market.db")]
    stores += [] if quick else [make_large_store(INPUTS / "large_market.db", inputs("W2"))]
    return [answer([sys.executable, "-m", "benchmarks.loading", str(store)], LIMIT) for store in stores]


def _pages(db: Path | None, *, quick: bool) -> str:
    weights = page_weights(db, quick=quick)
    return page_section(weights, os.getloadavg()[0], os.cpu_count() or 1)


def _curves() -> str:
    command = [sys.executable, "-m", "benchmarks.curves", str(inputs("W1")), str(inputs("W2"))]
    found = answer(command, LIMIT, {"BACKTEST_COMPILE": "always"})
    return f"## Growth\n\n{found}" if isinstance(found, str) else curve_section(found["growth"], found["workers"])


if __name__ == "__main__":
    sys.exit(main())
