"""Lines as passages in which names are looked for: one spelling, wrapped lines joined, each letter with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from strategies.drafting.lines import Line
from strategies.drafting.names.normal import half_width, is_han
from strategies.drafting.names.sections import Section, sections

TAG = re.compile(r"<[^>]{1,40}>")
ENDS = re.compile(r"[。!?:;：；！？.|)）]\s*$")
BEGINS = re.compile(
    r"^\s*(?:#|➤|[-•·●▪◆■*]|[0-9]+[.、)]|[(（][0-9一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、|[图表])"
)
WRAPPED = 15
"""A line that is shorter than this many letters is no line of wrapped prose."""


@dataclass(frozen=True)
class Passage:
    """One line, or lines of prose that a page wrapped, in normal spelling.

    White space beside a Chinese letter is left out of ``text`` and remembered in ``gaps`` (the place behind it); a tab
    stands between the cells of a table, a bar for a tag of HTML. ``lines`` has the line of each letter.
    """

    text: str
    lines: tuple[int, ...]
    section: Section
    gaps: frozenset[int] = field(default_factory=frozenset)
    cells: tuple[str, ...] = ()

    def line_at(self, place: int) -> int:
        """Return the line on which a letter stands."""
        return self.lines[min(place, len(self.lines) - 1)]


def passages(lines: Sequence[Line]) -> tuple[Passage, ...]:
    """Return the passages of a document's lines; lines without text have none."""
    found = []
    for group, section in _groups(lines):
        text, numbers, gaps = _squeezed(group)
        if text:
            cells = tuple(half_width(cell).strip() for cell in cells_of(group[0])) if len(group) == 1 else ()
            found.append(Passage(text, tuple(numbers), section, frozenset(gaps), cells))
    return tuple(found)


def cells_of(line: Line) -> tuple[str, ...]:
    """Return the cells of a row, also of a row that is a text with tabs; nothing for a line that is no row."""
    if line.cells:
        return line.cells
    return tuple(line.text.split("\t")) if "\t" in line.text else ()


def _groups(lines: Sequence[Line]) -> Iterator[tuple[list[Line], Section]]:
    group: list[Line] = []
    before: Section = "body"
    for line, section in zip(lines, sections(lines), strict=True):
        goes_on = group and section == before and _goes_on(group[-1], line)
        if group and not goes_on:
            yield group, before
            group = []
        group.append(line)
        before = section
    if group:
        yield group, before


def _goes_on(line: Line, following: Line) -> bool:
    if cells_of(line) or cells_of(following) or line.text.lstrip().startswith("#"):
        return False
    text, more = line.text.strip(), following.text.strip()
    return len(text) >= WRAPPED and bool(more) and not ENDS.search(text) and not BEGINS.match(more)


def _squeezed(group: Sequence[Line]) -> tuple[str, list[int], list[int]]:
    letters: list[str] = []
    numbers: list[int] = []
    gaps: list[int] = []
    waiting = False
    for line in group:
        waiting = False
        for letter in _readable(line):
            if letter == " ":
                waiting = bool(letters)
                continue
            if waiting and letter != "\t" and letters[-1] != "\t":
                if letter.isascii() and letters[-1].isascii():
                    letters.append(" ")
                    numbers.append(line.number)
                else:
                    gaps.append(len(letters))
            waiting = False
            letters.append(letter)
            numbers.append(line.number)
    return "".join(letters), numbers, gaps


def _readable(line: Line) -> str:
    cells = cells_of(line)
    text = "\t".join(cell.replace("\t", " ") for cell in cells) if cells else line.text
    text = TAG.sub("|", half_width(text)).replace("**", "").replace("__", "").replace("`", "")
    return re.sub(r"[^\S\t]+", " ", text)


def is_word_break(text: str, place: int) -> bool:
    """Say whether no Chinese letter stands at a place of a text."""
    return not 0 <= place < len(text) or not is_han(text[place])
