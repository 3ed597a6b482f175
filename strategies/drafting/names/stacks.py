"""Tables that lost their columns, one cell a line: a name alone on its line among others is a company."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.passages import Passage

REACH = 24
"""Lines of a stack on either side: rows of a table of key companies have about ten cells."""
LONGEST_CELL = 16
NEIGHBOURS = 2


def stacked(passages: Sequence[Passage], names: Dictionary, is_firm: Callable[[Hit], bool]) -> frozenset[int]:
    """Return the places of passages that are one name alone, with two firm names alone near by.

    Only lines that are short follow each other in a stack: a sentence ends it.
    """
    alone = {place for place, each in enumerate(passages) if not each.cells and each.text in names.names}
    firm = {place for place in alone if is_firm(Hit(names.names[passages[place].text], 0, len(passages[place].text)))}
    return frozenset(place for place in alone if _near(passages, place, firm - {place}) >= NEIGHBOURS)


def _near(passages: Sequence[Passage], place: int, firm: set[int]) -> int:
    found = set()
    for step in (-1, 1):
        here = place + step
        while 0 <= here < len(passages) and abs(here - place) <= REACH and _is_cell(passages[here]):
            found |= {here} & firm
            here += step
    return len(found)


def _is_cell(passage: Passage) -> bool:
    return len(passage.text) <= LONGEST_CELL and passage.section == "body" and not passage.text.endswith(("。", ";"))
