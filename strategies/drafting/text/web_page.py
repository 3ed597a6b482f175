"""HTML to lines: a paragraph, a heading, an item of a list or a row of a table each.

Read with the parser of the standard library: pages of brokers need no repair that lxml would make, and lxml is there
only as long as another package brings it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from strategies.drafting.lines import Line
from strategies.drafting.text.counted import Counted

BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|legend|li|main|nav|ol|p|pre|section|summary|ul"
)
UNSEEN = frozenset(["script", "style", "head", "template", "noscript", "svg", "select", "textarea"])
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
SPAN = 200
"""Cells that one cell may span; more is a slip of the page."""


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page declares and Python knows, "" for none; GB2312 is read as the wider GB18030."""
    found = DECLARED.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    if name in ("gb2312", "gbk"):
        return "gb18030"
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def web_page_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a page as they are seen, without scripts and styles.

    A cell over several columns is followed by empty ones, and one over several rows leaves empty ones below it, so that
    columns stay above each other. A table with a table inside is layout: its cells are lines.
    """
    page = _Page()
    page.feed(text)
    page.close()
    page.end_line()
    return page.counted.lines


@dataclass
class _Table:
    """A table being read: the cells of its row, the cell that is open, and how far cells of earlier rows reach down."""

    cells: list[str] = field(default_factory=list)
    reach: dict[int, int] = field(default_factory=dict)
    span: tuple[int, int] = (1, 1)
    in_cell: bool = False
    is_layout: bool = False


class _Page(HTMLParser):
    """The parser; the standard library asks for a class."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.counted = Counted()
        self.words: list[str] = []
        self.mark = ""
        self.unseen: list[str] = []
        self.tables: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a table or one of its parts."""
        if tag in UNSEEN:
            self.unseen.append(tag)
        elif tag == "body":
            self.unseen.clear()  # a head that was never closed
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
            self.tables[-1].in_cell = True
            self.tables[-1].span = _spans(dict(attrs))
        elif BLOCKS.fullmatch(tag):
            self._break()
            self.mark = "#" * int(tag[1]) + " " if re.fullmatch("h[1-6]", tag) else "- " if tag == "li" else self.mark

    def handle_endtag(self, tag: str) -> None:
        """Close a block, a table or one of its parts."""
        if tag in UNSEEN:
            if tag in self.unseen:
                del self.unseen[self.unseen.index(tag) :]
        elif tag in ("td", "th") and self.tables:
            self._end_cell()
        elif tag == "tr" and self.tables:
            self._end_row()
        elif tag == "table" and self.tables:
            self._end_row()
            self.tables.pop()
        elif BLOCKS.fullmatch(tag):
            self._break()
            self.mark = "" if not self._in_row() else self.mark

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        if not self.unseen:
            self.words.append(data)

    def end_line(self) -> None:
        """Write what was gathered as one line."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text:
            self.counted.add(self.mark + text)
            self.mark = ""

    def _in_row(self) -> bool:
        return bool(self.tables) and self.tables[-1].in_cell and not self.tables[-1].is_layout

    def _break(self) -> None:
        """End a line, or part words within a cell, whose blocks stay in one row."""
        if self._in_row():
            self.words.append(" ")
        else:
            self.end_line()

    def _open_table(self) -> None:
        for outer in self.tables:
            if not outer.is_layout:
                outer.is_layout = True
                for cell in outer.cells:
                    self.counted.add(cell)
                outer.cells.clear()
        self.end_line()
        self.tables.append(_Table())

    def _end_cell(self) -> None:
        table = self.tables[-1]
        if not table.in_cell or table.is_layout:
            self.end_line()
            return
        columns, rows = table.span
        self._skip_reached(table)
        for column in range(len(table.cells), len(table.cells) + columns):
            if rows > 1:
                table.reach[column] = rows
        table.cells += [" ".join("".join(self.words).split()), *[""] * (columns - 1)]
        self.words.clear()
        self.mark = ""
        table.in_cell = False

    def _skip_reached(self, table: _Table) -> None:
        while len(table.cells) in table.reach:
            table.cells.append("")

    def _end_row(self) -> None:
        table = self.tables[-1]
        self._end_cell()
        if table.is_layout or not table.cells:
            return
        self._skip_reached(table)
        self.counted.add_row(table.cells)
        table.cells.clear()
        table.reach = {column: rows - 1 for column, rows in table.reach.items() if rows > 1}


def _spans(attributes: dict[str, str | None]) -> tuple[int, int]:
    """Return over how many columns and rows a cell reaches."""
    numbers = [re.match(r"\s*(\d{1,6})", attributes.get(key) or "") for key in ("colspan", "rowspan")]
    columns, rows = (min(max(int(number[1]), 1), SPAN) if number else 1 for number in numbers)
    return columns, rows
