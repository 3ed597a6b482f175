"""The reports that ship with the product: what they claim, which names they give, and what was known on a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from data_sources.errors import InputError
from strategies.documents.document import Membership, Report, Thesis
from strategies.documents.reading import read_report

__all__ = [
    "Membership",
    "Report",
    "Thesis",
    "load_reports",
    "memberships",
    "read_reports",
    "report",
    "reports_as_of",
]


def read_reports(folder: Path | Traversable) -> tuple[Report, ...]:
    """Read every ``*.toml`` of a folder, sorted by report id; raises InputError for the first wrong file."""
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    seen: dict[str, str] = {}
    reports = []
    for file in files:
        report = read_report(file)
        if report.id in seen:
            raise InputError(f"{file.name}: id: report {report.id!r} is already in {seen[report.id]}")
        seen[report.id] = file.name
        reports.append(report)
    return tuple(sorted(reports, key=lambda each: each.id))


@cache
def load_reports() -> tuple[Report, ...]:
    """The reports that ship with the product, sorted by id; read once a process."""
    return read_reports(resources.files("strategies.documents") / "shipped")


def report(report_id: str) -> Report:
    """One shipped report; raises InputError with the ids there are."""
    for each in load_reports():
        if each.id == report_id:
            return each
    raise InputError(f"report {report_id!r} is unknown; there are {', '.join(each.id for each in load_reports())}")


def reports_as_of(as_of: date) -> tuple[Report, ...]:
    """The reports known on a day (their publication day included), the oldest first."""
    known = (each for each in load_reports() if each.known_from <= as_of)
    return tuple(sorted(known, key=lambda each: (each.known_from, each.id)))


def memberships(
    as_of: date | None = None,
    report: str | None = None,
    thesis: str | None = None,
    segment: str | None = None,
    listing: str | None = None,
) -> tuple[Membership, ...]:
    """The memberships known on a day, in the order of reports and files; None leaves a filter out.

    A membership is visible from its ``known_from`` on: the day itself counts as known after its close, and trading
    follows in the next session. A symbol named by several reports or theses comes back once for each of them.
    """
    return tuple(
        each
        for source in load_reports()
        for each in source.memberships
        if (as_of is None or each.known_from <= as_of)
        and (report is None or each.report == report)
        and (thesis is None or each.thesis == thesis)
        and (segment is None or each.segment == segment)
        and (listing is None or each.listing == listing)
    )
