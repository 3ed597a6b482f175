"""What a report file may be asked although it can be read: names without a line, calls that nothing can judge."""

from __future__ import annotations

from collections.abc import Sequence

from strategies.documents.checking.held import basket_doubts
from strategies.documents.checking.places import Place
from strategies.documents.document import Report
from strategies.documents.reading import Fault, ReadFile

A_SHARES = "A"


def doubts_of(read: ReadFile, report: Report, places: Sequence[Place]) -> tuple[Fault, ...]:
    """Return what is no fault and yet deserves a look, by the lines of the file."""
    doubts = [*_of_the_standard(read, report), *_of_lines(report, places), *basket_doubts(read, report)]
    doubts += [place.fault("has no name anywhere in the file, so that its code cannot be checked")
               for place in places if place.name == place.symbol]  # fmt: skip
    doubts += [place.fault("prints a close of no day: write priced_on = 2025-02-06 at the top of the file")
               for place in places if place.close is not None and place.priced_on is None]  # fmt: skip
    if report.priced_on and report.priced_on > report.known_from:
        what = f"the prices are of {report.priced_on}, after the document is known ({report.known_from})"
        doubts.append(Fault(read.name, read.line("priced_on"), "priced_on", what))
    return tuple(sorted(doubts, key=lambda each: each.line))


def _of_the_standard(read: ReadFile, report: Report) -> list[Fault]:
    standard = report.standard
    lacking = [
        word
        for word, there in (
            ("horizon_months", standard.horizon_months),
            ("stock or industry classes", standard.stock or standard.industry),
            ("benchmark of A", any(each.market == A_SHARES and each.symbol for each in standard.benchmarks)),
        )
        if not there
    ]
    if not lacking:
        return []
    what = f"has no {', no '.join(lacking)}: what needs them gets no verdict"
    return [Fault(read.name, read.line("rating_standard"), "rating_standard", what)]


def _of_lines(report: Report, places: Sequence[Place]) -> list[Fault]:
    """The members stand first among the places, in their order."""
    return [
        place.fault("has no line, so that nobody can look it up in the document")
        for place, member in zip(places, report.memberships, strict=False)
        if not member.line
    ]
