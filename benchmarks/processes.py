"""Child processes: one engine, one measurement, one line of JSON; and the clock around whole commands."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.environments import ROOT


def answer(command: Sequence[str], limit: float, environment: Mapping[str, str] | None = None) -> dict[str, Any] | str:
    """Run a child and return the JSON it printed, or a sentence: too slow, or how it failed."""
    try:
        done = _run(command, limit, environment)
    except subprocess.TimeoutExpired:
        return f"> {limit:.0f} s"
    if done.returncode:
        said = done.stderr.strip().splitlines()
        return f"failed: {said[-1] if said else done.returncode}"
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def whole_process(
    command: Sequence[str], limit: float = 600.0, environment: Mapping[str, str] | None = None
) -> tuple[float, float]:
    """Seconds from start to end of a command, on the wall and of the processor; raises when it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(command, limit, environment).check_returncode()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(
    command: Sequence[str], limit: float, environment: Mapping[str, str] | None
) -> subprocess.CompletedProcess[str]:
    # Whoever installs a package has the bytecode of it kept, ours and a rival's; a checkout must be allowed to keep it.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(  # noqa: S603 - commands of this package
        list(command),
        cwd=ROOT,
        env=surroundings | dict(environment or {}),
        timeout=limit,
        capture_output=True,
        text=True,
        check=False,
    )


def fresh_folder(path: Path) -> Path:
    """An empty folder."""
    import shutil  # noqa: PLC0415 - rarely needed

    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path
