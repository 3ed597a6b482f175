"""The border: a vendor's columns, known by name, to canonical rows, each with its place in the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import nan
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.errors import InputError
from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.raw import RawColumn, RawTable
from data_sources.tables.schema import Table
from data_sources.tables.symbols import parse_a_share
from data_sources.vendors.errors import ChangedFormat
from data_sources.vendors.source import RawAnswer, RawPart, Request

Cells: TypeAlias = Mapping[str, Sequence[object] | NDArray[np.float64]]


def compact_days(request: Request) -> tuple[str, str]:
    """Return the days asked for as most vendors write them, 20240131."""
    return f"{request.first:%Y%m%d}", f"{request.last:%Y%m%d}"


def part_of(answer: RawAnswer, name: str) -> RawPart:
    """Return one part of an answer."""
    return next(part for part in answer.parts if part.name == name)


def known_columns(request: Request, part: RawPart, needed: Iterable[str], known: Iterable[str]) -> tuple[Finding, ...]:
    """Check columns by name: a missing one raises ChangedFormat, one never seen before is a note."""
    if missing := [name for name in needed if name not in part.columns]:
        raise ChangedFormat(request, f"column {', '.join(missing)} is missing in {part.name}")
    new = sorted(set(part.columns) - set(known) - set(needed))
    message = f"{part.name} has a new column {', '.join(new)}; it is not used"
    return (Finding("note", "new_column", message, request.table, request.symbol),) if new else ()


def numbers(part: RawPart, name: str) -> NDArray[np.float64]:
    """Return a column as numbers, NaN where it is empty or not a number."""
    return np.array([_number(cell) for cell in part.columns[name]], np.float64)


def frame_of(request: Request, table: Table, cells: Cells, where: str = "") -> tuple[Frame, tuple[Finding, ...]]:
    """Return the rows as a file of the table would be read, with a finding for each cell that makes no sense.

    A row's place is ``vendor/table/symbol`` and its number in the answer. Absent columns are empty.
    """
    rows = len(next(iter(cells.values())))
    columns: dict[str, RawColumn] = {name: _column(values) for name, values in cells.items()}
    for column in table.columns:
        columns.setdefault(column.name, [""] * rows)
    name = f"{request.vendor}/{request.table}/{where or request.symbol or request.endpoint}"
    frame, findings = typed_frame(RawTable(name, columns, np.arange(1, rows + 1, dtype=np.int64)), table)
    return frame, findings


def is_a_share(code: str) -> bool:
    """Whether a code is that of an A share, not of a B share, a fund or a bond."""
    try:
        parse_a_share(code)
    except InputError:
        return False
    return True


def _column(values: Sequence[object] | NDArray[np.float64]) -> RawColumn:
    if isinstance(values, np.ndarray):
        return values
    if any(isinstance(cell, float) for cell in values):
        return np.array([_number(cell) for cell in values], np.float64)
    return ["" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell) for cell in values]


def _number(cell: object) -> float:
    try:
        return nan if cell is None else float(str(cell))
    except ValueError:
        return nan
