"""Pieces of a Markdown page."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 120
"""Columns of a line of words; a row of a table is as long as it is."""
NO_BREAK = "\N{NO-BREAK SPACE}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; an upright line in a cell is written so that it ends no cell."""
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join([f"| {' | '.join(head)} |", "|" + "---|" * len(head), *lines])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """A piece of code in a line; "" for nothing."""
    return f"`{text}`" if text else ""


def block(language: str, lines: Iterable[str]) -> str:
    """A block of code."""
    return "\n".join([f"```{language}", *lines, "```"])


def anchor(heading: str) -> str:
    """The address of a heading in its page, as a forge makes it."""
    return "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def contents(headings: Iterable[str]) -> str:
    """The headings of a page one behind the other, each leading to its own."""
    return filled(f"{NO_BREAK}· ".join(f"[{each.replace(' ', NO_BREAK)}]({anchor(each)})" for each in headings))


def page(title: str, *parts: str) -> str:
    """A whole page from its parts; empty ones are left out."""
    return "\n\n".join([f"# {title}", *(part.strip() for part in parts if part.strip())]) + "\n"


def plain(text: str) -> str:
    """A docstring's words as Markdown has them: one mark around code instead of two, paragraphs filled."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(filled(each) for each in paragraphs).replace("``", "`")


def filled(text: str) -> str:
    """A paragraph in lines of the width of our pages."""
    lines = textwrap.wrap(re.sub(r"[ \n]+", " ", text.strip()), WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(NO_BREAK, " ")
