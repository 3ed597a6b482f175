"""The scorecard of a site: every document of its library judged on the same market as the runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from backtest.app.asked_reports import asked_reports
from backtest.app.scorecard import judged_on
from backtest.app.site.content import SiteContent
from backtest.app.site.tabs import addresses
from reports.page import Look
from reports.site.frame import frame_of
from reports.site.tabs import CALLS


def add_card(folder: Path, content: SiteContent, end: date | None = None, look: Look | None = None) -> str:
    """Write the scorecard into a site and return its address there, "" where no report was published by its day.

    ``end`` is the last session that may be used, None for all of the panel. Raises UserError when a document cannot be
    judged, and WriteFailed when the disk refuses.
    """
    if not any(each.published <= content.last for each in content.library.reports):
        return ""
    frame = frame_of(CALLS, content.state((*addresses(content), CALLS)))
    asked = asked_reports(content.library, None, content.last)
    judged_on(content.panel, asked, content.library, end).write((folder / CALLS).parent, frame=frame, look=look)
    return CALLS
