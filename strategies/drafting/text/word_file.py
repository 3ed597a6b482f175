"""DOCX to lines: a paragraph, a heading or a row of a table each.

Read with the ZIP and XML of the standard library. python-docx (MIT) needs lxml, leaves out text boxes, in which covers
of brokers stand, and knows nothing of tracked changes; what is needed here is short.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from data_sources.errors import InputError
from strategies.drafting.lines import Line
from strategies.drafting.text.counted import Counted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LARGEST_PART = 200_000_000
SPAN = 200
BESIDE = re.compile(r"word/(header|footer|footnotes)\d*\.xml")
BROKEN = "the file is broken (its Word text cannot be read); open it in Word and save it again"


def word_lines(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a Word document: body, then page headers and footers and footnotes, each once.

    Text boxes stand behind the paragraph that holds them; deleted text is left out. Merged cells are followed by empty
    ones. Raises InputError in one line for a broken file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            headings = _headings(_xml(parts, "word/styles.xml")) if "word/styles.xml" in parts.namelist() else {}
            counted = Counted()
            _blocks(_xml(parts, "word/document.xml"), headings, counted)
            beside = Counted()
            for name in sorted(filter(BESIDE.fullmatch, parts.namelist())):
                _blocks(_xml(parts, name), {}, beside)
    except (zipfile.BadZipFile, ET.ParseError, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError):
        raise InputError(BROKEN) from None
    seen = {line.text for line in counted.lines}
    for line in beside.lines:
        if line.text not in seen:
            seen.add(line.text)
            counted.add(line.text)
    return counted.lines


def _xml(parts: zipfile.ZipFile, name: str) -> ET.Element:
    if parts.getinfo(name).file_size > LARGEST_PART:
        raise InputError(f"its text has more than {LARGEST_PART:,} bytes; save it without its pictures")
    data = parts.read(name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise InputError(BROKEN)
    return ET.fromstring(data)  # noqa: S314 - without entities, which are refused above, there is nothing to expand


def _headings(styles: ET.Element) -> dict[str, int]:
    """Return the level of each style that is a heading, by its outline level or its name; a title is level 1."""
    levels: dict[str, int] = {}
    for style in styles.iter(f"{W}style"):
        name = _value(style.find(f"{W}name")).lower()
        outline = _value(style.find(f"{W}pPr/{W}outlineLvl"))
        if outline.isdigit() and int(outline) < 9:  # noqa: PLR2004 - Word's nine levels; more is body text
            levels[style.get(f"{W}styleId", "")] = int(outline) + 1
        elif found := re.fullmatch(r"(?:heading|标题) ?([1-9])", name):
            levels[style.get(f"{W}styleId", "")] = int(found[1])
        elif name in ("title", "标题"):
            levels[style.get(f"{W}styleId", "")] = 1
    return levels


def _blocks(parent: ET.Element, headings: dict[str, int], counted: Counted) -> None:
    for child in parent:
        if child.tag == f"{W}p":
            _paragraph(child, headings, counted)
        elif child.tag == f"{W}tbl":
            _table(child, headings, counted)
        elif child.tag not in (FALLBACK, f"{W}del", f"{W}sectPr"):
            _blocks(child, headings, counted)


def _paragraph(paragraph: ET.Element, headings: dict[str, int], counted: Counted) -> None:
    level = headings.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")), 0)
    outline = _value(paragraph.find(f"{W}pPr/{W}outlineLvl"))
    level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else level  # noqa: PLR2004 - as above
    for number, text in enumerate("".join(_words(paragraph)).split("\n")):
        counted.add(("#" * min(level, 6) + " " if level and text.strip() and not number else "") + text)
    for box in _boxes(paragraph):
        _blocks(box, headings, counted)


def _words(parent: ET.Element) -> Iterator[str]:
    """Yield the text of a paragraph in order, without what was deleted and what text boxes hold."""
    for child in parent:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield " "
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in (FALLBACK, f"{W}del", f"{W}txbxContent", f"{W}pPr", f"{W}rPr", f"{W}instrText"):
            yield from _words(child)


def _boxes(parent: ET.Element) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in (FALLBACK, f"{W}del"):
            yield from _boxes(child)


def _table(table: ET.Element, headings: dict[str, int], counted: Counted) -> None:
    """Add the rows of a table; one with a table inside is layout, and its cells are lines."""
    if table.find(f".//{W}tc//{W}tbl") is not None:
        for cell in _own_cells(table):
            _blocks(cell, headings, counted)
        return
    for row in table.iter(f"{W}tr"):
        cells: list[str] = []
        for cell in row.iter(f"{W}tc"):
            span = _value(cell.find(f"{W}tcPr/{W}gridSpan"))
            inside = Counted()
            _blocks(cell, {}, inside)
            cells.append(" ".join(line.text for line in inside.lines))
            cells += [""] * (min(int(span), SPAN) - 1 if span.isdigit() and int(span) else 0)
        counted.add_row(cells)


def _own_cells(table: ET.Element) -> Iterator[ET.Element]:
    for row in table.findall(f"{W}tr"):
        yield from row.findall(f"{W}tc")


def _value(element: ET.Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""
