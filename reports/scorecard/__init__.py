"""The scorecard as a page: one small file without a script, from plain data that nothing in a template computes."""

from __future__ import annotations

from pathlib import Path

from reports.page import write_page
from reports.scorecard.model import ScorecardPage, scorecard_page

__all__ = ["ScorecardPage", "scorecard_page", "write_scorecard_page"]


def write_scorecard_page(model: ScorecardPage, path: Path, back: str = "") -> None:
    """Write the page of a scorecard, self-contained, some 100 KB; its folder must exist.

    ``back`` is the address of the page that leads here, relative to it; "" for none. Raises UserError when the file
    cannot be written; the old one is then still there.
    """
    write_page("scorecard.html", path, {"model": model, "back": back})
