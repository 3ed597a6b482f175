"""The row of a sheet that names its columns, which may have titles above it and units below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeAlias

from data_sources.csv_folder.heads import BEGINNING_OF_NUMBER, like_heads
from data_sources.tables.spellings import spelt_symbol
from data_sources.tables.symbols import is_symbol, parse_a_share

Cell: TypeAlias = str | float | bool | datetime | date | None
Row: TypeAlias = tuple[int, tuple[Cell, ...]]


def place_of_heads(rows: Sequence[Row], width: int) -> int | None:
    """Return the place of the first row that may name ``width`` columns, None for none."""
    if width == 1 and rows and isinstance(rows[0][1][0], str):
        return 0
    padded = [[*row, *[None] * (width - len(row))] for _, row in rows]
    return next((place for place, row in enumerate(padded) if _are_heads(row)), None)


def _are_heads(row: Sequence[Cell]) -> bool:
    return (only_words(row) and like_heads(list(map(text_of, row)))) or _head_securities(row)


def _head_securities(row: Sequence[Cell]) -> bool:
    """Whether every cell but the first names a security: a table with a column for each.

    Numbers that lost their zeros are securities among such as have all their digits.
    """
    first, *others = row
    texts = list(map(text_of, others))
    whole = [is_symbol(text) for text in texts]
    shortened = (spelt_symbol(text, parse_a_share) for text, known in zip(texts, whole, strict=True) if not known)
    return only_words([first]) and any(whole) and all(shortened)


def only_words(row: Sequence[Cell]) -> bool:
    """Whether no cell is a number or a day, or begins like one."""
    return all(cell is None or (isinstance(cell, str) and not BEGINNING_OF_NUMBER.match(cell.strip())) for cell in row)


def heads_at(rows: Sequence[Row], place: int, width: int) -> tuple[list[str], int]:
    """Return the heads in lower case and the place of the first row below them."""
    heads = [text_of(cell_of(rows[place][1], number)) for number in range(width)]
    if place + 2 < len(rows):
        (_, below), (_, after) = rows[place + 1 : place + 3]
        measured = [
            number
            for number in range(width)
            if text_of(cell_of(below, number)) and not only_words([cell_of(after, number)])
        ]
        if measured and only_words(below):
            units = [text_of(cell_of(below, number)) for number in range(width)]
            heads = [
                f"{head}({unit})" if head and unit else head or unit for head, unit in zip(heads, units, strict=True)
            ]
            return [head.casefold() for head in heads], place + 2
    return [head.casefold() for head in heads], place + 1


def cell_of(row: Sequence[Cell], number: int) -> Cell:
    """Return a cell of a row, which may end before it."""
    return row[number] if number < len(row) else None


def text_of(cell: Cell) -> str:
    """Return a cell as a text file would hold it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - exact as a whole number
        return str(int(cell))
    return str(cell).strip()
