"""What was measured on: processor, memory, systems and versions, without anything that names the machine."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from benchmarks.contest import Standing


def machine_section(standings: Sequence[Standing]) -> str:
    """The conditions of the run as a list."""
    versions = {name: metadata.version(name) for name in ("numpy", "numba", "pandas")}
    of_peers = [(one.case.peer.replace("_", "-"), found["versions"]) for one in standings for found in one.answers]
    peers = {name: number for peer, every in of_peers if peer in every
             for name, number in every.items() if name not in versions}  # fmt: skip
    lines = [
        f"- {datetime.now(UTC):%Y-%m-%d}, {platform.system()}, Python {platform.python_version()}",
        f"- {os.cpu_count()} cores, {processor()}, {_memory():.0f} GB",
        f"- ours: {_listed(versions)}",
        f"- peers, each in an environment of its own: {_listed(peers)}",
    ]
    return "\n".join(lines)


def _listed(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(versions.items()))


def processor() -> str:
    """What the processor is called."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> float:
    if sys.platform == "win32":
        return float("nan")
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
