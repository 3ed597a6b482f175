"""A PDF to lines, page by page."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.missing_extra import missing_extra
from strategies.drafting.lines import Line
from strategies.drafting.text.counted import Counted
from strategies.drafting.text.pdf.columns import parts_of
from strategies.drafting.text.pdf.grid import cells_of, table_end
from strategies.drafting.text.pdf.paragraphs import FULL, SENTENCE, SHARE, Printed, paragraphs
from strategies.drafting.text.pdf.piece import Letter, Piece, pieces_of, rows_of, text_in
from strategies.drafting.text.pdf.running import without_running

if TYPE_CHECKING:
    from pdfplumber.page import Page

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points."""
INSTALL = missing_extra(both("reading PDF", "读取 PDF "), "pdfplumber", "documents")
SCANNED = "there is no text in this PDF, only pictures of it; recognise its text first (OCR) and give that"
NAMELESS = "the fonts of this PDF do not say which letters they show; recognise its text first (OCR) and give that"
ENCRYPTED = "the file is encrypted; open it with its password and save it without one"
BROKEN = "the file is broken (no PDF that can be read); download it again or save it as PDF once more"
NAMELESS_SHARE = 0.2
FEWEST_EDGES = 4
FILLED = 0.5
"""Share of the cells of a ruled table that have text; frames around pictures have few."""


def pdf_lines(data: bytes) -> tuple[Line, ...]:
    """Return the lines of a PDF, a paragraph or a row of a table each, with their pages from 1.

    Page headers stand once, where they come first, footers once at the end. Raises InputError in one line: without the
    library, for an encrypted or broken file, for a scanned one without text, for fonts without the numbers of letters.
    """
    pages = _pages(data)
    letters = "".join(piece.text for pieces, _ in pages for piece in pieces)
    if not letters:
        raise InputError(SCANNED)
    if letters.count("(cid:") * len("(cid:123)") > NAMELESS_SHARE * len(letters):
        raise InputError(NAMELESS)
    kept, footers = without_running(pages)
    counted = Counted()
    printed = [
        line for number, pieces in enumerate(kept, 1) for part in parts_of(pieces) for line in _lines(part, number)
    ]
    for text, cells, page in paragraphs(printed):
        if cells:
            counted.add_row(cells, page)
        else:
            counted.add(text, page)
    for footer in footers:
        counted.add(footer)
    return counted.lines


def _pages(data: bytes) -> list[tuple[list[Piece], float]]:
    """Return the pieces and the height of each page."""
    try:
        import pdfplumber  # noqa: PLC0415 - heavy, and an extra
        from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415 - as above
    except ImportError:
        raise InputError(INSTALL) from None
    # It reports each font without a box, which changes nothing here.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [_page(page) for page in document.pages]
    except Exception as fault:  # noqa: BLE001 - a broken file makes the library raise whatever it trips over
        asks = isinstance(fault, PDFPasswordIncorrect) or any(
            isinstance(arg, PDFPasswordIncorrect) for arg in fault.args
        )
        raise InputError(ENCRYPTED if asks else BROKEN) from None


def _page(page: Page) -> tuple[list[Piece], float]:
    letters: list[Letter] = [letter for letter in page.chars if letter["upright"]]
    tables: list[tuple[Box, list[tuple[str, ...]]]] = []
    if len(page.edges) >= FEWEST_EDGES:
        for table in page.find_tables():
            rows = [tuple(text_in(_inside(letters, cell)) if cell else "" for cell in row.cells) for row in table.rows]
            if _is_table(rows):
                tables.append((table.bbox, rows))
    in_tables: list[Piece] = []
    for box, rows in tables:
        inside = _inside(letters, box)
        known = {id(letter) for letter in inside}
        letters = [letter for letter in letters if id(letter) not in known]
        size = median(letter["size"] for letter in inside)
        in_tables.append(Piece("\n".join(map("\t".join, rows)), box[0], box[2], box[1], box[3], size, tuple(rows)))
    pieces = [*pieces_of(letters), *in_tables]
    page.close()
    return pieces, float(page.height)


def _inside(letters: Sequence[Letter], box: Box) -> list[Letter]:
    x0, top, x1, bottom = box
    return [
        letter
        for letter in letters
        if x0 <= (letter["x0"] + letter["x1"]) / 2 <= x1 and top <= (letter["top"] + letter["bottom"]) / 2 <= bottom
    ]


def _is_table(rows: Sequence[tuple[str, ...]]) -> bool:
    cells = [cell for row in rows for cell in row]
    return len(rows) > 1 and max(map(len, rows)) > 1 and sum(map(bool, cells)) >= FILLED * len(cells)


def _lines(part: Sequence[Piece], page: int) -> Iterator[Printed]:
    """Yield the lines and rows of one part of a page."""
    rows = rows_of(part)
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    text_rows = [row for row in rows if len(row) == 1 and not row[0].rows]
    full = [len(row[0].text) for row in text_rows if row[0].x1 >= right - FULL * row[0].size]
    wrapped = len(text_rows) > 1 and (len(full) >= max(2, SHARE * len(text_rows)) or max(full, default=0) >= SENTENCE)
    at = 0
    while at < len(rows):
        first = rows[at][0]
        end = table_end(rows, at)
        if end > at:
            for texts in cells_of(rows[at:end]):
                yield Printed("", first.x0, right, first.top, first.bottom, first.size, page, cells=tuple(texts))
            at = end
            continue
        for piece in rows[at]:
            for cells in map(tuple, piece.rows):
                yield Printed("", piece.x0, piece.x1, piece.top, piece.bottom, piece.size, page, cells=cells)
        words = [piece for piece in rows[at] if not piece.rows]
        if words:
            text = words[0].text
            for piece in words[1:]:
                text = f"{text}  {piece.text}"
            yield Printed(
                text,
                words[0].x0,
                words[-1].x1,
                words[0].top,
                words[0].bottom,
                words[0].size,
                page,
                left,
                right,
                wrapped,
            )
        at += 1
