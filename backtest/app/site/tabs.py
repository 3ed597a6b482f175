"""The tabs of a site, written one by one into a folder that holds the pages of the runs already."""

from __future__ import annotations

from pathlib import Path

from backtest.app.site.content import SiteContent
from reports.page import Look
from reports.site.strategies import write_strategies
from reports.site.tabs import CALLS, STRATEGIES


def write_tabs(folder: Path, content: SiteContent, *, card: bool = False, look: Look | None = None) -> None:
    """Write the tabs; ``card`` says that the scorecard is in its place. WriteFailed when the disk refuses."""
    pages = [STRATEGIES, *([CALLS] if card else [])]
    state = content.state(pages)
    write_strategies(folder, content.rows, state, several=content.several, look=look)
