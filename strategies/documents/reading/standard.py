"""The table ``[rating_standard]``: horizon, benchmarks by market, and what each word of the two scales asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from strategies.documents.rating import Benchmark, RatingClass, RatingStandard
from strategies.documents.reading.row import ReportRow

KEYS = ("horizon_months", "measure", "benchmark", "stock", "industry", "edges_printed", "lines", "note")
CLASS_KEYS = ("class", "rating", "lower", "lower_closed")
MEASURE = "difference in percentage points of price changes"
A_SHARES = "A"
LONGEST_HORIZON = 120
INDEX_CODE = re.compile(r"[0-9A-Z]{5,7}\.[A-Z]{2,4}")


def read_standard(report: ReportRow) -> RatingStandard:
    """Read the rating standard; what the document does not print stays empty, a horizon 0."""
    row = report.table("rating_standard")
    row.known_keys(KEYS)
    return RatingStandard(
        horizon_months=_horizon(row),
        measure=row.text("measure", default=MEASURE),
        benchmarks=_benchmarks(row),
        stock=_classes(row, "stock"),
        industry=_classes(row, "industry"),
        edges_printed=row.flag("edges_printed"),
        lines=row.text("lines", default=""),
        note=row.text("note", default=""),
    )


def _horizon(standard: ReportRow) -> int:
    months = standard.whole("horizon_months")
    if months > LONGEST_HORIZON:
        return standard.refuse("horizon_months", f"{months} months are more than ten years", 0)
    return months


def class_of_word(row: ReportRow, key: str, word: str, scale: Sequence[RatingClass]) -> str:
    """Return the class of the scale that has a document's word; empty without a word or a scale."""
    if not word or not scale:
        return ""
    called = next((each.name for each in scale if each.rating == word), None)
    if called is None:
        return row.refuse(key, f"{word!r} is unknown", "", [each.rating for each in scale])
    return called


def _benchmarks(standard: ReportRow) -> tuple[Benchmark, ...]:
    """Read the index of each market: a code, a name where no single code fits, or a table with both."""
    if isinstance(standard.values.get("benchmark"), str):
        return (_benchmark(standard, "benchmark", A_SHARES),)
    table = standard.table("benchmark")
    return tuple(_benchmark(table, market, market) for market in table.values)


def _benchmark(table: ReportRow, key: str, market: str) -> Benchmark:
    if isinstance(table.values[key], dict):
        row = table.table(key)
        row.known_keys(("name", "symbol"))
        return Benchmark(market, row.text("name", default=""), _index_code(row, row.text("symbol", default="")))
    word = table.text(key)
    return Benchmark(market, "", word) if INDEX_CODE.fullmatch(word) else Benchmark(market, word, "")


def _index_code(row: ReportRow, word: str) -> str:
    if word and not INDEX_CODE.fullmatch(word):
        return row.refuse("symbol", f"{word!r} is no code of an index; write it like 000300.SH", "")
    return word


def _classes(standard: ReportRow, kind: str) -> tuple[RatingClass, ...]:
    """Read a scale from best to worst: each class reaches up to where the one before it ends."""
    classes: list[RatingClass] = []
    for row in standard.rows(kind, kind, CLASS_KEYS):
        better = classes[-1] if classes else None
        lower = row.number("lower")
        classes.append(
            RatingClass(
                name=row.text("class"),
                rating=row.text("rating"),
                lower=lower,
                upper=better.lower if better else None,
                lower_closed=row.flag("lower_closed", default=True) and lower is not None,
                upper_closed=better is not None and better.lower is not None and not better.lower_closed,
            )
        )
    if _whole(standard, kind, classes):
        _in_order(standard, kind, classes)
    return tuple(classes)


def _whole(standard: ReportRow, kind: str, classes: Sequence[RatingClass]) -> bool:
    """Note each class without a lower edge but the last, which has none, and each word that stands twice."""
    noted = len(standard.sheet.faults)
    for number, each in enumerate(classes):
        place = standard.inside(f"{standard.place}: {kind} {number + 1}", {}, kind, number)
        if (each.lower is None) != (number == len(classes) - 1):
            last = "the last class is open below: leave it out"
            place.refuse("lower", "is missing: only the last class is open below" if each.lower is None else last, None)
        for key, word, words in (
            ("class", each.name, [other.name for other in classes[:number]]),
            ("rating", each.rating, [other.rating for other in classes[:number]]),
        ):
            if word and word in words:
                place.refuse(key, f"{word!r} stands twice in this scale", None)
    return len(standard.sheet.faults) == noted


def _in_order(standard: ReportRow, kind: str, classes: Sequence[RatingClass]) -> None:
    """Note each class that holds nothing: its edges must fall from best to worst, or meet in one closed point."""
    for number, (better, worse) in enumerate(pairwise(classes[:-1]), 1):
        if better.lower is None or worse.lower is None:
            continue
        point = better.lower == worse.lower and worse.lower_closed and not better.lower_closed
        if not point and worse.lower >= better.lower:
            place = standard.inside(f"{standard.place}: {kind} {number + 1}", {}, kind, number)
            place.refuse("lower", f"{worse.lower:g} is not below {better.lower:g} of the class before", None)
