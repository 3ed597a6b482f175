"""What pandas leaves in files: an index without a name, and columns named by several levels."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from data_sources.tables.raw import RawColumn, RawTable
from data_sources.tables.symbols import is_symbol

INDEX = "index"
NO_NAME = re.compile(r"|unnamed: [0-9]+|__index_level_[0-9]+__|level_[0-9]+")
LOOKED_AT = 20
DAY_SHAPE = re.compile(r"[12][0-9]{3}([-/.年]?)[0-9]{1,2}([-/.月]?)[0-9]{1,2}日?(?:[ T].*)?")
LEVELS = re.compile(r"\(.*\)", re.DOTALL)
LONGEST_HEAD = 200
LEVEL_NAMES = {"", "ticker", "tickers", "symbol", "symbols", "code", "price", "attributes"}
"""What stands before the second level of heads; before rows stands a day or a security."""
Row: TypeAlias = tuple[list[str], int]


def without_plain_index(raw: RawTable) -> RawTable:
    """Return a table whose columns without a name are gone where they only count rows.

    One that holds days or securities is called ``index``, a second one ``index_1``; any other stays as it is.
    """
    nameless = [header for header in raw.columns if NO_NAME.fullmatch(header)]
    if not nameless:
        return raw
    columns = dict(raw.columns)
    for header in nameless:
        cells = columns[header]
        if _counts_rows(cells):
            del columns[header]
        elif len(cells) and _says_whose_row(cells):
            name = next(name for name in (INDEX, *(f"{INDEX}_{n}" for n in range(1, 99))) if name not in columns)
            columns = {name if each == header else each: column for each, column in columns.items()}
    return replace(raw, columns=columns)


def without_levels(raw: RawTable) -> RawTable:
    """Return columns that are named by a price and a security as plain columns with a ``symbol`` beside them.

    In Parquet such a head reads ``('Close', '600000.SS')``; a text has the securities in the first row below the heads
    and mostly the index's name alone in the second. Several securities stand below each other afterwards. Without
    such heads the table is returned as it is.
    """
    heads = {header: levels for header in raw.columns if (levels := _levels(header))}
    if heads and len(heads) >= len(raw.columns) - 1:
        return _one_below_the_other(raw, heads)
    return raw


def joined_levels(rows: list[Row]) -> list[Row]:
    """Return the rows of a text whose heads of two levels, if it has such, are one row as in Parquet.

    The first row names prices and the second securities, or the other way round; the third may name the index alone.
    """
    if len(rows) < 2 or len(rows[0][0]) != len(rows[1][0]) or rows[1][0][0].strip().casefold() not in LEVEL_NAMES:  # noqa: PLR2004 - two levels
        return rows
    (upper, line), (lower, _) = rows[:2]
    if len(upper) < 2 or not any(all(is_symbol(cell) for cell in level[1:]) for level in (upper, lower)):  # noqa: PLR2004 - an index and a price
        return rows
    named = len(rows) > 2 and any(rows[2][0]) and not any(rows[2][0][1:])  # noqa: PLR2004 - the third row
    index = rows[2][0][0] if named else ""
    heads = [str(levels) for levels in zip(upper[1:], lower[1:], strict=True)]
    return [([index, *heads], line), *rows[3 if named else 2 :]]


def apart(header: Sequence[str]) -> list[str]:
    """Return heads of which the second and further ones without a word are told from the first: levels of an index."""
    first = header.index("") if "" in header else len(header)
    return [head or (f"level_{number}" if number > first else "") for number, head in enumerate(header)]


def _counts_rows(cells: RawColumn) -> bool:
    count = len(cells)
    if isinstance(cells, np.ndarray):
        return cells.dtype.kind == "f" and bool(np.array_equal(cells, np.arange(count)))
    return not count or (cells[-1] == str(count - 1) and list(cells) == [str(number) for number in range(count)])


def _says_whose_row(cells: RawColumn) -> bool:
    """Whether the first cells are all days or all securities."""
    if isinstance(cells, np.ndarray):
        return cells.dtype.kind == "M"
    first = [cell.strip() for cell in cells[:LOOKED_AT]]
    return all(map(DAY_SHAPE.fullmatch, first)) or all(map(is_symbol, first))


def _levels(header: str) -> tuple[str, str] | None:
    """Return (column, symbol) of a head like ``('close', '600000.ss')`` in either order, None for any other head."""
    if len(header) > LONGEST_HEAD or not LEVELS.fullmatch(header):
        return None
    try:
        levels = literal_eval(header)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if not isinstance(levels, tuple) or len(levels) != 2 or not all(isinstance(level, str) for level in levels):  # noqa: PLR2004 - a price and a security
        return None
    first, second = (level.strip().casefold() for level in levels)
    if is_symbol(second):
        return first, second
    return (second, first) if is_symbol(first) else None


def _one_below_the_other(raw: RawTable, heads: Mapping[str, tuple[str, str]]) -> RawTable:
    symbols = list(dict.fromkeys(symbol for _, symbol in heads.values()))
    names = list(dict.fromkeys(name for name, _ in heads.values()))
    rows = len(raw.line)
    by_head = {levels: raw.columns[header] for header, levels in heads.items()}
    columns: dict[str, RawColumn] = {
        header: _joined([cells] * len(symbols), rows) for header, cells in raw.columns.items() if header not in heads
    }
    columns["symbol"] = [symbol for symbol in symbols for _ in range(rows)]
    for name in names:
        columns[name] = _joined([by_head.get((name, symbol)) for symbol in symbols], rows)
    return replace(raw, columns=columns, line=np.tile(raw.line, len(symbols)))


def _joined(parts: Sequence[RawColumn | None], rows: int) -> RawColumn:
    """Return columns below each other; None stands for a price that a security lacks."""
    arrays = [part for part in parts if isinstance(part, np.ndarray)]
    if len(arrays) == sum(part is not None for part in parts) and len({array.dtype for array in arrays}) == 1:
        empty = np.full(rows, "NaT" if arrays[0].dtype.kind == "M" else np.nan, arrays[0].dtype)
        return np.concatenate([part if isinstance(part, np.ndarray) else empty for part in parts])
    texts = [[""] * rows if part is None else _as_texts(part) for part in parts]
    return [cell for text in texts for cell in text]


def _as_texts(cells: RawColumn) -> list[str]:
    return ["" if cell != cell else str(cell) for cell in cells]  # noqa: PLR0124 - NaN and NaT
