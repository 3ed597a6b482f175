"""The small page of last night: how it ended, and of which day the pages beside it are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reports.page import Look, write_page


def write_night(
    path: Path, *, headline: str, sentences: Sequence[str], data_of: date | None, look: Look | None = None
) -> None:
    """Write the page, in place or beside pages that stay as they are. Raises UserError when it cannot be written.

    ``data_of`` is the day of those pages, None where there are none to lead back to.
    """
    back = "index.html" if data_of else ""
    context = {"headline": headline, "sentences": tuple(sentences), "data_of": data_of, "back": back}
    write_page("site/night.html", path, context, look)
