"""Under which heading each line stands: the chapter and the nearest heading of any level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategies.drafting.lines import Line
from strategies.drafting.names.normal import half_width
from strategies.drafting.names.passages import cells_of
from strategies.drafting.names.sections import sections

MARKED = re.compile(r"^\s*(#{1,6})\s+(.+?)\s*#*$")
COUNTED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,3})[.、\s]\s*([^\d\s.、].{1,38})$")
CHINESE = re.compile(r"^\s*(?:第?([一二三四五六七八九十]{1,3})[、.章])\s*(.{2,38})$")
IN_BRACKETS = re.compile(r"^\s*[(（]([一二三四五六七八九十]{1,3})[)）]\s*([^。]{2,30})$")
ITEM = re.compile(r"^(?:\d{1,2}[)）]|[(（]\d{1,2}[)）])")
CAPTION = re.compile(r"^(?:图表?|表|Figure|Table|Exhibit)\s*\d", re.IGNORECASE)
SENTENCE = re.compile(r"[。;；!！?？]|[,，、].*[,，、]|\.{4}|…")
CONTENTS = re.compile(r"^目\s*录|目录$|^内容目录|^Contents", re.IGNORECASE)
SECOND, ITEM_LEVEL = 2, 4
TITLE_LINES = 15
"""A title stands on the first lines."""


@dataclass(frozen=True)
class Heading:
    """A heading: its line, its number as printed ("" without one), its words and its level from 1."""

    line: int
    number: str
    text: str
    level: int


@dataclass(frozen=True)
class Place:
    """The chapter (level 1) and the nearest heading above a line, None before the first."""

    chapter: Heading | None
    nearest: Heading | None


def places(lines: Sequence[Line]) -> dict[int, Place]:
    """Return where each line stands, by its number."""
    found: dict[int, Place] = {}
    titled = 0
    top = _top_level(lines)
    chapter: Heading | None = None
    nearest: Heading | None = None
    for line, section in zip(lines, sections(lines), strict=True):
        heading = heading_of(line) if section == "body" else None
        # The document's own title is no chapter of it.
        if heading is not None and not titled and not heading.number and line.number <= TITLE_LINES:
            titled = line.number
        elif heading is not None and not CONTENTS.search(heading.text):
            nearest = heading
            chapter = heading if heading.level <= top else chapter
        found[line.number] = Place(chapter, nearest)
    return found


def _top_level(lines: Sequence[Line]) -> int:
    """Return the level of the chapters: the highest of which there are two headings, 1 when headings are numbered."""
    found = [heading for line in lines if (heading := heading_of(line)) and not CONTENTS.search(heading.text)]
    if any(each.number and each.level == 1 for each in found):
        return 1
    levels = [each.level for each in found]
    return next((level for level in sorted(set(levels)) if levels.count(level) > 1), 1)


def heading_of(line: Line) -> Heading | None:
    """Read a line as a heading, None for any other.

    A mark of Markdown, a number (``2.1``), a Chinese number (``一、``) and one in brackets make one; a sentence, a row
    of a table and a line of contents do not. The level is the depth of the number, else that of the mark.
    """
    if cells_of(line):
        return None
    text = half_width(line.text).replace("**", "").strip()
    mark = MARKED.match(text)
    words = mark[2] if mark else text
    number, title, level = _counted(words)
    if not title and mark:
        title, level = words.strip(), ITEM_LEVEL if ITEM.match(words) else len(mark[1])
    if not title or CAPTION.match(title) or (SENTENCE.search(title) and not mark):
        return None
    return Heading(line.number, number, re.sub(r"<[^>]+>", "", title).strip(" :➤"), level)


def _counted(words: str) -> tuple[str, str, int]:
    if match := COUNTED.match(words):
        return match[1], match[2], match[1].count(".") + 1
    if match := CHINESE.match(words):
        return match[1], match[2], 1
    if match := IN_BRACKETS.match(words):
        return match[1], match[2], SECOND
    return "", "", 0
