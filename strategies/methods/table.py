"""The printed tables that methods are checked against: CSV files by report, one fact per row."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def read_table(report: str, name: str) -> tuple[dict[str, str], ...]:
    """Read ``tables/REPORT/NAME.csv`` as rows of text by column; an empty cell is something the report leaves blank."""
    file = resources.files("strategies.methods") / "tables" / report / f"{name}.csv"
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
