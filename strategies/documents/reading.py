"""Read one report file (TOML) into a Report and check it; every fault is one line that names file, row and key."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

from data_sources.errors import InputError
from data_sources.tables.symbols import parse_a_share
from strategies.documents.document import (
    CODE_SOURCES,
    CONFIDENCES,
    DATE_BASES,
    LISTINGS,
    THESIS_KINDS,
    Membership,
    Report,
    Thesis,
)
from strategies.documents.rating import Benchmark, RatingClass, RatingStandard, StockRating
from strategies.documents.sign import read_signs
from strategies.documents.toml_row import TomlRow, read_toml

REPORT_KEYS = {each.name for each in fields(Report)} - {
    "standard",
    "theses",
    "memberships",
    "ratings",
    "excluded",
    "forecasts",
} | {
    "rating_standard",
    "thesis",
    "membership",
    "stock_rating",
}
THESIS_KEYS = {each.name for each in fields(Thesis)} - {"report"}
MEMBERSHIP_KEYS = {each.name for each in fields(Membership)} - {"report", "known_from", "line"}
STANDARD_KEYS = {each.name for each in fields(RatingStandard)} - {"benchmarks"} | {"benchmark"}
CLASS_KEYS = {each.name for each in fields(RatingClass)} - {"name"} | {"class"}
RATING_KEYS = {each.name for each in fields(StockRating)} - {"report", "rating_class"} | {"class"}


def read_report(file: Path | Traversable) -> Report:
    """Read and check one report file.

    Raises InputError in one line for text that is not TOML, a missing, misspelt or wrong key, a date that is not one,
    a symbol that is not an A share, a membership of a thesis or segment the report does not have, a duplicate
    membership, or a rating that the report's own standard does not know.
    """
    row = read_toml(file)
    row.known_keys(REPORT_KEYS)
    standard = _standard(row)
    theses = _theses(row)
    published, known_from = row.day("published"), row.day("known_from")
    if known_from < published:
        raise row.error("known_from", f"{known_from} is before the publication on {published}")
    return Report(
        id=row.text("id"),
        broker=row.text("broker"),
        broker_zh=row.text("broker_zh"),
        title=row.text("title"),
        title_zh=row.text("title_zh"),
        sector=row.text("sector"),
        published=published,
        date_basis=row.text("date_basis", among=DATE_BASES),
        date_note=row.text("date_note", default=""),
        known_from=known_from,
        priced_on=row.optional_day("priced_on"),
        rating=row.text("rating", among=[each.rating for each in standard.industry]),
        rating_class=row.text("rating_class", among=[each.name for each in standard.industry]),
        rating_action=row.text("rating_action", default=""),
        note=row.text("note", default=""),
        standard=standard,
        theses=theses,
        memberships=_memberships(row, theses),
        ratings=_ratings(row, standard),
    )


def _standard(report: TomlRow) -> RatingStandard:
    table = report.values.get("rating_standard")
    if not isinstance(table, dict):
        raise report.error("rating_standard", "is missing")
    row = TomlRow(f"{report.place}: rating_standard", table)
    row.known_keys(STANDARD_KEYS)
    months = row.number("horizon_months")
    if months is None or months != int(months) or months <= 0:
        raise row.error("horizon_months", "must be a whole number of months")
    return RatingStandard(
        horizon_months=int(months),
        measure=row.text("measure"),
        benchmarks=tuple(
            Benchmark(each.text("market"), each.text("name"), each.text("symbol", default=""))
            for each in row.rows("benchmark", "benchmark")
        ),
        stock=_classes(row, "stock"),
        industry=_classes(row, "industry"),
        edges_printed=row.flag("edges_printed"),
        lines=row.text("lines", default=""),
        note=row.text("note", default=""),
    )


def _classes(standard: TomlRow, kind: str) -> tuple[RatingClass, ...]:
    """Read the classes from best to worst; together they must cover every excess return exactly once."""
    classes = []
    for row in standard.rows(kind, f"{kind} class", CLASS_KEYS):
        lower, upper = row.number("lower"), row.number("upper")
        closed = (row.flag("lower_closed"), row.flag("upper_closed"))
        classes.append(RatingClass(row.text("class"), row.text("rating"), lower, upper, *closed))
    if not classes or classes[0].upper is not None or classes[-1].lower is not None:
        raise standard.error(kind, "the first class must be open above and the last one open below")
    for better, worse in pairwise(classes):
        if better.lower != worse.upper or better.lower_closed == worse.upper_closed:
            raise standard.error(kind, f"{better.name} and {worse.name} must share an edge that belongs to one of them")
    return tuple(classes)


def _theses(report: TomlRow) -> tuple[Thesis, ...]:
    theses: list[Thesis] = []
    for row in report.rows("thesis", "thesis", THESIS_KEYS):
        thesis = Thesis(
            report=report.text("id"),
            id=row.text("id"),
            name=row.text("name"),
            name_zh=row.text("name_zh"),
            kind=row.text("kind", among=THESIS_KINDS),
            parent=row.text("parent", default=""),
            segments=row.texts("segments"),
            lines=row.text("lines"),
            claim=row.text("claim"),
            falsifiers=read_signs(row, "falsifiers"),
            confirms=read_signs(row, "confirms"),
        )
        earlier = [each.id for each in theses]
        if thesis.id in earlier:
            raise row.error("id", f"thesis {thesis.id!r} stands twice")
        if thesis.parent and thesis.parent not in earlier:
            raise row.error("parent", f"{thesis.parent!r} is no thesis above this one")
        theses.append(thesis)
    return tuple(theses)


def _memberships(report: TomlRow, theses: tuple[Thesis, ...]) -> tuple[Membership, ...]:
    segments = {thesis.id: thesis.segments for thesis in theses}
    seen: set[tuple[str, str]] = set()
    memberships = []
    for row in report.rows("membership", "membership", MEMBERSHIP_KEYS):
        thesis, symbol = row.text("thesis", among=segments), _symbol(row)
        if (thesis, symbol) in seen:
            raise row.error("symbol", f"{symbol} is already a member of {thesis}")
        seen.add((thesis, symbol))
        memberships.append(
            Membership(
                report=report.text("id"),
                thesis=thesis,
                segment=row.text("segment", among=segments[thesis] or ("none",)),
                symbol=symbol,
                name=row.text("name"),
                role=row.text("role"),
                listing=row.text("listing", among=LISTINGS),
                listing_detail=row.text("listing_detail"),
                code_source=row.text("code_source", among=CODE_SOURCES),
                confidence=row.text("confidence", among=CONFIDENCES),
                known_from=report.day("known_from"),
                usable=row.text("usable", default=""),
                note=row.text("note", default=""),
            )
        )
    return tuple(memberships)


def _ratings(report: TomlRow, standard: RatingStandard) -> tuple[StockRating, ...]:
    return tuple(
        StockRating(
            report=report.text("id"),
            symbol=_symbol(row),
            name=row.text("name"),
            rating=row.text("rating", among=[each.rating for each in standard.stock]),
            rating_class=row.text("class", among=[each.name for each in standard.stock]),
            priced_on=row.optional_day("priced_on"),
            close=row.number("close"),
            action=row.text("action", default=""),
        )
        for row in report.rows("stock_rating", "stock_rating", RATING_KEYS)
    )


def _symbol(row: TomlRow) -> str:
    word = row.text("symbol")
    try:
        symbol = str(parse_a_share(word))
    except InputError as fault:
        raise row.error("symbol", str(fault)) from None
    if symbol != word:
        raise row.error("symbol", f"{word!r} is written {symbol} here")
    return symbol
