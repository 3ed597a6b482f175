"""Which names of a report file its ``[basket]`` never holds, and whether its days can be."""

from __future__ import annotations

from datetime import date

from strategies.documents.basket import BasketRules
from strategies.documents.document import Report
from strategies.documents.reading import Fault, ReadFile


def basket_doubts(read: ReadFile, report: Report) -> tuple[Fault, ...]:
    """Return what deserves a look in a ``[basket]``: names that it never holds, and its day of writing."""
    rules = report.basket
    if rules is None:
        return ()
    doubts = [_never_held(report, rules), _nothing(report, rules)]
    found = [Fault(read.name, read.line("basket"), "basket", each) for each in doubts if each]
    if rules.edited < report.known_from:
        what = f"the rules are of {rules.edited}, before the document is known ({report.known_from})"
        found.append(Fault(read.name, read.line("basket", "edited"), "basket: edited", what))
    return tuple(found)


def day_doubts(read: ReadFile, report: Report, today: date) -> tuple[Fault, ...]:
    """Return a doubt for each day of a report that has not come."""
    places: list[tuple[tuple[str, ...], date | None]] = [
        (("published",), report.published),
        (("priced_on",), report.priced_on),
        (("basket", "edited"), report.basket.edited if report.basket else None),
    ]
    return tuple(
        Fault(read.name, read.line(*path), ": ".join(path), f"{day} has not come: it is {today}")
        for path, day in places
        if day and today < day
    )


def _never_held(report: Report, rules: BasketRules) -> str:
    words = {word for sleeve in rules.sleeves for word in sleeve.segments}
    left: dict[str, list[str]] = {
        each.segment: [] for each in report.memberships if each.tradable and each.segment not in words
    }
    for each in report.memberships:
        if each.tradable and each.segment in left and each.name not in left[each.segment]:
            left[each.segment].append(each.name)
    said = "; ".join(f"{segment} ({', '.join(names)})" for segment, names in left.items())
    return f"segments that stand in no sleeve, so that their names are never held: {said}" if said else ""


def _nothing(report: Report, rules: BasketRules) -> str:
    words = {word for sleeve in rules.sleeves for word in sleeve.segments}
    held = [each for each in report.memberships if each.segment in words and each.stands_in(rules.listing)]
    return "" if held else f"holds nothing: no name of its segments may be held with listing = {rules.listing!r}"
