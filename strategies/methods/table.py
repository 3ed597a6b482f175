"""The printed tables that methods are checked against: CSV files beside the modules, one fact a row."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def read_table(report: str, name: str) -> tuple[dict[str, str], ...]:
    """Read ``report_NNN/name.csv`` as rows of text by column; an empty cell is something the report leaves blank."""
    file = resources.files("strategies.methods") / f"report_{report}" / f"{name}.csv"
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
