"""Measure what the intervals miss and what they cost: ``python -m benchmarks.calibration --help``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.calibration.markers import fill
from benchmarks.calibration.prices import prices
from benchmarks.calibration.table import table
from benchmarks.calibration.tables import calibration_tables


def main() -> int:
    """Measure, print the tables, and write them into the page when told where."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3000, help="made series a cell of the vectorised tables")
    parser.add_argument("--no-prices", action="store_true", help="leave the times out")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a page with a place for each table")
    asked = parser.parse_args()
    tables = calibration_tables(asked.seeds)
    if not asked.no_prices:
        tables["price"] = _price_table()
    sys.stdout.write("\n\n".join(f"{name}\n\n{text}" for name, text in tables.items()) + "\n")
    if asked.write:
        asked.write.write_text(fill(asked.write.read_text(encoding="utf-8"), tables), encoding="utf-8")
    return 0


def _price_table() -> str:
    rows = [[each.name, f"{each.seconds * 1000:,.2f} ms", f"{each.share:.2%}"] for each in prices()]
    return table(["500 sessions", "time", "share of a plain run"], rows)


if __name__ == "__main__":
    sys.exit(main())
