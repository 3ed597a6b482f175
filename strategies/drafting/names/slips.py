"""Rules of slips of recognition: one letter taken for one that resembles it, or one letter lost."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from strategies.drafting.names.company import Name
from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.lists import companions, is_item
from strategies.drafting.names.normal import is_han
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.sight import Sight, Verdict, accepted
from strategies.drafting.names.words import rows_of, words_of

SHORTEST = 4
WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")
LEAST_COMPANIES = 2


@dataclass(frozen=True)
class Slips:
    """Names with one letter left out, by its place and without it; and which letters resemble each other."""

    wrong: Mapping[tuple[int, str], tuple[Name, ...]]
    lost: Mapping[str, tuple[Name, ...]]
    alike: Mapping[str, frozenset[str]]


def slips(names: Dictionary) -> Slips:
    """Prepare a dictionary of four letters and more for the search; made once a document."""
    wrong: dict[tuple[int, str], list[Name]] = defaultdict(list)
    lost: dict[str, list[Name]] = defaultdict(list)
    for name in names.names.values():
        if len(name.text) < SHORTEST or not all(map(is_han, name.text)) or name.company.market != "A":
            continue
        for place in range(len(name.text)):
            rest = name.text[:place] + name.text[place + 1 :]
            wrong[place, rest].append(name)
            lost[rest].append(name)
    alike: dict[str, set[str]] = defaultdict(set)
    for row in rows_of("similar_glyphs.csv"):
        for letter in row["letters"]:
            alike[letter] |= set(row["letters"])
    return Slips(
        {key: tuple(each) for key, each in wrong.items()},
        {key: tuple(each) for key, each in lost.items()},
        {key: frozenset(each) for key, each in alike.items()},
    )


def slipped(
    passage: Passage, firm: tuple[Hit, ...], taken: tuple[Hit, ...], index: Slips
) -> Iterator[tuple[Sight, Verdict]]:
    """Offer the items of a list of companies that are one slip away from exactly one name (``slip``), never surely."""
    if passage.section != "body" or len(firm) < LEAST_COMPANIES:
        return
    covered = {place for hit in taken for place in range(hit.start, hit.end)}
    for start, end in _items(passage):
        text = passage.text[start:end]
        if not SHORTEST - 1 <= len(text) <= SHORTEST + 2 or not covered.isdisjoint(range(start, end)):
            continue
        found = {name.company.symbol: name for name in _meant(text, index)}
        if len(found) != 1:
            continue
        name = next(iter(found.values()))
        hit = Hit(name, start, end)
        if is_item(passage, hit) and companions(passage, hit, firm):
            yield (
                Sight(passage, hit, firm),
                accepted("slip", f"{text} is one letter away from {name.text} alone", "low"),
            )


def _items(passage: Passage) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(passage.text):
        start = match.start()
        for gap in sorted(each for each in passage.gaps if start < each < match.end()):
            yield start, gap
            start = gap
        end = match.end()
        yield start, end - (passage.text[end - 1] == "等")


def _meant(text: str, index: Slips) -> Iterator[Name]:
    for place, letter in enumerate(text):
        for name in index.wrong.get((place, text[:place] + text[place + 1 :]), ()):
            if name.text[place] in index.alike.get(letter, ()):
                yield name
    for name in index.lost.get(text, ()):
        # A lost last word leaves a short form, which has rules of its own.
        if not any(
            name.text.endswith(word) and text.startswith(name.text.removesuffix(word))
            for word in words_of("last_words.csv")
        ):
            yield name
