"""The sector indices of each report: what its names have to beat to be more than their sector."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from backtest.market.indices import index_name
from data_sources.language.text import NOTHING, Text, both
from strategies.documents.document import Report


@dataclass(frozen=True)
class SectorIndex:
    """One index of what a report is about, from its publication on, as far as the row's days reach.

    ``rated`` says that it stands for the industry which the report rates. ``stands_in_for`` is the index whose place it
    takes while the store lacks that one, empty when it stands for itself. ``source`` says whose index it is and why
    it is the report's.
    """

    report: str
    symbol: str
    name: Text
    start: date
    end: date
    rated: bool
    stands_in_for: str
    source: str


def sector_indices(report_ids: Iterable[str], day: date | None = None) -> tuple[SectorIndex, ...]:
    """Return the rows of some reports in force on a day, in the order of the file; None (default): whenever."""
    wanted = set(report_ids)
    return tuple(row for row in _rows() if row.report in wanted and (day is None or row.start <= day <= row.end))


def indices_of(reports: Iterable[Report], day: date | None = None) -> tuple[SectorIndex, ...]:
    """Return the rows of some reports as ``sector_indices`` does, and that of the index which a report's file names."""
    every = tuple(reports)
    own = (_named_by(each) for each in every if each.industry_index)
    rows = sector_indices((each.id for each in every), day)
    return (*rows, *(row for row in own if day is None or row.start <= day))


def _named_by(report: Report) -> SectorIndex:
    """The index of its ``industry_index``: it stands for the industry that the report rates, from its publication."""
    source = f"industry_index of the file of {report.id}"
    return SectorIndex(
        report.id,
        report.industry_index,
        NOTHING,
        report.known_from,
        date.max,
        rated=True,
        stands_in_for="",
        source=source,
    )


def stored_sector(indices: Iterable[SectorIndex], stored: Collection[str], whole: Collection[str]) -> tuple[str, ...]:
    """Return the symbols that a store has, each once, without a stand-in for another one that it has whole.

    ``whole`` are those with a value on every session from the publication to the end of the run: an index that lacks
    one cannot be used, so that its stand-in stays.
    """
    there = [row for row in indices if row.symbol in stored and row.stands_in_for not in whole]
    return tuple(dict.fromkeys(row.symbol for row in there))


def rated_index(report: Report, day: date, stored: Collection[str]) -> SectorIndex | None:
    """Return the stored index of the industry that a report rates, None when no row names one that the store has.

    The report's own index goes before the one that stands in for it, as the rows of the file do.
    """
    return next((row for row in rated_indices(report, day) if row.symbol in stored), None)


def rated_indices(report: Report, day: date) -> tuple[SectorIndex, ...]:
    """Return the rows of the industry that a report rates, its own index first and then what stands in for it."""
    return tuple(row for row in indices_of([report], day) if row.rated)


@cache
def _rows() -> tuple[SectorIndex, ...]:
    file = resources.files("strategies.documents") / "sector_indices.csv"
    return tuple(
        SectorIndex(
            row["report"],
            row["symbol"],
            both(row["name"], index_name(row["symbol"]).zh),
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["to"]) if row["to"] else date.max,
            row["rated"] == "yes",
            row["stands_in_for"],
            row["source"],
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )
