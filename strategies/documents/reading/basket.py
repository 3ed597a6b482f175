"""The table ``[basket]``: the rules of a document that needs no Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from data_sources.errors import InputError
from data_sources.language.text import Text, both
from strategies.conditions.parsing import read_condition
from strategies.documents.basket import HOLDINGS, REBALANCES, WEIGHTINGS, BasketRules, Gate, Sleeve
from strategies.documents.document import Thesis
from strategies.documents.reading.row import ReportRow
from strategies.documents.reading.signs import in_both

KEYS = (
    "title", "title_zh", "horizon_months", "rebalance", "max_weight", "weighting", "listing", "edited",
    "sleeve", "gate", "refuted", "refuted_zh",
)  # fmt: skip
SLEEVE_KEYS = ("name", "share", "segments", "because", "because_zh")
GATE_KEYS = ("when", "exposure", "because", "because_zh")
LEAST_CAP = 0.01
ONLY = "all"  # the sleeve of a basket that names none


def read_basket(report: ReportRow, theses: Sequence[Thesis], title: Text) -> BasketRules | None:
    """Read the basket of a document, None without one; ``title`` is the document's, for a basket that has none."""
    if "basket" not in report.values:
        return None
    row = report.table("basket")
    row.known_keys(KEYS)
    segments = tuple(dict.fromkeys(chain.from_iterable(each.segments for each in theses)))
    if not segments:
        row.refuse("", "no thesis of the document names a company, so there is nothing to hold", None)
    return BasketRules(
        title=_title(row, title),
        horizon_months=row.whole("horizon_months") or None,
        rebalance=row.text("rebalance", default="month", among=REBALANCES),
        max_weight=_cap(row),
        weighting=row.text("weighting", default="equal", among=WEIGHTINGS),
        listing=row.text("listing", default="all", among=HOLDINGS),
        edited=_edited(row),
        sleeves=tuple(_sleeves(row, segments)) or (Sleeve(ONLY, 1.0, segments),),
        gates=tuple(_gate(each) for each in row.rows("gate", "gate", GATE_KEYS)),
        refuted=in_both(row, "refuted", row.texts("refuted")),
    )


def _title(row: ReportRow, of_document: Text) -> Text:
    """Read the basket's own title, else take the document's."""
    title = row.text("title", default="")
    return both(title, row.text("title_zh", default="") or title) if title else of_document


def _because(row: ReportRow) -> Text:
    because = row.text("because", default="")
    return both(because, row.text("because_zh", default="") or because)


def _edited(row: ReportRow) -> date:
    if "edited" not in row.values:
        return row.refuse("edited", "is missing: the day on which the rules were written, like 2026-03-03", date.max)
    return row.day("edited")


def _sleeves(basket: ReportRow, segments: Sequence[str]) -> Iterable[Sleeve]:
    taken: dict[str, str] = {}
    names: list[str] = []
    for row in basket.rows("sleeve", "sleeve", SLEEVE_KEYS):
        name, share = row.text("name"), row.number("share")
        if name and name in names:
            row.refuse("name", f"there is a sleeve {name!r} already", None)
        names.append(name)
        if share is None or share <= 0:
            row.refuse("share", "is missing or not above 0: shares are relative to each other", None)
        words = row.texts("segments")
        if not words:
            row.refuse("segments", "is missing: the segment words of the theses that it holds", None, segments)
        for word in words:
            if word not in segments:
                row.refuse("segments", f"{word!r} is no segment of a thesis", None, segments)
            elif word in taken:
                row.refuse("segments", f"{word!r} stands in the sleeve {taken[word]} already", None)
            taken[word] = name
        yield Sleeve(name, share or 1.0, words, _because(row))


def _gate(row: ReportRow) -> Gate:
    when = row.text("when")
    try:
        if when:
            read_condition(when)
    except InputError as fault:
        row.refuse("when", str(fault), None)
    if "exposure" not in row.values:
        row.refuse("exposure", "is missing: the share invested while the condition holds, like 0.5", None)
    return Gate(when, _fraction(row, "exposure", 1.0), _because(row))


def _cap(row: ReportRow) -> float:
    """Read the most in one name, within the range that a run may set it to."""
    value = row.number("max_weight")
    if value is None or LEAST_CAP <= value <= 1.0:
        return 1.0 if value is None else value
    return row.refuse("max_weight", f"{value:g} is no fraction from {LEAST_CAP:g} up to 1", 1.0)


def _fraction(row: ReportRow, key: str, default: float) -> float:
    """Read a number from 0 to 1."""
    value = row.number(key)
    if value is None:
        return default
    if not 0.0 <= value <= 1.0:
        return row.refuse(key, f"{value:g} is no fraction from 0 up to 1", default)
    return value
