"""The five documents, where they lie beside the repository: whom a draft finds against who was read by hand.

A pair is (document, symbol); recall and precision are over the pairs of all five. The hand-read pairs are all of
``universe.csv``, sources included. Names that ship with the product are not used: they come from the same documents.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from strategies.drafting.draft import draft
from strategies.drafting.facts import read_facts
from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import lines
from tests.strategies.methods.research_files import FOLDER

SHARED = FOLDER.parent
MARKETS = {"the 170 of the test data": ("market-data",), "the whole market": ("market-data", "market-data-whole")}


def companies(folders: tuple[str, ...]) -> dict[str, Company]:
    found: dict[str, Company] = {}
    for folder in folders:
        with (SHARED / folder / "instruments.csv").open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                listed = date.fromisoformat(row["list_date"]) if row["list_date"] else None
                found.setdefault(row["symbol"], Company(row["symbol"], row["name"], listed))
    return found


def hand_read() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with (SHARED / "research" / "universe.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            found[row["report"]].add(row["symbol"])
    return found


def text_of(document: str) -> str:
    (file,) = (SHARED / "documents").glob(f"{document}_*.txt")
    return Path(file).read_text(encoding="utf-8")


@pytest.mark.realdata
@pytest.mark.parametrize("market", MARKETS)
def test_symbols_reach_recall_and_precision(market: str) -> None:
    if not all((SHARED / folder).is_dir() for folder in ("documents", "research", *MARKETS[market])):
        pytest.skip(f"no documents with notes and instruments in {SHARED}")
    names = dictionary(companies(MARKETS[market]).values())
    pairs = {(document, symbol) for document, symbols in hand_read().items() for symbol in symbols}
    read = {each: lines(text_of(each)) for each in hand_read()}
    found = {(each, symbol) for each, text in read.items() for symbol in draft(text, names, read_facts(text)).symbols}
    assert len(found & pairs) / len(pairs) >= 0.96, sorted(pairs - found)
    assert len(found & pairs) / len(found) >= 0.95, sorted(found - pairs)
