"""The tables ``[thesis.members]``: one line a name, under its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from strategies.documents.document import CONFIDENCES, LISTED_AS, Membership, Thesis, broker_word
from strategies.documents.reading.row import ReportRow
from strategies.documents.reading.theses import thesis_rows

KEYS = ("name", "segment", "line", "as", "role", "code", "confidence", "note")
# Who gave the code: the word of the file, and what the product calls it.
CODES = {"printed": "report", "knowledge": "knowledge"}
AS, CODE, CONFIDENCE = "mentioned", "knowledge", "high"


def read_members(report: ReportRow, theses: Sequence[Thesis], known_from: date) -> tuple[Membership, ...]:
    """Read the members of all theses, by thesis and then in the order of the file.

    A name that stands elsewhere in the file under the same code may be left out; the code stands for one that stands
    nowhere.
    """
    names = _names(report)
    broker = broker_word(str(report.values.get("broker", "")))
    memberships = []
    for row, thesis in zip(thesis_rows(report), theses, strict=True):
        seen: set[tuple[str, str]] = set()
        for member in row.by_symbol("members", KEYS):
            membership = _membership(member, thesis, known_from, names, broker)
            key = (membership.symbol, membership.segment)
            if key in seen:
                member.refuse("segment", f"{key[0]} is already a member of {thesis.id} in segment {key[1]!r}", None)
            seen.add(key)
            memberships.append(membership)
    return tuple(memberships)


def _membership(row: ReportRow, thesis: Thesis, known_from: date, names: Mapping[str, str], broker: str) -> Membership:
    symbol = row.symbol()
    return Membership(
        report=thesis.report,
        thesis=thesis.id,
        segment=_segment(row, thesis),
        symbol=symbol,
        name=row.text("name", default=names.get(symbol, symbol)),
        role=row.text("role", default=""),
        listed_as=row.text("as", default=AS, among=LISTED_AS),
        code_source=CODES.get(row.text("code", default=CODE, among=tuple(CODES)), ""),
        confidence=row.text("confidence", default=CONFIDENCE, among=CONFIDENCES),
        known_from=known_from,
        line=row.whole("line"),
        note=row.text("note", default=""),
        broker=broker,
    )


def _segment(row: ReportRow, thesis: Thesis) -> str:
    """The segment of a member: what it says, the only one of its thesis, or the thesis itself."""
    if "segment" in row.values:
        return row.text("segment", among=thesis.segments)
    if len(thesis.segments) == 1:
        return thesis.segments[0]
    if thesis.id in thesis.segments:
        return thesis.id
    return row.refuse("segment", "is missing", "", thesis.segments)


def _names(report: ReportRow) -> dict[str, str]:
    """The first name that the file gives each code, among the ratings, the forecasts and the members."""
    tables = [report.values.get("ratings"), report.values.get("forecasts")]
    theses = report.values.get("thesis")
    if isinstance(theses, list):
        tables += [each.get("members") for each in theses if isinstance(each, dict)]
    names: dict[str, str] = {}
    for symbol, value in chain.from_iterable(table.items() for table in tables if isinstance(table, dict)):
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, dict) and isinstance(row.get("name"), str) and row["name"].strip():
                names.setdefault(symbol, row["name"].strip())
    return names
