"""Files on disk: a folder of CSV or Parquet tables, read into frames and written again (execution rules, section 6)."""

from data_sources.csv_folder.layout import FolderReading, read_folder
from data_sources.csv_folder.raw import RawTable
from data_sources.csv_folder.writing import write_folder
from data_sources.tables.cells import typed_frame

__all__ = ["FolderReading", "RawTable", "read_folder", "typed_frame", "write_folder"]
