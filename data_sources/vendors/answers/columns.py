"""The border: a vendor's columns, known by name, to canonical rows, each with its place in the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import nan
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.cells import typed_frame
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.raw import RawColumn, RawTable
from data_sources.tables.schema import Table
from data_sources.vendors.errors import ChangedFormat, EmptyAnswer, insist_on_rows
from data_sources.vendors.source import Normalised, RawAnswer, RawPart, Request, only_wanted

Cells: TypeAlias = Mapping[str, Sequence[object] | NDArray[np.float64]]


DAILY = ("date", "open", "high", "low", "close", "volume", "amount")
"""What vendors who write English call the columns of a day."""


def asked_days(request: Request, form: str = "%Y%m%d") -> dict[str, Any]:
    """Return the days asked for under the names of most functions, written like 20240131 or in another form."""
    return {"start_date": request.first.strftime(form), "end_date": request.last.strftime(form)}


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


def only_part(answer: RawAnswer, needed: Iterable[str], known: Iterable[str]) -> tuple[RawPart, tuple[Finding, ...]]:
    """Return the one part of an answer, and a note on columns never seen before.

    Raises EmptyAnswer or ShortAnswer when rows are missing, ChangedFormat when a needed column is.
    """
    part = answer.parts[0]
    insist_on_rows(answer.request, len(part))
    return part, known_columns(answer.request, part, needed, known)


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


def rows_asked_for(request: Request, table: Table, cells: Cells, found: Iterable[Finding]) -> Normalised:
    """Return the rows that were asked for, with what was ``found`` before and the findings of ``frame_of``."""
    frame, unreadable = frame_of(request, table, cells)
    return Normalised(request, only_wanted(frame, request), (*found, *unreadable))


def insist_on_days(normalised: Normalised, nothing: str) -> None:
    """Raise EmptyAnswer, which says ``nothing``, or ShortAnswer when rows of the days asked for are missing."""
    if not len(normalised.frame):
        raise EmptyAnswer(normalised.request, nothing)
    insist_on_rows(normalised.request, len(normalised.frame))


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
