"""Measure what a sweep costs past one machine: ``python -m benchmarks.scale --help``."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path


def main() -> int:
    """Measure, print the page, and write it when told where."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    asked = parser.parse_args()
    os.environ["BACKTEST_COMPILE"] = "always"
    from benchmarks.scale.measure import measure  # noqa: PLC0415 - after the environment is set
    from benchmarks.scale.on_ray import Worker, worker  # noqa: PLC0415 - as above
    from benchmarks.scale.page import page, readers_of  # noqa: PLC0415 - as above
    from benchmarks.scale.runs import spread  # noqa: PLC0415 - as above

    busy, kept = os.getloadavg()[0], readers_of(asked.write)
    found, there, runs = measure(), worker(), spread()
    if isinstance(there, Worker):
        found = replace(found, process=there.after * 1e6)
    text = page(found, there, runs, busy, kept)
    sys.stdout.write(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
