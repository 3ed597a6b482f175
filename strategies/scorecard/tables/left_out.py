"""Columns of the other base days, and of the names that a report gives and nobody judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from strategies.scorecard.base_day import BaseDay
from strategies.scorecard.calls import disowned_names
from strategies.scorecard.card import Scorecard

DISOWNED = "disowned"


@dataclass(frozen=True)
class LeftOut:
    """A name that is not judged; ``line`` counts lines of the report's text, 0 for a name that the file disowns."""

    report: str
    name: str
    code: str
    reason: str
    listed_on: date | None = None
    thesis: str = ""
    line: int = 0


def left_out_of(card: Scorecard) -> list[LeftOut]:
    """Return excluded companies, then names that the file disowns, of each report."""
    found: list[LeftOut] = []
    for report in (each.report for each in card.reports):
        found += [
            LeftOut(report.id, each.name, each.code, each.reason, each.listed_on, each.thesis, each.line)
            for each in report.excluded
        ]
        found += [LeftOut(report.id, name, symbol, DISOWNED) for symbol, name in disowned_names(report).items()]
    return found


def base_days_of(card: Scorecard) -> list[tuple[str, BaseDay]]:
    """Return the base days of each report with its id."""
    return [(judged.report.id, each) for judged in card.reports for each in judged.base_days]


LEFT_OUT: Mapping[str, Callable[[LeftOut], object]] = {
    "report": lambda each: each.report,
    "name": lambda each: each.name,
    "code": lambda each: each.code,
    "reason": lambda each: each.reason,
    "listed_on": lambda each: each.listed_on,
    "thesis": lambda each: each.thesis,
    "line": lambda each: each.line or None,
}
BASE_DAYS: Mapping[str, Callable[[tuple[str, BaseDay]], object]] = {
    "report": lambda each: each[0],
    "shift": lambda each: each[1].shift,
    "day": lambda each: each[1].day,
    "ends_on": lambda each: each[1].ends_on,
    "closed": lambda each: each[1].closed,
    "met": lambda each: each[1].rated.met,
    "missed": lambda each: each[1].rated.missed,
    "beat": lambda each: each[1].unrated.beat,
    "did_not_beat": lambda each: each[1].unrated.did_not_beat,
    "average": lambda each: each[1].average,
    "changed": lambda each: "; ".join(f"{subject} {verdict}" for subject, verdict in each[1].changed),
}
