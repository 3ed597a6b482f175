"""What an industry rating is judged by: an industry index the store has, or else the names of the report."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class IndustryIndex:
    """The index that stands for a sector from a day on; ``symbol`` is empty when there is none, and ``source`` why."""

    sector: str
    symbol: str
    name: str
    start: date
    end: date
    source: str


def industry_index(sector: str, day: date) -> IndustryIndex | None:
    """Return the index of a sector on a day, None when no row names one."""
    known = (each for each in industry_indices() if each.sector == sector and each.symbol)
    return next((each for each in known if each.start <= day <= each.end), None)


@cache
def industry_indices() -> tuple[IndustryIndex, ...]:
    """The rows of ``industry_indices.csv``."""
    file = resources.files("strategies") / "scorecard" / "industry_indices.csv"
    return tuple(
        IndustryIndex(
            row["sector"],
            row["index"],
            row["name"],
            date.fromisoformat(row["from"]) if row["from"] else date.min,
            date.fromisoformat(row["to"]) if row["to"] else date.max,
            row["source"],
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )
