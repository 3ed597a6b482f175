"""The lists of words beside this module: names, words that are names, suffixes, glyphs that resemble each other."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


def rows_of(file: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one of the CSV files, without its lines of comment."""
    with (HERE / file).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(line for line in stream if not line.startswith("#")))


@cache
def words_of(file: str, column: str = "word") -> frozenset[str]:
    """Return the words of one column."""
    return frozenset(row[column] for row in rows_of(file))


@cache
def reasons_of(file: str, column: str = "word", reason: str = "reason") -> dict[str, str]:
    """Return each word with its reason."""
    return {row[column]: row[reason] for row in rows_of(file)}
