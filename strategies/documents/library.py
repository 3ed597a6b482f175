"""The reports that ship with the product: what they claim, which names they give, and what was known on a day.

Commands know those of a user's folder too, and are handed a ``strategies.library.library.Library`` with both. Only what
is about the shipped documents alone, such as the families and their coverage, asks here; so do rules of users, whose
process knows a cut of the past.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from data_sources.errors import InputError
from data_sources.language.text import both
from strategies.documents.document import Membership, Report
from strategies.documents.reading import read_report


def read_reports(folder: Path | Traversable) -> tuple[Report, ...]:
    """Read every report file (``*.toml``) of a folder, sorted by report id; other files are left alone.

    Raises InputError in one line for the first file that is wrong, and for an id that two files have.
    """
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
    """The reports that ship with the product, sorted by id; read once per process."""
    return read_reports(resources.files("strategies.documents") / "shipped")


def report(report_id: str) -> Report:
    """Return one shipped report by its id, such as ``003``; raises InputError with the ids there are."""
    by_id = {each.id: each for each in load_reports()}
    if report_id in by_id:
        return by_id[report_id]
    raise InputError(
        both(
            f"report {report_id!r} is unknown; there are {', '.join(by_id)}",
            f"没有研报 {report_id!r}；现有 {'、'.join(by_id)}",
        )
    )


def memberships(
    as_of: date | None = None,
    report: str | None = None,
    thesis: str | None = None,
    segment: str | None = None,
    listing: str | None = None,
) -> tuple[Membership, ...]:
    """Return the memberships of the shipped reports as ``memberships_of`` does."""
    return memberships_of(load_reports(), as_of, report=report, thesis=thesis, segment=segment, listing=listing)


def memberships_of(
    reports: Iterable[Report],
    as_of: date | None = None,
    *,
    report: str | None = None,
    thesis: str | None = None,
    segment: str | None = None,
    listing: str | None = None,
) -> tuple[Membership, ...]:
    """Return the memberships of some reports, in the order of reports and files.

    A membership is visible from its ``known_from`` on: the day itself counts as known after its close, and trading
    follows in the next session. A symbol named by several reports or theses comes back once for each of them.

    Parameters
    ----------
    reports
        The reports.
    as_of
        Only what was known after the close of this day; None (default): all there is.
    report
        Only names of this report, by id: ``"003"``.
    thesis
        Only names of this thesis, by its id within its report: ``"rate_ocs"``.
    segment
        Only names under this segment word of the reports: ``"pcb_boards"``.
    listing
        ``"formal"`` for the formal lists alone, ``"mentioned"`` for the other names.
    """
    return tuple(
        each
        for source in reports
        for each in source.memberships
        if (as_of is None or each.known_from <= as_of)
        and (report is None or each.report == report)
        and (thesis is None or each.thesis == thesis)
        and (segment is None or each.segment == segment)
        and (listing is None or each.listing == listing)
    )


def named_from(members: Iterable[Membership]) -> dict[str, date]:
    """Return by symbol the first day on which one of some memberships was known."""
    first: dict[str, date] = {}
    for member in members:
        first[member.symbol] = min(member.known_from, first.get(member.symbol, member.known_from))
    return first
