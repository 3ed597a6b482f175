"""A page as one file for a mail: every link in it works, or is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

KEPT = ("data:", "blob:", "https:", "http:", "mailto:")
"""Addresses that lead to the same place from wherever the file lies."""
CONTAINERS = ("nav", "li")
"""What is left out with the last of its links, where it holds nothing else to read."""


@dataclass(frozen=True)
class StandalonePage:
    """The text of a page, and the addresses that led out of it, each once, in their order."""

    text: str
    removed: tuple[str, ...]


@dataclass
class _Found:
    """An element by its place in the text: its start tag, its end tag, and what stood in it."""

    tag: str
    start: tuple[int, int]
    address: str | None
    end: tuple[int, int] | None = None
    within: list[_Found] = field(default_factory=list)
    words: bool = False

    @property
    def whole(self) -> tuple[int, int]:
        """From its start tag to its end tag; the start tag alone where it is not closed."""
        return (self.start[0], (self.end or self.start)[1])


def standalone(text: str) -> StandalonePage:
    """Return a page without the links that lead out of its file, or nowhere in it.

    Addresses of the web, of mail and of data stay; so does an anchor whose element is there. Of any other link its
    words stay, unless it stands in a list of links (``nav``): there it goes with its words, and the list with the last
    one. Everything else stays byte for byte. A page that draws in what is not in it (a picture, a script, a style) is
    none of ours: ValueError.
    """
    removed: dict[str, None] = {}
    while True:
        reader = _Reader(text)
        cuts = [cut for each in reader.roots for cut in _cuts(each, reader.ids, removed, in_list=False)]
        if not cuts:
            return StandalonePage(text, tuple(removed))
        # Once more: with a list the place of an anchor may have gone.
        text = _without(text, cuts)


def _cuts(element: _Found, ids: set[str], removed: dict[str, None], *, in_list: bool) -> list[tuple[int, int]]:
    """Return what of an element is left out, as ranges of the text."""
    in_list = in_list or element.tag == "nav"
    inner = [_cuts(each, ids, removed, in_list=in_list) for each in element.within]
    cuts = [cut for each in inner for cut in each]
    if element.tag == "a":
        if element.address is None or _leads_somewhere(element.address, ids):
            return cuts
        removed[element.address] = None
        return [element.whole] if in_list else [element.start, *cuts, *([element.end] if element.end else [])]
    gone = all(cuts == [each.whole] for each, cuts in zip(element.within, inner, strict=True))
    bare = in_list and element.end is not None and element.within and not element.words
    return [element.whole] if bare and gone else cuts


def _leads_somewhere(address: str, ids: set[str]) -> bool:
    if address.startswith("#"):
        return address in {"#", "#top"} or address[1:] in ids
    return not address or address.lower().startswith(KEPT)


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    kept, place = [], 0
    for first, last in sorted(cuts):
        kept.append(text[place:first])
        place = last
    return "".join((*kept, text[place:]))


class _Reader(HTMLParser):
    """Reads where the links of a page and the lists around them begin and end; what scripts hold is no link."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.roots: list[_Found] = []
        self._open: list[_Found] = []
        self._lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._text = text
        self.feed(text)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if known.get("id"):
            self.ids.add(str(known["id"]))
        _insist_on_one_file(tag, known)
        if tag == "a" or tag in CONTAINERS:
            first = self._here()
            found = _Found(tag, (first, first + len(self.get_starttag_text() or "")), known.get("href"))
            (self._open[-1].within if self._open else self.roots).append(found)
            self._open.append(found)

    def handle_data(self, data: str) -> None:
        if data.strip():
            for each in self._open:
                # The words of a link are its own; what stands beside links is read by somebody.
                each.words = each.words or self._open[-1].tag != "a" or each.tag == "a"

    def handle_endtag(self, tag: str) -> None:
        if any(each.tag == tag for each in self._open):
            first = self._here()
            end = (first, self._text.index(">", first) + 1)
            while self._open:
                found = self._open.pop()
                if found.tag == tag:
                    found.end = end
                    return


def _insist_on_one_file(tag: str, known: dict[str, str | None]) -> None:
    """Raise ValueError for what a browser would fetch while it shows the page."""
    drawn = {name: value for name, value in known.items() if name in ("src", "href", "data", "poster") and tag != "a"}
    outside = [value for value in drawn.values() if value and not value.startswith(("data:", "blob:", "#"))]
    if outside:
        raise ValueError(f"the page draws in {outside[0]} (<{tag}>), so it is not one file")


def links_of(text: str) -> Iterator[str]:
    """Yield the address of every link of a page, in their order."""
    waiting = list(reversed(_Reader(text).roots))
    while waiting:
        each = waiting.pop()
        if each.tag == "a" and each.address is not None:
            yield each.address
        waiting += reversed(each.within)
