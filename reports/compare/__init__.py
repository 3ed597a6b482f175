"""The page of runs side by side: its model, its charts, and the one function that writes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from backtest.result.beside.beside import Beside
from reports.charts.packed import packed
from reports.compare.model import ComparePage, compare_page
from reports.page import Look, chart_library, page_text, put_page, script_json
from reports.standalone import StandalonePage
from reports.standalone import standalone as one_file

__all__ = ["ComparePage", "compare_page", "write_comparison"]

TEMPLATE = "compare.html"


def write_comparison(
    seen: Beside, path: Path, links: Sequence[str] = (), *, look: Look | None = None, standalone: bool = False
) -> tuple[str, ...]:
    """Write the page of runs side by side, self-contained. Raises UserError when it cannot be written.

    Parameters
    ----------
    seen : Beside
        The runs.
    path : Path
        The file, replaced as a whole or not at all; its folder must exist.
    links : sequence of str
        The address of the page of each run, seen from ``path``; "" for one without a page.
    look : Look, optional
        The language and colours that the page has until its reader chooses.
    standalone : bool, default False
        Leave out what leads out of the file, which goes by mail.

    Returns
    -------
    tuple of str
        The addresses that were left out.
    """
    page = compare_page(seen, links)
    script, style = chart_library()
    context = {
        "page": page,
        "charts": script_json(packed(page.charts)),
        "uplot_script": script,
        "uplot_style": style,
        "scales": True,
    }
    text = page_text(TEMPLATE, context, look)
    alone = one_file(text) if standalone else StandalonePage(text, ())
    put_page(alone.text, path)
    return alone.removed
