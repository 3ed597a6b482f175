"""The lines of a draft's file on the document itself; what is not printed is marked and not made up."""

from __future__ import annotations

from collections.abc import Iterator

from strategies.drafting.marks import CHECK, text_of
from strategies.drafting.told import Facts, Told


def head(id: str, facts: Facts) -> list[str]:  # noqa: A002 - the word of the file
    """Return the lines on a document up to its rating standard, which is the person's to add."""
    return [*_lines(id, facts), "", f"{CHECK} [rating_standard] was not read; no call is judged without it"]


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
    if facts.published:
        yield f"published = {facts.published.value}  # line {facts.published.line}"
    else:
        yield f"# published = YYYY-MM-DD  {CHECK} no date is printed; say in date_note how it is known"
    if facts.priced_on:
        yield f"priced_on = {facts.priced_on.value}  # line {facts.priced_on.line}"
    if facts.rating:
        yield f"rating = {text_of(facts.rating.value)}"
        yield f"rating_line = {facts.rating.line}"
    else:
        yield f'rating = ""  {CHECK} no industry rating was found'


def _fact(key: str, fact: Told[str] | None, what: str) -> str:
    if fact is None:
        return f'{key} = ""  {CHECK} {what}'
    return f"{key} = {text_of(fact.value)}  # line {fact.line}"
