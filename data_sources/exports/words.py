"""Raw cells as words and numbers, for what decides about rows; what is stored is read by ``tables.cells``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.frame import Array
from data_sources.tables.raw import RawColumn, RawTable

NOTHING = frozenset({"", "nan", "nat", "none", "null", "n/a", "--", "-"})


def words_of(column: RawColumn) -> list[str]:
    """Return cells as words in lower case, numbers in their shortest form (``1.0`` is 1), no value as ""."""
    if isinstance(column, np.ndarray):
        return [_word(str(cell)) for cell in column.tolist()]
    return [_word(cell) for cell in column]


def numbers_of(column: RawColumn) -> NDArray[np.float64]:
    """Return cells as numbers, NaN for what is none."""
    if isinstance(column, np.ndarray) and column.dtype.kind == "f":
        return np.asarray(column, np.float64)
    return np.array([_number(word) for word in words_of(column)], np.float64)


def rows_of(raw: RawTable, keep: NDArray[np.bool_]) -> RawTable:
    """Return a table with some of its rows."""
    if keep.all():
        return raw
    numbers = np.flatnonzero(keep)
    columns: dict[str, RawColumn] = {name: _taken(cells, numbers) for name, cells in raw.columns.items()}
    return RawTable(raw.name, columns, raw.line[numbers], raw.findings, raw.around, raw.in_path)


def _taken(cells: RawColumn, numbers: NDArray[np.intp]) -> RawColumn:
    if isinstance(cells, np.ndarray):
        taken: Array = cells[numbers]
        return taken
    texts: Sequence[str] = [cells[row] for row in numbers.tolist()]
    return texts


@lru_cache(maxsize=1 << 14)
def _word(cell: str) -> str:
    word = cell.strip().casefold()
    if word in NOTHING:
        return ""
    number = _number(word)
    return word if isnan(number) else f"{number:.15g}"


def _number(word: str) -> float:
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return nan
