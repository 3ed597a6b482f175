"""The bytes of a CSV file to columns of text, each row with its line; nothing is guessed or repaired."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter

import numpy as np

from data_sources.errors import InputError
from data_sources.tables.brief import first_of
from data_sources.tables.file_names import symbol_in_name
from data_sources.tables.finding import Finding
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.sightings import LINES_EACH
from data_sources.tables.symbols import parse_symbol

FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"


def read_csv(data: bytes, table: str, name: str) -> RawTable:
    """Read a CSV file: UTF-8 with or without a byte order mark, any line ends, quoted fields, blank lines skipped.

    A row with more or fewer fields than the header is left out with a finding. Raises FileFaultError where the file
    as a whole makes no sense.
    """
    text = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        # A quoted field may hold line ends, so the reader, not the row's number, knows the line.
        rows = [(row, reader.line_num) for row in reader if row]
    except csv.Error as error:
        raise FileFaultError("broken_csv", f"the CSV ends making sense here: {error}", reader.line_num) from None
    if not rows:
        raise FileFaultError("empty_file", "the file is empty; its first line names the columns")
    header = [cell.strip().casefold() for cell in rows[0][0]]
    if doubled := sorted(cell for cell, count in Counter(header).items() if cell and count > 1):
        raise FileFaultError("duplicate_column", f"column {first_of(doubled)} is named twice", rows[0][1])
    whole = [row for row in rows[1:] if len(row[0]) == len(header)]
    ragged = [row for row in rows[1:] if len(row[0]) != len(header)] if len(whole) < len(rows) - 1 else []
    columns = zip(*(cells for cells, _ in whole), strict=True) if whole else ((),) * len(header)
    return RawTable(
        name,
        dict(zip(header, columns, strict=True)),
        np.array([line for _, line in whole], np.int64),
        _ragged_rows(ragged, header, table, name),
    )


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise FileFaultError("not_utf8", "the file is UTF-16, as some programs write it; save it as UTF-8", 1)
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise FileFaultError("nul_byte", "the file holds a NUL byte; it is no text or was cut off while written", line)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte, likely = data[error.start], "; it seems to be GBK" if _is_gbk(data) else ""
        words = f"byte 0x{byte:02x} is not UTF-8{likely}; save the file as UTF-8"
        raise FileFaultError("not_utf8", words, line) from None


def _is_gbk(data: bytes) -> bool:
    """Whether text reads as Chinese of the mainland's old code page (GBK), as spreadsheets there write it."""
    try:
        return any(FIRST_HAN <= letter <= LAST_HAN for letter in data.decode("gbk"))
    except UnicodeDecodeError:
        return False


def _ragged_rows(rows: list[tuple[list[str], int]], header: list[str], table: str, name: str) -> tuple[Finding, ...]:
    """One finding per row, so that each can be pinned; beyond a few of one symbol the rest are counted."""
    seen: dict[str, int] = {}
    findings: list[Finding] = []
    for cells, line in rows:
        symbol = _symbol_of(cells, header) or symbol_in_name(table, name)
        seen[symbol] = seen.get(symbol, 0) + 1
        if seen[symbol] <= LINES_EACH:
            message = f"{len(cells)} fields where the header has {len(header)}"
            findings.append(Finding("severe", "ragged_row", message, table, symbol, None, name, line))
    return tuple(findings)


def _symbol_of(cells: list[str], header: list[str]) -> str:
    """Return the symbol of a row whose fields may be shifted, "" unless its own column still holds one."""
    position = header.index("symbol") if "symbol" in header else len(cells)
    try:
        return str(parse_symbol(cells[position])) if position < len(cells) else ""
    except InputError:
        return ""
