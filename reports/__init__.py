"""Results to pages: one HTML file per run that opens offline, and an index of several."""

from __future__ import annotations

from pathlib import Path

from backtest.result.paper_diary import DiaryBeside
from backtest.result.result import Result
from backtest.result.verdict import Verdict
from reports.charts.packed import packed
from reports.model import PageModel, page_model
from reports.page import Look, chart_library, script_json, write_page
from reports.sections.trading.trades import packed_trades
from reports.site.summary import IndexRow, summarise
from reports.thesis_card import ReportSource, ThesisCard

__all__ = [
    "IndexRow",
    "Look",
    "PageModel",
    "ReportSource",
    "ThesisCard",
    "page_model",
    "summarise",
    "write_report",
]


def write_report(
    result: Result,
    path: Path,
    card: ThesisCard | None = None,
    diary: DiaryBeside | None = None,
    seen: Verdict | None = None,
    *,
    look: Look | None = None,
    back: str = "",
) -> None:
    """Write the page of a result, self-contained. Raises UserError when it cannot be written.

    Parameters
    ----------
    result : Result
        The run.
    path : Path
        The file, replaced as a whole or not at all; its folder must exist.
    card : ThesisCard, optional
        The thesis behind the strategy.
    diary : DiaryBeside, optional
        What the paper diary of the strategy made.
    seen : Verdict, optional
        The verdict of the result, where it is known already.
    look : Look, optional
        The language and colours that the page has until its reader chooses; English, red for a gain.
    back : str, default ""
        The address of the page of all strategies, where the page is one of a site.
    """
    model = page_model(result, card, diary, seen)
    drawn = [each for each in (model.charts.growth, model.charts.segments, model.risk.rolling) if each]
    script, style = chart_library() if drawn else ("", "")
    charts = script_json(packed(drawn)) if drawn else ""
    bar = {"back": back, "scales": bool(drawn)}
    fills = packed_trades(model.trading.trades)
    trades = {"fills": script_json(fills) if fills else ""}
    context = {"model": model, "charts": charts, "uplot_script": script, "uplot_style": style, **bar, **trades}
    write_page("report.html", path, context, look)
