"""The one table of a file that a user names, CSV, Parquet or Excel, by what its first bytes are."""

from __future__ import annotations

from data_sources.csv_folder.csv_text import read_csv
from data_sources.csv_folder.excel import is_workbook, read_excel
from data_sources.csv_folder.parquet import read_parquet
from data_sources.tables.raw import FileFaultError, RawTable

PARQUET_MAGIC = b"PAR1"


def one_table(data: bytes, table: str, name: str, most_rows: int, wanted: str) -> RawTable:
    """Return the table that a file holds; ``wanted`` says in words what it is to hold, such as ``the weights``.

    Raises FileFaultError for what is no such file, and for a workbook with several sheets of rows.
    """
    if data.startswith(PARQUET_MAGIC):
        return read_parquet(data, name, most_rows)
    if not is_workbook(data):
        return read_csv(data, table, name)
    sheets = read_excel(data, table, name)
    if len(sheets) != 1:
        words = f"the workbook has {len(sheets)} sheets with rows; keep the one with {wanted}"
        raise FileFaultError("several_sheets", words)
    return sheets[0]
