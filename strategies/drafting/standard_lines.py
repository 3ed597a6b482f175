"""The lines of a draft's file on the document's rating standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategies.documents.rating import RatingClass
from strategies.drafting.facts import Found, StandardFacts
from strategies.drafting.marks import CHECK, text_of


def standard_lines(standard: StandardFacts | None) -> Iterator[str]:
    """Return the table of the rating standard; what was not found of it is marked."""
    yield "[rating_standard]"
    if standard is None:
        yield f"{CHECK} no rating standard was found; without one no call is judged"
        return
    if standard.horizon_months:
        yield f"horizon_months = {standard.horizon_months.value}"
    else:
        yield f"{CHECK} horizon_months: no horizon was found"
    marks = {each.value.market: each.value.symbol or each.value.name for each in standard.benchmarks}
    if marks:
        yield f"benchmark = {{ {', '.join(f'{market} = {text_of(mark)}' for market, mark in marks.items())} }}"
    else:
        yield f'{CHECK} benchmark = {{ A = "..." }}: no benchmark was found'
    yield from _scale("stock", standard.stock)
    yield from _scale("industry", standard.industry)
    if standard.edges_printed:
        yield "edges_printed = true"
    yield f'lines = "{standard.first_line}-{standard.last_line}"'


def _scale(kind: str, classes: Sequence[Found[RatingClass]]) -> Iterator[str]:
    if not classes:
        yield f"{CHECK} {kind}: no classes were found"
        return
    yield f"{kind} = ["
    for place, each in enumerate(classes):
        yield f"    {_class(each.value, last=place == len(classes) - 1)},  # line {each.line}"
    yield "]"


def _class(each: RatingClass, *, last: bool) -> str:
    """Return one class; the last one is open below, even where a document prints an end that nothing lies beyond."""
    fields = [f"class = {text_of(each.name)}", f"rating = {text_of(each.rating)}"]
    if each.lower is not None and not last:
        fields.append(f"lower = {each.lower:g}")
        if not each.lower_closed:
            fields.append("lower_closed = false")
    return f"{{ {', '.join(fields)} }}"
