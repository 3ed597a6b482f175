"""Cells of text to symbols, days and numbers, a whole column at a time; what cannot be read is found, not guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from math import nan

import numpy as np
from numpy.typing import NDArray

from data_sources.errors import InputError
from data_sources.plain_text import cut
from data_sources.tables.finding import Finding
from data_sources.tables.frame import SYMBOL_DTYPE, Array, Frame, empty_column
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable
from data_sources.tables.schema import STATUS_KINDS, Column, Kind, Table
from data_sources.tables.sightings import sightings
from data_sources.tables.symbols import Symbol, parse_index, parse_symbol

DATE_TEXT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})([0-9]{2})([0-9]{2})")
OTHER_DATE = re.compile(
    r"([0-9]{4})[/.年]([0-9]{1,2})[/.月]([0-9]{1,2})日?(?:[ T][0-9:.]+)?|([0-9]{4})-([0-9]{2})-([0-9]{2})[ T][0-9:.]+"
)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
EPOCH = date(1970, 1, 1).toordinal()
MEMORY = 1 << 14
EMPTY_DAY = int(np.datetime64("NaT").astype(np.int64))
BAD_DAY = EMPTY_DAY + 1
FIRST_DATE, LAST_DATE = np.datetime64(date.min), np.datetime64(date.max)
BAD_SYMBOL = "?"
EXPECTED: dict[Kind, str] = {
    "symbol": "no symbol in a known dialect; write it like 600000.SH",
    "index_symbol": "no index in a known dialect; write it like 000300.SH",
    "date": "no date; write it like 2024-01-31",
    "number": "no finite number",
}


def typed_frame(raw: RawTable, table: Table) -> tuple[Frame, tuple[Finding, ...]]:
    """Return the rows of a file whose cells all make sense, and a finding for each cell that does not.

    Columns that the table does not know are ignored, and so are the numbers of a row that does not count: sources
    write "--" or worse on days without trading. Raises FileFaultError when a required column is missing.
    """
    missing = [column.name for column in table.columns if column.required and column.name not in raw.columns]
    if missing:
        there = cut(", ".join(raw.columns), 300) or "none"
        raise FileFaultError("missing_column", f"column {', '.join(missing)} is missing; there are {there}", 1)
    rows = len(raw.line)
    columns: dict[str, Array] = {}
    faults: dict[str, NDArray[np.bool_]] = {}
    for column in table.columns:
        given = raw.columns.get(column.name)
        if given is None:
            columns[column.name] = empty_column(column, rows)
        else:
            columns[column.name], faults[column.name] = _parsed(given, column)
    _forgive_rows_that_do_not_count(table, columns, faults)
    frame = Frame(table, columns, (raw.name,), np.zeros(rows, np.int64), raw.line)
    findings = [_unreadable(frame, raw, name, bad) for name, bad in faults.items() if bad.any()]
    faulty = np.logical_or.reduce(list(faults.values())) if findings else np.zeros(rows, np.bool_)
    return (frame.rows(~faulty) if findings else frame), tuple(finding for found in findings for finding in found)


def _forgive_rows_that_do_not_count(
    table: Table, columns: Mapping[str, Array], faults: dict[str, NDArray[np.bool_]]
) -> None:
    deciding = table.counts_with
    if deciding in columns and deciding in faults:
        counts = (columns[deciding] > 0) | faults[deciding]
        for name in set(table.names("number")) & set(faults):
            faults[name] &= counts


def _parsed(given: RawColumn, column: Column) -> tuple[Array, NDArray[np.bool_]]:
    """Return the typed column and where a cell is wrong."""
    if column.kind == "number":
        values, bad = _numbers(given)
        empty = np.isnan(values) & ~bad
        values = np.where(empty, column.default, values)
    elif column.kind == "date":
        values, bad = _dates(given)
        empty = np.isnat(values)
    elif column.kind == "text":
        values = np.array([text.strip() for text in _texts(given)], object)
        bad, empty = np.array([bool(_wrong_text(text, column)) for text in values], np.bool_), values == ""
    else:
        values, bad = _symbols(_texts(given), parse_index if column.kind == "index_symbol" else parse_symbol)
        empty = values == ""
    if column.name == "kind":
        values = np.array([STATUS_KINDS.get(str(text).upper(), text) for text in values], object)
    return values, bad | np.asarray(empty, np.bool_) if column.filled else bad


def _texts(given: RawColumn) -> Sequence[str]:
    """Return cells as text; a typed column of numbers holds codes or days like 600000 and 20240131."""
    if not isinstance(given, np.ndarray):
        return given
    if given.dtype.kind == "M":
        return ["" if text == "NaT" else text for text in np.datetime_as_string(given).tolist()]
    return ["" if number != number else f"{number:06.0f}" for number in given.tolist()]  # noqa: PLR0124 - NaN


def _numbers(given: RawColumn) -> tuple[Array, NDArray[np.bool_]]:
    if isinstance(given, np.ndarray) and given.dtype.kind == "f":
        return np.where(np.isinf(given), nan, given), np.isinf(given)
    texts = _texts(given)
    joined = "".join(texts)
    if joined.isascii() and "_" not in joined and "n" not in joined.casefold():
        try:
            values = np.array([float(text) if text else nan for text in texts], np.float64)
        except ValueError:
            pass
        else:
            return np.where(np.isinf(values), nan, values), np.isinf(values)
    read = [_number(text) for text in texts]
    return (
        np.array([nan if number is None else number for number in read], np.float64),
        np.array([number is None for number in read], np.bool_),
    )


def _number(text: str) -> float | None:
    """Read one number; None for words such as inf and nan, for separators and for digits of other scripts."""
    word = text.strip()
    if not word:
        return nan
    try:
        number = float(word)
    except ValueError:
        return None
    return number if np.isfinite(number) and word.isascii() and "_" not in word else None


@lru_cache(maxsize=MEMORY)
def _day(text: str) -> int:
    """Return days since 1970, EMPTY_DAY or BAD_DAY. The same days stand in every file, so each is read once."""
    word = text.strip()
    match = DATE_TEXT.fullmatch(word)
    if not word:
        return EMPTY_DAY
    try:
        return date(*(int(part) for part in match.groups() if part)).toordinal() - EPOCH if match else BAD_DAY
    except ValueError:
        return BAD_DAY


@lru_cache(maxsize=MEMORY)
def _symbol(text: str, parse: Callable[[str], Symbol]) -> str:
    """Return the canonical symbol, "" for an empty cell, BAD_SYMBOL for no known dialect."""
    try:
        return str(parse(text)) if text.strip() else ""
    except InputError:
        return BAD_SYMBOL


def _dates(given: RawColumn) -> tuple[Array, NDArray[np.bool_]]:
    if isinstance(given, np.ndarray) and given.dtype.kind == "M":
        bad = (given < FIRST_DATE) | (given > LAST_DATE)
        return np.where(bad, np.datetime64("NaT"), given), bad
    days = np.array([_day(text) for text in _texts(given)], np.int64)
    bad = days == BAD_DAY
    return np.where(bad, EMPTY_DAY, days).astype("datetime64[D]"), bad


def _symbols(texts: Sequence[str], parse: Callable[[str], Symbol]) -> tuple[Array, NDArray[np.bool_]]:
    symbols = np.array([_symbol(text, parse) for text in texts], SYMBOL_DTYPE)
    bad = symbols == BAD_SYMBOL
    return np.where(bad, "", symbols), bad


def _wrong_text(text: str, column: Column) -> str:
    """Say why a text is none, "" for one that is: it is printed in lines and tables, each of which it could forge."""
    if len(text) > column.longest:
        return f"has {len(text):,} characters; at most {column.longest:,} are read: shorten it"
    wrong = not text.isprintable() and CONTROL.search(text)
    return "holds a line end or another control character; write it as one line of plain text" if wrong else ""


def _correction(cell: str, kind: Kind) -> str:
    """Return how a cell in a spreadsheet's spelling is to be written, "" where that is not known."""
    if kind == "number" and THOUSANDS.fullmatch(cell):
        return f"no number with its thousands separators; write {cell.replace(',', '')}"
    match = OTHER_DATE.fullmatch(cell) if kind == "date" else None
    if match:
        written = "-".join(part.zfill(2) for part in match.groups() if part)
        return "" if _day(written) == BAD_DAY else f"no date as it is written; write {written}"
    return ""


def _unreadable(frame: Frame, raw: RawTable, name: str, bad: NDArray[np.bool_]) -> tuple[Finding, ...]:
    column = next(column for column in frame.table.columns if column.name == name)
    kind = column.kind
    given = raw.columns[name]

    def message(row: int) -> str:
        cell = str(given[row])
        shown = cell if len(cell) <= 40 else f"{cell[:40]}..."  # noqa: PLR2004 - a line has to stay readable
        if not cell.strip():
            return f"{name} is empty"
        if kind == "text":
            return f"{name} {shown!r} {_wrong_text(cell.strip(), column)}"
        return f"{name} {shown!r} is {_correction(cell.strip(), kind) or EXPECTED[kind]}"

    found = sightings(frame, bad, f"bad_{'symbol' if kind == 'index_symbol' else kind}", "severe", message)
    return tuple(
        replace(finding, rule="empty_cell") if finding.message.startswith(f"{name} is empty") else finding
        for finding in found
    )
