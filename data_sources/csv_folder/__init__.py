"""Files on disk: a folder of CSV or Parquet tables, read into frames (execution rules, section 6)."""

from data_sources.csv_folder.layout import FolderReading, read_folder

__all__ = ["FolderReading", "read_folder"]
