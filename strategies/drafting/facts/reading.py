"""The facts of a document from its lines."""

from __future__ import annotations

from collections.abc import Sequence

from strategies.drafting.facts.broker import authors
from strategies.drafting.facts.cover import cover_lines
from strategies.drafting.facts.found import Facts, StandardFacts
from strategies.drafting.facts.industry_rating import industry_rating
from strategies.drafting.facts.publication import hints, priced_on, published
from strategies.drafting.facts.sector import sector
from strategies.drafting.facts.standard import rating_standard
from strategies.drafting.facts.title import title
from strategies.drafting.lines import Line


def read_facts(lines: Sequence[Line]) -> Facts:
    """Return what a document says about itself; nothing is made up where it is silent.

    Hints for a date are given only where none is printed.
    """
    standard = rating_standard(lines)
    cover = cover_lines(_without(standard, lines))
    heading = title(cover, lines)
    printed = published(cover)
    priced = priced_on(lines)
    word, action = industry_rating(cover, lines)
    return Facts(
        brokers=authors(cover, lines),
        title=heading,
        published=printed,
        date_hints=() if printed else hints(lines, priced),
        priced_on=priced,
        rating=word,
        rating_action=action,
        sector=sector(cover, heading),
        standard=standard,
    )


def _without(standard: StandardFacts | None, lines: Sequence[Line]) -> list[Line]:
    """Leave out the classes of the rating standard, whose words rate nothing; a short note is all cover."""
    if not standard:
        return list(lines)
    first = min(each.line for each in (*standard.stock, *standard.industry))
    return [line for line in lines if not first <= line.number <= standard.last_line]
