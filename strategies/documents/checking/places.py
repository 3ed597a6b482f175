"""Every row of a report file that names a company, with the line in the file on which it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from strategies.documents.document import Report
from strategies.documents.reading import Fault, ReadFile


@dataclass(frozen=True)
class Place:
    """One row: the company it names, the close it prints (None without one) and the day of that, its line and words."""

    symbol: str
    name: str
    close: float | None
    priced_on: date | None
    file: str
    line: int
    where: str

    def fault(self, what: str) -> Fault:
        """Return what is to be said about this row."""
        return Fault(self.file, self.line, self.where, what)


def places_of(read: ReadFile) -> tuple[Place, ...]:
    """Return the rows of memberships, ratings and forecasts in this order; none of a file that is not TOML."""
    report = read.report
    if report is None:
        return ()
    return (*_members(read, report), *_ratings(read, report), *_forecasts(read, report))


def _members(read: ReadFile, report: Report) -> list[Place]:
    number = {thesis.id: k for k, thesis in reversed(list(enumerate(report.theses)))}
    seen: Counter[tuple[str, str]] = Counter()
    places = []
    for each in report.memberships:
        line = read.line("thesis", number[each.thesis], "members", each.symbol, seen[each.thesis, each.symbol])
        seen[each.thesis, each.symbol] += 1
        where = f"thesis {each.thesis}: members {each.symbol}"
        places.append(Place(each.symbol, each.name, None, None, read.name, line, where))
    return places


def _ratings(read: ReadFile, report: Report) -> list[Place]:
    return [
        Place(
            each.symbol, each.name, each.close, each.priced_on, read.name, read.line("ratings", each.symbol),
            f"ratings {each.symbol}",
        )
        for each in report.ratings
    ]  # fmt: skip


def _forecasts(read: ReadFile, report: Report) -> list[Place]:
    first = {each.symbol: each for each in reversed(report.forecasts)}
    return [
        Place(
            symbol, each.name, each.close, report.priced_on, read.name, read.line("forecasts", symbol),
            f"forecasts {symbol}",
        )
        for symbol, each in first.items()
    ]  # fmt: skip
