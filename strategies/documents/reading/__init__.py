"""One report file (TOML) read into a Report with all its faults at once, each with its line; see docs/documents.md."""

from strategies.documents.reading.fault import Fault
from strategies.documents.reading.report import ReadFile, check_report, read_file, read_report, read_text

__all__ = ["Fault", "ReadFile", "check_report", "read_file", "read_report", "read_text"]
