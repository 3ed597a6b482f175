"""Files on disk: a folder of CSV or Parquet tables, read into frames and written again (execution rules, section 6)."""

from data_sources.csv_folder.layout import FolderReading, read_folder
from data_sources.csv_folder.writing import write_folder

__all__ = ["FolderReading", "read_folder", "write_folder"]
