"""Plain text and Markdown to lines with the numbers that an editor shows; rows of tables get their cells."""

from __future__ import annotations

import re

from strategies.drafting.lines import Line
from strategies.drafting.text.spaced_rows import with_spaced_rows

LEAST_BY_GAPS = 3
"""Parts apart by gaps alone that make a row: two of them are a heading with something at its right."""
GAP = re.compile(r" {2,}|　{2,}|[ 　]{3,}")
RULE_OF_TABLE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
SENTENCE = re.compile(r"[，。；,;]")


def plain_lines(text: str) -> tuple[Line, ...]:
    """Return each physical line, blank ones too; the end of the file is no line.

    A line ends where ``wc`` and editors see an end: at a line feed, or at carriage returns in a text without one. Cells
    are those between tabs, between the bars of Markdown, or between gaps of two and more spaces in a line of three
    parts and more without a sentence; rows of companies have theirs between single spaces, too. A form feed begins a
    page.
    """
    text = text.replace("\r\n", "\n")
    physical = text.split("\n") if "\n" in text else text.split("\r")
    if physical and not physical[-1]:
        physical.pop()
    pages = "\f" in text
    page = 1
    lines = []
    for number, written in enumerate(physical, 1):
        page += written.count("\f")
        shown = written.replace("\f", "").replace("\r", " ")
        lines.append(Line(number, shown.strip(" \t　"), cells_of(shown), page if pages else 0))
    return with_spaced_rows(lines)


def cells_of(written: str) -> tuple[str, ...]:
    """Return the cells of a line that is a row of a table, an empty tuple for any other line."""
    stripped = written.strip()
    if "\t" in written.strip(" \n") and stripped:
        return tuple(cell.strip() for cell in written.split("\t"))
    if stripped.startswith("|") and stripped.count("|") > 1:
        return () if RULE_OF_TABLE.fullmatch(stripped) else _between_bars(stripped)
    parts = [part.strip() for part in GAP.split(stripped)]
    return tuple(parts) if len(parts) >= LEAST_BY_GAPS and not SENTENCE.search(stripped) else ()


def _between_bars(row: str) -> tuple[str, ...]:
    """Return the cells of a row of Markdown; a bar behind a backslash belongs to its cell."""
    inner = row[1:-1] if row.endswith("|") and not row.endswith("\\|") else row[1:]
    return tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner))
