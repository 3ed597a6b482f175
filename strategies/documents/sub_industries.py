"""The sub-industries that a report recommends without naming a company, and the index that can say how each did."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from data_sources.language.text import Text, both


@dataclass(frozen=True)
class SubIndustry:
    """One recommended sub-industry with one index of it, from the publication on, as far as the row's days reach.

    ``symbol`` is empty where no index of it is known; ``wider`` says that the index holds more than the sub-industry.
    ``lines`` counts lines of the report's text; ``source`` says whose index it is.
    """

    report: str
    name: str
    name_zh: str
    lines: str
    symbol: str
    index_name: Text
    wider: bool
    start: date
    end: date
    source: str


def sub_industries(report_id: str, day: date | None = None) -> tuple[SubIndustry, ...]:
    """Return the rows of a report in force on a day, in the order of the file; None (default): whenever."""
    return tuple(row for row in _rows() if row.report == report_id and (day is None or row.start <= day <= row.end))


@cache
def _rows() -> tuple[SubIndustry, ...]:
    file = resources.files("strategies.documents") / "sub_industries.csv"
    return tuple(
        SubIndustry(
            report=row["report"],
            name=row["name"],
            name_zh=row["name_zh"],
            lines=row["lines"],
            symbol=row["symbol"],
            index_name=both(row["index_name"], row["index_name_zh"]),
            wider=row["wider"] == "yes",
            start=date.fromisoformat(row["from"]),
            end=date.fromisoformat(row["to"]) if row["to"] else date.max,
            source=row["source"],
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )
