"""One line of a document's text, which every fact, name and proposal of a draft points at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of a document's text.

    Number from 1, text, cells when it is a row of a table (empty tuple otherwise), page (0 unknown).
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    page: int = 0
