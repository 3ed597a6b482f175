"""What ships with the product, as it was known on a day: a rule that imports it gains nothing over its history."""

from __future__ import annotations

from datetime import date

from strategies.documents import library
from strategies.documents.library import load_reports
from strategies.documents.sector_indices import sector_indices
from strategies.documents.segment_names import segment_names
from strategies.library.library import shipped_library
from strategies.signals import values
from strategies.signals.names.table import load_names
from strategies.signals.values import load_signal_values


def load_library() -> None:
    """Read everything that ships, for all copies of a process."""
    load_reports()
    load_signal_values()
    sector_indices(())
    segment_names()
    load_names()


def forget_after(day: date) -> None:
    """Let the reports and values published after a day be unknown in this process from now on."""
    reports = tuple(each for each in load_reports() if each.known_from <= day)
    known = tuple(each for each in load_signal_values() if each.published_on <= day)
    # The functions stay the same ones, wherever they were imported; what they would read is no longer there.
    vars(library)["read_reports"] = lambda _folder: reports
    vars(values)["read_signal_values"] = lambda _folder: known
    load_reports.cache_clear()
    load_signal_values.cache_clear()
    shipped_library.cache_clear()
