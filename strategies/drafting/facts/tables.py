"""The tables of this folder: words of brokers, ratings, benchmarks and sectors."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one CSV file beside this module."""
    file = resources.files("strategies.drafting.facts") / name
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
