"""Rows of one canonical table as typed columns, each row with the file and line it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.schema import Column, Table

Array: TypeAlias = NDArray[Any]
Rows: TypeAlias = NDArray[np.intp] | NDArray[np.bool_]
Frames: TypeAlias = Mapping[str, "Frame"]

SYMBOL_DTYPE = np.dtype("U10")


def _no_lines() -> NDArray[np.int64]:
    return np.empty(0, np.int64)


@dataclass(frozen=True)
class Frame:
    """Columns by name: symbols as ``U10``, dates as days (NaT empty), numbers as float64 (NaN empty), text as objects.

    ``file`` and ``line`` place each row in ``files``; both are empty for rows that never were in a file.
    """

    table: Table
    columns: Mapping[str, Array]
    files: tuple[str, ...] = ()
    file: NDArray[np.int64] = field(default_factory=_no_lines)
    line: NDArray[np.int64] = field(default_factory=_no_lines)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self.columns.values())))

    def __getitem__(self, name: str) -> Array:
        """Return one column."""
        return self.columns[name]

    @property
    def symbols(self) -> Array:
        """Whose row each row is; empty strings in a table that belongs to no security."""
        name = self.table.symbol_column
        return np.full(len(self), "", SYMBOL_DTYPE) if name is None else self.columns[name]

    def rows(self, selection: Rows) -> Frame:
        """Return the selected rows, by mask or by numbers, in that order."""
        columns = {name: values[selection] for name, values in self.columns.items()}
        placed = len(self.file) > 0
        file, line = (self.file[selection], self.line[selection]) if placed else (self.file, self.line)
        return Frame(self.table, columns, self.files, file, line)

    def of_symbol(self, symbol: str) -> Frame:
        """Return the rows of one symbol, of rows in key order."""
        first, end = (int(np.searchsorted(self.symbols, symbol, side=side)) for side in ("left", "right"))
        return self.rows(np.arange(first, end))

    def place(self, row: int) -> tuple[str, int]:
        """Return file and line of a row, ("", 0) when it came from no file."""
        return (self.files[self.file[row]], int(self.line[row])) if len(self.file) else ("", 0)

    def in_key_order(self) -> Frame:
        """Return the rows sorted by key; equal keys keep the order of their files and lines."""
        return self.rows(np.lexsort([rank(self.columns[name]) for name in reversed(self.table.key)]))


def empty_column(column: Column, length: int = 0) -> Array:
    """Return a column of empty cells, as ``Frame`` holds them."""
    if column.kind in ("symbol", "index_symbol"):
        return np.full(length, "", SYMBOL_DTYPE)
    if column.kind == "date":
        return np.full(length, np.datetime64("NaT", "D"), "datetime64[D]")
    if column.kind == "number":
        return np.full(length, column.default, np.float64)
    return np.full(length, "", object)


def empty_frame(table: Table) -> Frame:
    """Return a frame without rows."""
    return Frame(table, {column.name: empty_column(column) for column in table.columns})


def concatenate(table: Table, frames: Iterable[Frame]) -> Frame:
    """Join frames of one table in their order, keeping every row's place."""
    parts = list(frames)
    if not parts:
        return empty_frame(table)
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in table.names()}
    starts = np.cumsum([0, *(len(part.files) for part in parts)])
    files = tuple(name for part in parts for name in part.files)
    file = np.concatenate([part.file + start for part, start in zip(parts, starts, strict=False)])
    return Frame(table, columns, files, file, np.concatenate([part.line for part in parts]))


def symbol_offsets(symbols: Array) -> NDArray[np.int64]:
    """Return where each symbol's rows begin, and where the last one's end; ``symbols`` are in key order."""
    changes = np.flatnonzero(symbols[1:] != symbols[:-1]) + 1
    return np.unique(np.concatenate([[0], changes, [len(symbols)]]))


def rank(values: Array) -> Array:
    """Return numbers that sort as the values do; strings become their place among the distinct ones."""
    if values.dtype.kind in "OU":
        return np.unique(values, return_inverse=True)[1]
    return values


def same_cells(left: Array, right: Array) -> NDArray[np.bool_]:
    """Compare two columns cell by cell; two empty cells are the same."""
    equal: NDArray[np.bool_] = np.asarray(left == right, dtype=np.bool_)
    if left.dtype.kind == "f":
        equal |= np.isnan(left) & np.isnan(right)
    elif left.dtype.kind == "M":
        equal |= np.isnat(left) & np.isnat(right)
    return equal


def empty_cells(column: Array) -> NDArray[np.bool_]:
    """Say which cells of a column are empty, as ``empty_column`` makes them."""
    if column.dtype.kind == "f":
        return np.asarray(np.isnan(column))
    return np.asarray(np.isnat(column) if column.dtype.kind == "M" else column == "", np.bool_)
