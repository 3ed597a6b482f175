"""Files on disk: paths to raw tables (execution rules, section 6)."""

from data_sources.csv_folder.given_files import Found, GivenFile, find_files
from data_sources.csv_folder.layout import (
    insist_on_folder,
    missing_tables,
    said_once,
    with_columns_of_path,
)
from data_sources.csv_folder.raw_tables import read_raw_tables

__all__ = [
    "Found",
    "GivenFile",
    "find_files",
    "insist_on_folder",
    "missing_tables",
    "read_raw_tables",
    "said_once",
    "with_columns_of_path",
]
