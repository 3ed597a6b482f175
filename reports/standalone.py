"""A page as one file for a mail: every link in it works, or is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from typing import TypeAlias

KEPT = ("data:", "blob:", "https:", "http:", "mailto:")
"""Addresses that lead to the same place from wherever the file lies."""
READ = ("nav", "li", "p")
"""The elements around links whose words and ends matter here."""
ALONE = ("nav", "p")
"""What goes with its last link, where it says nothing else: a list of links, and a line that is one link."""
BACK = "back"
"""The class of a link that says where it leads to and nothing else."""

Embed: TypeAlias = Callable[[str], str | None]
"""The address of a file beside the page as data, None for one that is not taken along."""
Edit: TypeAlias = tuple[int, int, str]
"""From where to where in the text, and what stands there instead."""


@dataclass(frozen=True)
class StandalonePage:
    """The text of a page, and the addresses that led out of it, each once, in their order."""

    text: str
    removed: tuple[str, ...]


@dataclass
class _Found:
    """An element by its place in the text: its start tag with its attributes, its end tag, and what stood in it."""

    tag: str
    start: tuple[int, int]
    known: dict[str, str | None]
    end: tuple[int, int] | None = None
    within: list[_Found] = field(default_factory=list)
    words: bool = False

    @property
    def address(self) -> str | None:
        return self.known.get("href") if self.tag == "a" else None


def standalone(text: str, embed: Embed = lambda _: None) -> StandalonePage:
    """Return a page without the links that lead out of its file, or nowhere in it.

    Addresses of the web, of mail and of data stay; so does an anchor whose element is there, and a file that ``embed``
    takes along becomes a download. Of any other link its words stay, unless it is navigation: a list of links (``nav``)
    or a line that is one link goes with them. Everything else stays byte for byte. A page that draws in what is not in
    it (a picture, a script, a style) is none of ours: ValueError.
    """
    removed: dict[str, None] = {}
    while True:
        reader = _Reader(text)
        page = _Page(reader.ids, embed)
        removed |= {address: None for address in _addresses(reader.roots) if page.is_left_out(address)}
        edits = [edit for each in reader.roots for edit in page.edits(each, in_list=False)]
        if not edits:
            return StandalonePage(text, tuple(removed))
        # Once more: with a list the place of an anchor may have gone.
        text = _edited(text, edits)


@dataclass(frozen=True)
class _Page:
    """What decides about the links of a page: the places in it, and what is taken along."""

    ids: set[str]
    embed: Embed

    def edits(self, element: _Found, *, in_list: bool) -> list[Edit]:
        """Return what becomes of an element: it goes, its links go, or its links are embedded."""
        in_list = in_list or element.tag == "nav"
        inner = [edit for each in element.within for edit in self.edits(each, in_list=in_list)]
        goes = in_list or element.tag in ALONE or BACK in (element.known.get("class") or "").split()
        if element.end and goes and self._is_dead(element):
            return [(element.start[0], element.end[1], "")]
        if element.address is None or self._leads_somewhere(element.address):
            return inner
        if not self.is_left_out(element.address):
            return [(*element.start, _download(element.known, self.embed(element.address) or "")), *inner]
        # A place that others name, as a label or in an address, stays one.
        name = element.known.get("id") if element.end else None
        first, last = (f'<span id="{escape(name)}">', "</span>") if name else ("", "")
        return [(*element.start, first), *inner, *([(*element.end, last)] if element.end else [])]

    def _is_dead(self, element: _Found) -> bool:
        """Whether an element is a link that is left out, or holds such links and nothing else to read."""
        if element.tag != "a":
            return bool(element.within) and not element.words and all(self._is_dead(each) for each in element.within)
        return element.address is not None and self.is_left_out(element.address)

    def is_left_out(self, address: str) -> bool:
        """Whether an address leads out of the file, or nowhere, and is not taken along."""
        return not self._leads_somewhere(address) and not self.embed(address)

    def _leads_somewhere(self, address: str) -> bool:
        if address.startswith("#"):
            return address in {"#", "#top"} or address[1:] in self.ids
        return not address or address.lower().startswith(KEPT)


def _download(known: dict[str, str | None], data: str) -> str:
    """Return the start tag of a link to a file that is within the page, under the name that it had."""
    name = str(known["href"]).partition("?")[0].rpartition("/")[2]
    attributes = {"download": name, **known, "href": data}
    written = (f' {key}="{escape(value or "")}"' for key, value in attributes.items())
    return f"<a{''.join(written)}>"


def _edited(text: str, edits: list[Edit]) -> str:
    kept, place = [], 0
    for first, last, instead in sorted(edits):
        kept += [text[place:first], instead]
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
        if tag == "a" or tag in READ:
            first = self._here()
            found = _Found(tag, (first, first + len(self.get_starttag_text() or "")), known)
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


def _addresses(elements: Sequence[_Found]) -> Iterator[str]:
    for each in elements:
        if each.address is not None:
            yield each.address
        yield from _addresses(each.within)
