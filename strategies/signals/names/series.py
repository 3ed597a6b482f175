"""How a series is called: ``capex_yoy/big4_sum`` is the capital expenditure of four clouds, year on year.

A name is made of parts: what is counted, with the way of counting at its end (``_annual``, ``_yoy``), and after each
``/`` of whom, where, or which end. ``series.csv`` has the parts; one that it does not have is said as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.language.text import Text, amid, same
from strategies.signals.names.table import names_of

PARTS = "series.csv"
SPANS: Mapping[str, Text] = {
    "_annual": Text("of a year", "年度"),
    "_ytd": Text("of the year so far", "累计"),
    "_month": Text("of a month", "月度"),
    "_quarter": Text("of a quarter", "季度"),
}
"""Over what it is counted; Chinese says it first."""
GROWTH: Mapping[str, Text] = {
    "_yoy": Text("year on year", "同比"),
    "_qoq": Text("quarter on quarter", "环比"),
    "_mom": Text("month on month", "月环比"),
}


def series_name(series: str) -> Text:
    """Return what a series is called, "capital expenditure, year on year (sum of four American clouds)"."""
    head, *rest = [each for each in series.split("/") if each]
    details = [_part(each) for each in rest]
    counted = _counted(head)
    if not details:
        return counted
    within = Text(", ".join(details), "，".join(each.zh for each in details))
    return Text(f"{counted} ({within})", f"{counted.zh}（{within.zh}）")


def _counted(head: str) -> Text:
    """The first part with its way of counting; the longest word that the table has comes first."""
    if head in names_of(PARTS):
        return names_of(PARTS)[head]
    for ending, word in GROWTH.items():
        if head.endswith(ending):
            of = _counted(head.removesuffix(ending))
            return Text(f"{of}, {word}", f"{of.zh}{word.zh}")
    for ending, word in SPANS.items():
        if head.endswith(ending):
            of = _counted(head.removesuffix(ending))
            return Text(f"{of} {word}", f"{word.zh}{amid(of).rstrip()}")
    return same(head)


def _part(part: str) -> Text:
    return names_of(PARTS).get(part, same(part))


def unit_name(unit: str) -> Text:
    """Return a unit in both languages; one that is not known is said as it stands."""
    found = names_of("units.csv").get(unit)
    return Text(unit, found.zh) if found else same(unit)


def quantity_name(quantity: str) -> Text:
    """Return what a quantity of a shipped rule is called; that of a user's own is said as it stands."""
    return names_of("quantities.csv").get(quantity, same(quantity))
