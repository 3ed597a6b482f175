"""The scorecard as a page: one small file without a script, from plain data that nothing in a template computes."""

from __future__ import annotations

from pathlib import Path

from reports.page import Look, write_page
from reports.scorecard.model import ScorecardPage, scorecard_page
from reports.site.frame import Frame

__all__ = ["ScorecardPage", "scorecard_page", "write_scorecard_page"]


def write_scorecard_page(
    model: ScorecardPage, path: Path, frame: Frame | None = None, look: Look | None = None
) -> None:
    """Write the page of a scorecard, self-contained, some 400 KB for five reports; its folder must exist.

    ``frame`` is what stands around it in a site, None where it stands alone. Raises UserError when the file
    cannot be written; the old one is then still there.
    """
    write_page("scorecard.html", path, {"model": model, "frame": frame}, look)
