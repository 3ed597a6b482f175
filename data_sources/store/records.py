"""SQLite records as columns: no value is made into a Python object on its own.

A record is its length, a head with its own length and the type of every value, and the values, each as short as its
type allows: a number without a fraction is stored as an integer (https://www.sqlite.org/fileformat2.html, section 2.1).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from data_sources.store.pages import Pages, Places
from data_sources.tables.frame import Array
from data_sources.tables.schema import Column

Types = NDArray[np.uint8]

CHUNK = 8192
"""Records whose columns fit a processor's cache."""

ONE_BYTE = 128
"""A length or a type below it takes one byte, from it on more."""

# Types of values. Between NULL and REAL are integers of one byte to eight, from TEXT on every second is a text.
NULL, REAL, ZERO, ONE, TEXT = 0, 7, 8, 9, 13
BYTES = np.array([0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0, *((kind - TEXT + 1) // 2 for kind in range(TEXT - 1, ONE_BYTE))])
WITHOUT_BYTES = np.array([np.nan, *[0.0] * ZERO, 1.0])

# The texts of symbols and dates, which are all that are read.
DTYPES = {"symbol": "S10", "index_symbol": "S10", "date": "datetime64[D]", "number": "f8"}
LONGEST = 10
DATE = TEXT + 2 * len("2024-01-02")


def read_columns(
    pages: Pages, root: int, columns: Sequence[Column], wanted: Collection[str]
) -> dict[str, Array] | None:
    """Return some of the first columns of a table in key order, as frames hold them but symbols as bytes (``S10``).

    ``root`` is the table's first page; ``columns`` are its first ones, without a gap. None when a record is too long
    for its page or has a value of another kind than its column: those are left to the driver, which finds the rest of
    the one and the words for the other.
    """
    places = pages.records(root)
    read = {column.name: np.empty(len(places), DTYPES[column.kind]) for column in columns if column.name in wanted}
    for first in range(0, len(places), CHUNK):
        heads = _heads(pages, places[first : first + CHUNK], len(columns))
        if heads is None or not all(map(_fits, columns, heads[1])):
            return None
        ends = heads[0]
        for column, types in zip(columns, heads[1], strict=True):
            ends = ends + (BYTES[types[0]] if types.min() == types.max() else BYTES[types])
            if column.name in wanted:
                read[column.name][first : first + CHUNK] = _cells(pages, column, types, ends)
    return read


def _heads(pages: Pages, places: Places, count: int) -> tuple[Places, Types] | None:
    """Return where the values of each record begin, and the types of the first ones (count, records).

    None when one is longer than its page allows, or has a type of more than one byte among them.
    """
    start = np.ascontiguousarray(pages.items(f"V{3 + count}")[places].view(np.uint8).reshape(-1, 3 + count).T)
    more = start[0] >= ONE_BYTE
    length = np.where(more, (start[0].astype(np.int64) - ONE_BYTE) * ONE_BYTE + start[1], start[0])
    if np.any(more & (start[1] >= ONE_BYTE)) or length.max() > pages.longest():
        return None
    head = start[2:] if more.all() else np.where(more, start[2:], start[1:-1])
    if head.max() >= ONE_BYTE or head[0].min() <= count:
        return None
    return places + 1 + more + head[0], head[1:]


def _fits(column: Column, types: Types) -> bool:
    if column.kind == "number":
        return bool(types.max() <= ONE)
    if column.kind == "date":
        return bool(types.min() == types.max() == DATE)
    return bool(types.min() >= TEXT and np.all(types % 2 == 1) and BYTES[types.max()] <= LONGEST)


def _cells(pages: Pages, column: Column, types: Types, ends: Places) -> Array:
    if column.kind == "number":
        return _numbers(pages, types, ends)
    if column.kind == "date":
        return _days(pages.items("S10")[ends - LONGEST])
    if types.min() == types.max():
        size = int(BYTES[types[0]])
        return np.asarray(pages.items(f"S{size}")[ends - size])
    texts: Array = pages.items(f"S{LONGEST}")[ends - BYTES[types]]
    # After a shorter symbol stands the next value.
    texts.view(np.uint8).reshape(-1, LONGEST)[np.arange(LONGEST) >= BYTES[types][:, None]] = 0
    return texts


def _numbers(pages: Pages, types: Types, ends: Places) -> Array:
    """Return numbers from the eight bytes that end with each; before a shorter one stands another value."""
    if types.max() == NULL:
        return np.full(len(types), np.nan)
    numbers: Array = pages.items(">f8")[ends - 8]
    others = np.flatnonzero(types != REAL)
    if len(others):
        kinds = types[others]
        shift = 64 - 8 * np.maximum(BYTES[kinds], 1)
        integers = pages.items(">i8")[ends[others] - 8].astype(np.int64) << shift >> shift
        numbers[others] = np.where(BYTES[kinds] > 0, integers, WITHOUT_BYTES[kinds])
    return numbers


def _days(texts: Array) -> Array:
    """Return days written as 2024-01-02."""
    digits = np.ascontiguousarray(texts.view(np.uint8).reshape(-1, 10).T).astype(np.int32) - ord("0")
    year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    months = (year - 1970) * 12 + digits[5] * 10 + digits[6] - 1
    return np.asarray(months.astype("datetime64[M]").astype("datetime64[D]") + (digits[8] * 10 + digits[9] - 1))
