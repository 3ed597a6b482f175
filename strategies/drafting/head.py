"""The lines of a draft's file on the document itself; what is not printed is marked and not made up."""

from __future__ import annotations

from collections.abc import Iterator

from strategies.drafting.facts import Facts, Found
from strategies.drafting.marks import CHECK, text_of
from strategies.drafting.standard_lines import standard_lines


def head(id: str, facts: Facts) -> list[str]:  # noqa: A002 - the word of the file
    """Return the lines on a document, its rating standard at the end."""
    return [*_lines(id, facts), "", *standard_lines(facts.standard)]


def _lines(id: str, facts: Facts) -> Iterator[str]:  # noqa: A002 - the word of the file
    yield f"id = {text_of(id)}"
    house = facts.brokers[0].value if facts.brokers else None
    name = (house.english or house.name) if house else ""
    yield f"broker = {text_of(name)}" if name else f'broker = ""  {CHECK} which house wrote it'
    if house and house.english:
        yield f"broker_zh = {text_of(house.name)}"
    for more in facts.brokers[1:]:
        yield f"{CHECK} {more.value.name} wrote it too (line {more.line})"
    yield _fact("title", facts.title, "its title")
    yield _fact("sector", facts.sector, "a free word for the industry")
    yield from _day(facts)
    if facts.priced_on:
        yield f"priced_on = {facts.priced_on.value}  # line {facts.priced_on.line}"
    if facts.rating:
        scale = [each.value.rating for each in facts.standard.industry] if facts.standard else []
        strange = f"  {CHECK} the industry scale below has no such word" if facts.rating.value not in scale else ""
        yield f"rating = {text_of(facts.rating.value)}{strange}"
        yield f"rating_line = {facts.rating.line}"
    else:
        yield f"{CHECK} no industry rating was found; rating = the word when one is printed"


def _day(facts: Facts) -> Iterator[str]:
    if facts.published:
        yield f"published = {facts.published.value}  # line {facts.published.line}"
        return
    yield f"{CHECK} no day of publication is printed: published = the day, and in date_note how it is known"
    yield from (f"# line {hint.line} prints {hint.value}" for hint in facts.date_hints)
    yield 'date_basis = "derived"'


def _fact(key: str, fact: Found[str] | None, what: str) -> str:
    if fact is None:
        return f'{key} = ""  {CHECK} {what}'
    return f"{key} = {text_of(fact.value)}  # line {fact.line}"
