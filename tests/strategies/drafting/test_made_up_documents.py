"""Fifteen made-up documents of different kinds and industries, and whom a reader finds in them.

The companies are real, the sentences are not. ``answers.csv`` has for each document the symbols that it names (sources
and customers included) and traps: companies whose letters stand in it without being named. ``names.csv`` is the
dictionary: all of these, nobody else. With the whole market as the dictionary the same holds (marker ``realdata``).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from strategies.drafting.draft import draft
from strategies.drafting.facts import read_facts
from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import Dictionary, dictionary
from tests.strategies.drafting.names.invented import lines
from tests.strategies.drafting.test_research_recall import MARKETS, SHARED, companies

FOLDER = Path(__file__).parent / "made_up"
# A word that is a name stands there in a list as part of a longer phrase: a person would know.
KNOWN_MISSES = {("09_brokers_industry", "300803.SZ")}


def rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


ANSWERS = {row["document"]: (set(row["symbols"].split()), set(row["traps"].split())) for row in rows("answers.csv")}
NAMES = dictionary(Company(row["symbol"], row["name"]) for row in rows("names.csv"))


def found(document: str, names: Dictionary) -> frozenset[str]:
    (file,) = FOLDER.glob(f"{document}.*")
    found = lines(file.read_text(encoding="utf-8"))
    return draft(found, names, read_facts(found)).symbols


@pytest.mark.parametrize("document", ANSWERS)
def test_whom_a_document_names_and_nobody_else(document: str) -> None:
    symbols, traps = ANSWERS[document]
    missed = {symbol for name, symbol in KNOWN_MISSES if name == document}
    assert found(document, NAMES) == symbols - missed
    assert not found(document, NAMES) & traps


@pytest.mark.realdata
def test_the_same_with_the_whole_market_as_the_dictionary() -> None:
    if not all((SHARED / folder).is_dir() for folder in MARKETS["the whole market"]):
        pytest.skip(f"no instruments in {SHARED}")
    names = dictionary(companies(MARKETS["the whole market"]).values())
    pairs = {(document, symbol) for document, (symbols, _) in ANSWERS.items() for symbol in symbols}
    ours = {(document, symbol) for document in ANSWERS for symbol in found(document, names)}
    assert len(ours & pairs) / len(pairs) >= 0.96, sorted(pairs - ours)
    assert len(ours & pairs) / len(ours) >= 0.95, sorted(ours - pairs)
