"""The scorecard of a night: every document of its library judged on the same market as the runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from backtest.app.asked_reports import asked_reports
from backtest.app.scorecard import judged_on
from backtest.app.scorecard_folder import PAGE
from backtest.market.panel import Panel
from strategies.library.library import Library

FOLDER = "scorecard"
ADDRESS = f"{FOLDER}/{PAGE}"
"""Where the page lies in a build, as its front page links to it."""


def add_card(build: Path, panel: Panel, library: Library, last: date, end: date | None = None) -> str:
    """Write the scorecard into a build and return its address there, "" where no report was published by ``last``.

    ``end`` is the last session that may be used, None for all of the panel. Raises UserError when a document cannot be
    judged, and WriteFailed when the disk refuses.
    """
    if not any(each.published <= last for each in library.reports):
        return ""
    judged_on(panel, asked_reports(library, None, last), library, end).write(build / FOLDER, back="../index.html")
    return ADDRESS
