"""Rows of tables whose cells a text parts by single spaces, as programs that read PDF leave them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from strategies.drafting.lines import Line

CODE = re.compile(r"(?:[0368]\d{5}|[489]\d{5})(?:\.(?:SH|SZ|BJ))?|\d{4,5}\.HK")
EXCHANGE = ("CH", "HK", "US")
NUMBER = re.compile(r"[-+]?[\d,]+(?:\.\d+)?[%xX倍]?|[-/—]+|NR|N\.?A\.?|n\.a\.")
SENTENCE = re.compile(r"[。；;！!？?]|，.*，|[a-z)]\.$")
CAPTION = re.compile(r"(?:图表?|附?表|(?i:figure|table|exhibit))\s*\d")
FEWEST_CELLS = 5
FEWEST_NUMBERS = 3
LONGEST_ROW = 160
HEAD_LINES = 3


def with_spaced_rows(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give its cells to each line that is a row of a table of companies, and to the lines of its head.

    A row has a code, five words and more and three numbers behind the code. The head are up to three lines of words
    right above the first row. Two rows and more make a table; lines that have cells keep them.
    """
    rows = [_is_row(line) for line in lines]
    found = list(lines)
    for place, is_row in enumerate(rows):
        first = is_row and not (place and rows[place - 1])
        if first and rows[place + 1 : place + 2] == [True]:
            _give_cells(found, _head_above(lines, place))
            end = next((at for at in range(place, len(rows)) if not rows[at]), len(rows))
            _give_cells(found, range(place, end))
    return tuple(found)


def _is_row(line: Line) -> bool:
    if line.cells or len(line.text) > LONGEST_ROW or SENTENCE.search(line.text):
        return False
    words = _words(line.text)
    at = next((place for place, word in enumerate(words) if CODE.fullmatch(word.split()[0])), None)
    if at is None or len(words) < FEWEST_CELLS:
        return False
    return sum(NUMBER.fullmatch(word) is not None for word in words[at + 1 :]) >= FEWEST_NUMBERS


def _head_above(lines: Sequence[Line], row: int) -> range:
    first = row
    while first > max(0, row - HEAD_LINES) and _may_head(lines[first - 1]):
        first -= 1
    return range(first, row)


def _may_head(line: Line) -> bool:
    plain = not line.cells and not SENTENCE.search(line.text) and not CAPTION.match(line.text)
    return plain and len(line.text) <= LONGEST_ROW and len(line.text.split()) > 1


def _give_cells(found: list[Line], places: range) -> None:
    for place in places:
        found[place] = replace(found[place], cells=tuple(_words(found[place].text)))


def _words(text: str) -> list[str]:
    """Return the words of a row, a code and the letters of its exchange (600999 CH) as one."""
    words: list[str] = []
    for word in text.split():
        if word in EXCHANGE and words and words[-1].isdigit():
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words
