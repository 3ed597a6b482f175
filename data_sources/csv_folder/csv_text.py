"""The bytes of a text file to columns of text, each row with its line; nothing is guessed or repaired."""

from __future__ import annotations

import csv
import io
from collections import Counter

import numpy as np

from data_sources.csv_folder.encodings import decoded
from data_sources.csv_folder.heads import SEPARATOR_WORDS, heads_of, is_origin
from data_sources.csv_folder.pandas_index import Row, apart, joined_levels
from data_sources.errors import InputError
from data_sources.tables.brief import first_of
from data_sources.tables.file_names import symbol_in_name
from data_sources.tables.finding import Finding
from data_sources.tables.raw import FileFaultError, RawTable
from data_sources.tables.sightings import LINES_EACH
from data_sources.tables.symbols import parse_symbol


def read_csv(data: bytes, table: str, name: str) -> RawTable:
    """Read a text of rows: UTF-8, UTF-16 with its mark or GBK; fields apart by comma, semicolon, tab or bar.

    Any line ends, quoted fields, blank lines skipped. Lines above the heads (``heads_of``) and lines of origin below
    the rows go to ``around``. A note says how the text was read unless it is UTF-8 with commas. A row with more or
    fewer fields than the header is left out with a finding. Raises FileFaultError where the file as a whole makes no
    sense.
    """
    text, encoding = decoded(data)
    heads = heads_of(text)
    whole_text = io.StringIO(text[heads.offset :] if heads.above else text, newline="")
    reader = csv.reader(whole_text, delimiter=heads.separator, strict=True)
    skipped = heads.lines_above if heads.above else 0
    try:
        # A quoted field may hold line ends, so the reader, not the row's number, knows the line.
        rows = [(row, reader.line_num + skipped) for row in reader if row]
    except csv.Error as error:
        line = reader.line_num + skipped
        raise FileFaultError("broken_csv", f"the CSV ends making sense here: {error}", line) from None
    if not rows:
        raise FileFaultError("empty_file", "the file is empty; its first line names the columns")
    rows, below = _without_origin(rows)
    rows = joined_levels(rows)
    header = apart([cell.strip().casefold() for cell in rows[0][0]])
    if doubled := sorted(cell for cell, count in Counter(header).items() if cell and count > 1):
        raise FileFaultError("duplicate_column", f"column {first_of(doubled)} is named twice", rows[0][1])
    whole = [row for row in rows[1:] if len(row[0]) == len(header)]
    ragged = [row for row in rows[1:] if len(row[0]) != len(header)] if len(whole) < len(rows) - 1 else []
    columns = zip(*(cells for cells, _ in whole), strict=True) if whole else ((),) * len(header)
    return RawTable(
        name,
        dict(zip(header, columns, strict=True)),
        np.array([line for _, line in whole], np.int64),
        (*_read_as(encoding, heads.separator, table, name), *_ragged_rows(ragged, header, table, name)),
        (*heads.above, *below),
    )


def _without_origin(rows: list[Row]) -> tuple[list[Row], tuple[str, ...]]:
    """Return the rows without the lines at the end that say where they come from, and those lines."""
    last = len(rows)
    while last > 1 and len(rows[0][0]) > 1 and is_origin(rows[last - 1][0]):
        last -= 1
    return rows[:last], tuple(cells[0].strip() for cells, _ in rows[last:])


def _read_as(encoding: str, separator: str, table: str, name: str) -> tuple[Finding, ...]:
    """Say in one note how a file was read that is no plain comma-separated UTF-8."""
    said = [f"the text is {encoding}"] if encoding else []
    if separator in SEPARATOR_WORDS:
        said.append(f"the fields are separated by {SEPARATOR_WORDS[separator]}")
    return (Finding("note", "read_as", "; ".join(said), table, "", None, name),) if said else ()


def _ragged_rows(rows: list[Row], header: list[str], table: str, name: str) -> tuple[Finding, ...]:
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
