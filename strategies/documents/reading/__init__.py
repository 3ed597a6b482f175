"""One report file (TOML) read into a Report with all its faults at once, each with its line; see docs/documents.md."""

from strategies.documents.reading.fault import Fault
from strategies.documents.reading.report import check_report, read_report

__all__ = ["Fault", "check_report", "read_report"]
