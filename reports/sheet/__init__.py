"""The page of bare returns: its model, its charts, and the one function that writes it."""

from __future__ import annotations

from pathlib import Path

from backtest.result.bare_returns import BareReturns
from reports.charts.packed import packed
from reports.page import Look, chart_library, script_json, write_page
from reports.sheet.model import SheetPage, sheet_page

__all__ = ["SheetPage", "sheet_page", "write_sheet"]


def write_sheet(seen: BareReturns, path: Path, look: Look | None = None) -> None:
    """Write the page of bare returns, self-contained. Raises UserError when it cannot be written.

    Parameters
    ----------
    seen : BareReturns
        The returns.
    path : Path
        The file, replaced as a whole or not at all; its folder must exist.
    look : Look, optional
        The language and colours that the page has until its reader chooses.
    """
    model = sheet_page(seen)
    drawn = [each for each in (model.growth, model.risk.rolling) if each]
    script, style = chart_library()
    context = {
        "model": model,
        "charts": script_json(packed(drawn)),
        "uplot_script": script,
        "uplot_style": style,
        "scales": True,
    }
    write_page("sheet.html", path, context, look)
