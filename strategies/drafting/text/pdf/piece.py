"""Letters of a page to pieces: runs of letters on one base line without a gap as wide as a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

GAP = 0.9
"""Width of a gap that parts two pieces, in widths of a letter: justified text has half of one at most."""
NARROW, TIMES = 0.4, 3.0
"""The same in a narrow table: a gap without a printed space, some times as wide as those of its line."""
SPACE = 0.18
SAME_LINE = 0.4
"""How far apart the middles of two letters of one line may be, in letters."""
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")

Letter = dict[str, Any]
"""One letter as pdfplumber gives it: text, x0, x1, top, bottom, size in points."""


@dataclass(frozen=True)
class Piece:
    """A run of letters, or a ruled table with its ``rows``; places in points from the top left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


def pieces_of(letters: Iterable[Letter]) -> list[Piece]:
    """Return the pieces of letters, by line from the top and from the left."""
    return [piece for line in _base_lines(letters) for piece in _pieces(line)]


def text_in(letters: Iterable[Letter]) -> str:
    """Return the text of letters that stand in one cell, its lines put together."""
    text = ""
    for piece in pieces_of(letters):
        text = joined(text, piece.text)
    return text


def joined(text: str, more: str) -> str:
    """Return two parts of a text as one: a space between them unless a Chinese letter or sign stands at the seam."""
    if not text or not more:
        return text + more
    return text + more if WIDE.match(text[-1]) or WIDE.match(more[0]) else f"{text} {more}"


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces by line from the top, those of one line from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if rows and abs(piece.middle - rows[-1][0].middle) <= SAME_LINE * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _base_lines(letters: Iterable[Letter]) -> list[list[Letter]]:
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=_middle):
        near = SAME_LINE * min(letter["size"], lines[-1][0]["size"]) if lines else 0
        if lines and abs(_middle(letter) - _middle(lines[-1][0])) <= near:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [sorted(line, key=lambda letter: letter["x0"]) for line in lines]


def _middle(letter: Letter) -> float:
    return float(letter["top"] + letter["bottom"]) / 2


def _pieces(line: Sequence[Letter]) -> list[Piece]:
    """Part the letters of one line where the gap is wide; letters drawn twice on one place for boldness count once."""
    runs: list[list[Letter]] = []
    texts: list[str] = []
    usual = _usual_gap(line)
    blank = False
    for letter in line:
        if not letter["text"].strip():
            blank = True
            continue
        last = runs[-1][-1] if runs else None
        if last and last["text"] == letter["text"] and letter["x0"] - last["x0"] < SPACE * letter["size"]:
            continue
        gap = (letter["x0"] - last["x1"]) / max(letter["size"], last["size"]) if last else GAP + 1
        if gap > GAP or (not blank and gap > NARROW and gap > TIMES * usual):
            runs.append([letter])
            texts.append(letter["text"])
        else:
            runs[-1].append(letter)
            texts[-1] = _with_gap(texts[-1], letter["text"], apart=gap > SPACE, blank=blank)
        blank = False
    return [_piece(run, text) for run, text in zip(runs, texts, strict=True)]


def _with_gap(text: str, more: str, *, apart: bool, blank: bool) -> str:
    """Return text with its next letter; a printed space stays, a mere gap is one between Latin words and numbers."""
    if not apart:
        return text + more
    return f"{text} {more}" if blank else joined(text, more)


def _usual_gap(line: Sequence[Letter]) -> float:
    """Return the gap between letters of a line, in letters: nothing, or what justifying the line put between each."""
    printed = [letter for letter in line if letter["text"].strip()]
    gaps = [(after["x0"] - before["x1"]) / before["size"] for before, after in pairwise(printed) if before["size"]]
    return max(median(gaps), 0.0) if gaps else 0.0


def _piece(run: Sequence[Letter], text: str) -> Piece:
    return Piece(
        text,
        run[0]["x0"],
        max(letter["x1"] for letter in run),
        min(letter["top"] for letter in run),
        max(letter["bottom"] for letter in run),
        median(letter["size"] for letter in run),
    )
