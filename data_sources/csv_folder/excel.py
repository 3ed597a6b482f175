"""Workbooks (``.xlsx``) to tables, one a sheet; the only place of the program that imports openpyxl.

openpyxl was chosen over python-calamine: calamine reads 100,000 rows of 8 columns in 0.7 s where openpyxl takes 6.6 s,
but it makes room for the whole rectangle that the cells span, so that a file of 5 KB with a cell in the last corner
ends the process (512 GB are asked for). openpyxl reads row by row, which can be bounded, comes with akshare anyway, is
under the MIT licence and gives dates as dates and texts as texts, so that codes keep their zeros.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np

from data_sources.csv_folder.archives import MOST_UNFOLDED
from data_sources.csv_folder.excel_heads import Cell, Row, cell_of, heads_at, place_of_heads, text_of
from data_sources.csv_folder.excel_levels import with_one_row_of_heads
from data_sources.csv_folder.heads import is_origin
from data_sources.plain_text import one_line
from data_sources.tables.brief import first_of
from data_sources.tables.file_names import symbol_of_file
from data_sources.tables.finding import Finding
from data_sources.tables.raw import FileFaultError, RawColumn, RawTable

MOST_ROWS, MOST_CELLS = 1 << 20, 40_000_000
"""Of a workbook; a sheet has at most so many rows."""
LOOKED_AT = 30
"""Rows among which the heads stand."""
OLD_EXCEL, PACKED = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
LONGEST_REASON = 200


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a workbook, also one of the old form; terminals give text the ending ``.xls`` as well."""
    return data.startswith((OLD_EXCEL, PACKED))


def read_excel(data: bytes, table: str, name: str) -> list[RawTable]:
    """Read the visible sheets that have rows; ``line`` is the row of the sheet.

    The heads are the first row of words, or of securities in all columns but the first; a row of securities and one of
    prices are one (``('close', '600000.sh')``). Rows above it, and lines of
    origin below the rows, go to ``around``. A second row of heads, such as units, is added to the first:
    ``成交量(股)``. A column of dates or of numbers only keeps its type, all else is text. With several sheets each
    table is called ``book.xlsx/sheet``. Raises FileFaultError for what is no workbook, is too large or has no heads
    anywhere.
    """
    if data.startswith(OLD_EXCEL):
        words = "the file is of the old Excel form (.xls) or locked with a password; save it as .xlsx or CSV UTF-8"
        raise FileFaultError("old_excel", words)
    _insist_on_size(data)
    sheets, hidden = _sheets(data)
    tables: list[RawTable] = []
    without: list[str] = []
    for title, rows in sheets:
        called = f"{name}/{title}" if len(sheets) > 1 or symbol_of_file(title, {}) else name
        if (read := _table(called, rows)) is not None:
            tables.append(read)
        elif rows:
            without.append(title)
    if not tables:
        words = "no sheet has a row that names columns; give a sheet whose first rows name them"
        raise FileFaultError("no_heads" if without else "empty_file", words if without else "no sheet has a row")
    if passed_over := [*hidden, *without]:
        said = f"sheet {first_of(passed_over)} was not read: it is hidden or names no columns"
        note = Finding("note", "sheet_left_alone", one_line(said), table, "", None, name)
        tables[0] = RawTable(**{**vars(tables[0]), "findings": (*tables[0].findings, note)})
    return tables


def _insist_on_size(data: bytes) -> None:
    """Refuse a workbook that states, or hides, more than memory should hold; unpacking stops at what is stated."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _broken(error) from None
    if size > MOST_UNFOLDED:
        words = f"the workbook would unfold to {size:,} bytes; at most {MOST_UNFOLDED:,} are read: save it as CSV"
        raise FileFaultError("too_large", words)


def _broken(error: BaseException) -> FileFaultError:
    reason = one_line(str(error), LONGEST_REASON) or type(error).__name__
    return FileFaultError("broken_excel", f"the file is no readable workbook: {reason}; save it again as .xlsx or CSV")


def _sheets(data: bytes) -> tuple[list[tuple[str, list[Row]]], list[str]]:
    """Return the rows of the visible sheets by title, and the titles of the hidden ones. Charts have no rows."""
    import openpyxl  # noqa: PLC0415 - folders without a workbook never pay for it

    with warnings.catch_warnings():
        # It warns of styles and extensions, which say nothing about cells.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
            return [(sheet.title, list(_rows(sheet))) for sheet in shown], hidden
        except FileFaultError:
            raise
        except Exception as error:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
            raise _broken(error) from None


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - openpyxl has no types
    """Yield the rows that hold something, with their numbers."""
    # Some writers state a size that is not the sheet's.
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            words = f"a sheet spans more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells: save what counts as CSV"
            raise FileFaultError("too_large", words)
        if any(cell is not None and cell != "" for cell in row):
            yield number, row


def _table(name: str, rows: list[Row]) -> RawTable | None:
    """Return the table of a sheet, None without heads."""
    rows = with_one_row_of_heads(rows)
    width = max((len(row) for _, row in rows), default=0)
    place = place_of_heads(rows[:LOOKED_AT], width)
    if place is None:
        return None
    heads, first = heads_at(rows, place, width)
    if doubled := sorted(head for head, count in Counter(heads).items() if head and count > 1):
        raise FileFaultError("duplicate_column", f"column {first_of(doubled)} is named twice", rows[place][0])
    last = len(rows)
    while last > first and is_origin([text_of(cell) for cell in rows[last - 1][1]]):
        last -= 1
    around = (*rows[:place], *rows[last:])
    columns = {
        head: _column([cell_of(row, number) for _, row in rows[first:last]]) for number, head in enumerate(heads)
    }
    return RawTable(
        name,
        columns,
        np.array([number for number, _ in rows[first:last]], np.int64),
        around=tuple(" ".join(filter(None, map(text_of, row))) for _, row in around),
    )


def _column(cells: list[Cell]) -> RawColumn:
    """Return days and numbers as arrays where a column holds nothing else; a time of day is kept."""
    kinds = {type(cell) for cell in cells} - {type(None)}
    if kinds and kinds <= {datetime, date}:
        texts = [cell.isoformat() if isinstance(cell, date) else "NaT" for cell in cells]
        moments = np.array(texts, "datetime64[s]")
        days = moments.astype("datetime64[D]")
        return days if bool((np.isnat(days) | (moments == days)).all()) else moments
    if kinds and kinds <= {int, float}:
        return np.array([np.nan if cell is None else cell for cell in cells], np.float64)
    return [text_of(cell) for cell in cells]
