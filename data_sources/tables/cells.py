"""Cells of a file to the typed rows of a table; what cannot be read is found, not guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data_sources.plain_text import cut
from data_sources.tables.columns import parsed_column, wrong_text
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, empty_column
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.schema import Kind, Table
from data_sources.tables.sightings import sightings
from data_sources.tables.spellings import spelt_day, why_no_number, why_no_symbol

EXPECTED: dict[Kind, str] = {
    "symbol": "no symbol in a known dialect; write it like 600000.SH",
    "index_symbol": "no index in a known dialect; write it like 000300.SH",
    "date": "no date; write it like 2024-01-31",
    "number": "no finite number",
}


def typed_frame(raw: RawTable, table: Table) -> tuple[Frame, tuple[Finding, ...]]:
    """Return the rows of a file whose cells all make sense, and a finding for each cell that does not.

    Columns that the table does not know are ignored, and so are the numbers of a row that does not count: sources
    write "--" or worse on days without trading. Spellings of spreadsheets are read where they have one meaning, which a
    note says once a column. Raises FileFaultError when a required column is missing and for bars of minutes.
    """
    missing = [column.name for column in table.columns if column.required and column.name not in raw.columns]
    if missing:
        there = cut(", ".join(raw.columns), 300) or "none"
        raise FileFaultError("missing_column", f"column {', '.join(missing)} is missing; there are {there}", 1)
    rows = len(raw.line)
    columns: dict[str, Array] = {}
    faults: dict[str, NDArray[np.bool_]] = {}
    notes: list[Finding] = []
    for column in table.columns:
        given = raw.columns.get(column.name)
        if given is None:
            columns[column.name] = empty_column(column, rows)
        else:
            columns[column.name], faults[column.name], said = parsed_column(given, column, table)
            notes += [Finding("note", rule, words, table.name, "", None, raw.name) for rule, words in said]
    _forgive_rows_that_do_not_count(table, columns, faults)
    frame = Frame(table, columns, (raw.name,), np.zeros(rows, np.int64), raw.line)
    findings = [_unreadable(frame, raw, name, bad) for name, bad in faults.items() if bad.any()]
    faulty = np.logical_or.reduce(list(faults.values())) if findings else np.zeros(rows, np.bool_)
    found = tuple(finding for each in findings for finding in each)
    return (frame.rows(~faulty) if findings else frame), (*notes, *found)


def _forgive_rows_that_do_not_count(
    table: Table, columns: Mapping[str, Array], faults: dict[str, NDArray[np.bool_]]
) -> None:
    deciding = table.counts_with
    if deciding in columns and deciding in faults:
        counts = (columns[deciding] > 0) | faults[deciding]
        for name in set(table.names("number")) & set(faults):
            faults[name] &= counts


def _correction(cell: str, kind: Kind) -> str:
    """Say why a cell in a spreadsheet's spelling was not read, "" where that is not known."""
    if kind == "number":
        return why_no_number(cell)
    if kind == "date" and (found := spelt_day(cell)) is not None:
        return f"a moment within the day; write {found.day.isoformat()}"
    return why_no_symbol(cell) if kind in {"symbol", "index_symbol"} else ""


def _unreadable(frame: Frame, raw: RawTable, name: str, bad: NDArray[np.bool_]) -> tuple[Finding, ...]:
    column = next(column for column in frame.table.columns if column.name == name)
    kind = column.kind
    given = raw.columns[name]

    def message(row: int) -> str:
        value = given[row]
        cell = str(value) if value == value else ""  # noqa: PLR0124 - NaN and NaT alone differ from themselves
        shown = cell if len(cell) <= 40 else f"{cell[:40]}..."  # noqa: PLR2004 - a line has to stay readable
        if not cell.strip():
            return f"{name} is empty"
        if kind == "text":
            return f"{name} {shown!r} {wrong_text(cell.strip(), column)}"
        return f"{name} {shown!r} is {_correction(cell.strip(), kind) or EXPECTED[kind]}"

    found = sightings(frame, bad, f"bad_{'symbol' if kind == 'index_symbol' else kind}", "severe", message)
    return tuple(
        replace(finding, rule="empty_cell") if finding.message.startswith(f"{name} is empty") else finding
        for finding in found
    )
