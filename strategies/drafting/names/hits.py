"""Names where they stand: the longest at each place, and of two that overlap the one that is the company's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from strategies.drafting.names.company import Name
from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.words import words_of


@dataclass(frozen=True)
class Hit:
    """A spelling at ``[start, end)`` of a passage."""

    name: Name
    start: int
    end: int

    def spaced(self, passage: Passage) -> bool:
        """Whether white space stands within the name, as recognition leaves it."""
        return any(self.start < gap < self.end for gap in passage.gaps)


def hits(passage: Passage, names: Dictionary) -> tuple[Hit, ...]:
    """Return the names of a passage from left to right, none over another."""
    return _from_left(passage.text, names.at, names.places(passage.text))


def short_hits(passage: Passage, names: Dictionary, taken: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the short forms of a passage that no name covers."""
    covered = {place for hit in taken for place in range(hit.start, hit.end)}
    found = _from_left(passage.text, names.short_at, names.short_places(passage.text))
    return tuple(hit for hit in found if covered.isdisjoint(range(hit.start, hit.end)))


def _from_left(text: str, at: Callable[[str, int], Name | None], places: Iterable[int]) -> tuple[Hit, ...]:
    found = []
    behind = 0
    for place in places:
        if place < behind:
            continue
        name = at(text, place)
        if name is None or not _stands_alone(text, place, name.text):
            continue
        hit = _last_of_overlap(text, at, Hit(name, place, place + len(name.text)))
        found.append(hit)
        behind = hit.end
    return tuple(found)


def _last_of_overlap(text: str, at: Callable[[str, int], Name | None], hit: Hit) -> Hit:
    """Prefer a name that begins within this one and ends behind it, when all before it is a place: 中国 + 平安银行."""
    for place in range(hit.start + 2, hit.end):
        name = at(text, place)
        over = name is not None and place + len(name.text) > hit.end
        if name is not None and over and text[hit.start : place] in words_of("ordinary_words.csv"):
            return Hit(name, place, place + len(name.text))
    return hit


def _stands_alone(text: str, start: int, name: str) -> bool:
    """Say whether a name that begins or ends in Latin letters does not stand within a longer Latin word."""
    before = text[start - 1] if start else " "
    behind = text[start + len(name)] if start + len(name) < len(text) else " "
    left = not (name[0].isascii() and name[0].isalnum() and before.isascii() and before.isalnum())
    return left and not (name[-1].isascii() and name[-1].isalnum() and behind.isascii() and behind.isalnum())
