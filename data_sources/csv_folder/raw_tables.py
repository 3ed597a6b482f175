"""One given file to the tables it holds, whatever kind of file it is."""

from __future__ import annotations

from dataclasses import replace

from data_sources.csv_folder.csv_text import read_csv
from data_sources.csv_folder.given_files import GivenFile
from data_sources.csv_folder.parquet import read_parquet
from data_sources.tables.file_names import PARQUET_ENDINGS, TEXT_ENDINGS
from data_sources.tables.raw import FileFaultError, RawTable


def read_raw_tables(file: GivenFile) -> list[RawTable]:
    """Return what a file holds: one table, or one for each sheet with rows of a workbook.

    Headers are in lower case; each table has the file's name and the columns that its path names (``in_path``).
    Raises FileFaultError for a file that makes no sense as a whole.
    """
    return raw_tables_of(file, file.read())


def raw_tables_of(file: GivenFile, data: bytes) -> list[RawTable]:
    """Return what the bytes of a file hold, as ``read_raw_tables`` does."""
    return [replace(raw, in_path=file.in_path) for raw in _tables(file, data)]


def _tables(file: GivenFile, data: bytes) -> list[RawTable]:
    if file.ending in PARQUET_ENDINGS:
        return [read_parquet(data, file.name)]
    if file.ending in TEXT_ENDINGS:
        return [read_csv(data, file.table, file.name)]
    raise FileFaultError("unreadable_file", f"{file.ending} files are not read; save the table as CSV or Parquet")
