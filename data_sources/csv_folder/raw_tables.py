"""One given file to the tables it holds, whatever kind of file it is."""

from __future__ import annotations

from dataclasses import replace

from data_sources.csv_folder.csv_text import read_csv
from data_sources.csv_folder.excel import is_workbook, read_excel
from data_sources.csv_folder.given_files import GivenFile
from data_sources.csv_folder.pandas_index import without_levels, without_plain_index
from data_sources.csv_folder.parquet import read_parquet
from data_sources.csv_folder.tdx_day import read_day
from data_sources.plain_text import cut, one_line
from data_sources.tables.file_names import DAY_ENDING, EXCEL_ENDINGS, PARQUET_ENDINGS
from data_sources.tables.raw import FileFaultError, RawTable

WEB_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head", b"<style")
JSON = (b'{"', b'[{"', b"[[")
LOOKED_AT = 200
"""Bytes at the beginning of a file."""


def read_raw_tables(file: GivenFile) -> list[RawTable]:
    """Return what a file holds: one table, or one for each sheet with rows of a workbook.

    Headers are in lower case; each table has the file's name and the columns that its path names (``in_path``). What
    pandas adds is taken off: a column that counts rows is gone, an index without a name is called ``index``, heads of
    two levels are a column ``symbol``.
    Raises FileFaultError for a file that makes no sense as a whole.
    """
    return raw_tables_of(file, file.read())


def raw_tables_of(file: GivenFile, data: bytes) -> list[RawTable]:
    """Return what the bytes of a file hold, as ``read_raw_tables`` does."""
    tables = [without_plain_index(without_levels(raw)) for raw in _tables(file, data)]
    return [replace(raw, in_path=file.in_path) for raw in tables] if file.in_path else tables


def _tables(file: GivenFile, data: bytes) -> list[RawTable]:
    if file.ending in PARQUET_ENDINGS:
        return [read_parquet(data, file.name)]
    if file.ending == DAY_ENDING:
        return [read_day(data, file.name)]
    if file.ending in EXCEL_ENDINGS and is_workbook(data):
        return read_excel(data, file.table, file.name)
    if file.ending == ".xlsx":
        raise FileFaultError("broken_excel", "the file is no workbook; save it again as .xlsx or CSV UTF-8")
    beginning = data[:LOOKED_AT].lstrip()
    if beginning.startswith(JSON):
        shown = cut(one_line(beginning.decode(errors="replace")), 80)
        raise FileFaultError("json_file", f"the file is JSON and no table: {shown}; save its rows as CSV", 1)
    if beginning.lower().startswith(WEB_PAGE) and file.ending in EXCEL_ENDINGS:
        raise FileFaultError("web_page", "the file is a web page called .xls; open it and save it as .xlsx or CSV", 1)
    if beginning.lower().startswith(WEB_PAGE):
        raise FileFaultError(
            "web_page", "the file is a web page, mostly one that says why; download the table again", 1
        )
    return [read_csv(data, file.table, file.name)]
