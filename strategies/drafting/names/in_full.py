"""Whom a document names in full: there the beginning of a name stands for that company and for no namesake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from strategies.drafting.names.company import Company
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.normal import bare
from strategies.drafting.names.words import words_of

LEAST = 2
"""Letters of the shortest short form."""


def named_in_full(firm: Iterable[Hit]) -> Mapping[str, frozenset[str]]:
    """Return for each beginning of a name that the document prints in full the symbols of those named so."""
    found: dict[str, set[str]] = {}
    for hit in firm:
        for letters in range(LEAST, len(hit.name.text)):
            found.setdefault(hit.name.text[:letters], set()).add(hit.name.company.symbol)
    return {text: frozenset(symbols) for text, symbols in found.items()}


def namesake(text: str, company: Company, named: Mapping[str, frozenset[str]]) -> bool:
    """Say whether a short form belongs to another company here: 雪松 beside 雪松航空 is not 雪松材料."""
    # 三一 is 三一重工 beside 三一重能, too; 中海油 is no beginning of 中国海油, so that 中海油服 takes nothing away.
    customary = text in words_of("other_names.csv", "name")
    if customary or (len(text) > LEAST and not bare(company.name).startswith(text)):
        return False
    symbols = named.get(text, frozenset())
    return bool(symbols) and company.symbol not in symbols
