"""Where the rows of a text begin: the line that names the columns, the lines above it, what separates the fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SEPARATORS = ",;\t|"
SEPARATOR_WORDS = {";": ";", "\t": "tabs", "|": "|"}
MOST_LINES_ABOVE = 20
QUOTED = re.compile(r'"[^"]*"')
ORIGIN = "来源"
"""In the last line of a terminal's export: where its data comes from (数据来源)."""
BEGINNING_OF_NUMBER = re.compile(r"[-+.]?[0-9]")


@dataclass(frozen=True)
class Heads:
    """``offset`` is where the line of heads begins in the text, ``above`` the lines before it that are not blank.

    ``lines_above`` counts those before it, blank ones as well.
    """

    separator: str
    offset: int = 0
    lines_above: int = 0
    above: tuple[str, ...] = ()


def heads_of(text: str) -> Heads:
    """Return the heads of a text: its first line, or the first one like heads where the first has one word or none.

    Terminals put a title above their columns. A text without any separator has one column.
    """
    first: Heads | None = None
    above: list[str] = []
    offset = 0
    for number in range(MOST_LINES_ABOVE + 1):
        end = text.find("\n", offset)
        line = text[offset : len(text) if end < 0 else end].strip("\r\n")
        if line.strip():
            separator = _separator(line)
            found = Heads(separator or ",", offset, number, tuple(above))
            cells = line.split(separator) if separator else [line]
            if first is None:
                if sum(bool(cell.strip()) for cell in cells) > 1:
                    return found
                first = found
            elif like_heads(cells):
                return found
            above.append(line.strip().strip(separator or None).strip())
        if end < 0:
            break
        offset = end + 1
    return first or Heads(",")


def like_heads(cells: Sequence[str]) -> bool:
    """Whether cells may name columns: at least two words, hardly a gap, and none that begins like a number."""
    words = [word for cell in cells if (word := cell.strip().strip('"'))]
    return len(words) > 1 and len(words) > len(cells) / 2 and not any(map(BEGINNING_OF_NUMBER.match, words))


def is_origin(cells: Sequence[str]) -> bool:
    """Whether a line below the rows only says where they come from, such as ``#数据来源:通达信``."""
    first = cells[0].strip() if cells else ""
    return (first.startswith("#") or ORIGIN in first) and not any(cell.strip() for cell in cells[1:])


def _separator(line: str) -> str:
    """Return what separates the fields of a line, "" for nothing: the mark that stands most often outside quotes."""
    bare = QUOTED.sub("", line) if '"' in line else line
    separator = max(SEPARATORS, key=bare.count)
    return separator if separator in bare else ""
