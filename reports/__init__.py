"""Results to pages: one HTML file per run that opens offline, and an index of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from backtest.result.paper_diary import DiaryBeside
from backtest.result.price_charts import PriceCharts, checked_price_charts
from backtest.result.result import Result
from backtest.result.verdict import Verdict
from reports.charts.alike import packed_alike
from reports.charts.packed import packed
from reports.model import PageModel, page_model
from reports.page import Look, chart_library, page_text, put_page, script_json
from reports.price_budget import within_budget
from reports.sections.trading.trades import packed_trades
from reports.site.summary import IndexRow, summarise
from reports.thesis_card import ReportSource, ThesisCard

__all__ = [
    "IndexRow",
    "Look",
    "PageModel",
    "PriceCharts",
    "ReportSource",
    "ThesisCard",
    "page_model",
    "report_text",
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
    price_charts: PriceCharts = "held",
) -> None:
    """Write the page of a result, self-contained. Raises UserError when it cannot be written, or for a wrong word.

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
    price_charts : {"held", "all", "none"}, default "held"
        Of which names the page has the price. Those of the names that were held stay within 300 KB of page, those of
        all names within 600 KB; where some are left out the page says so.
    """
    put_page(report_text(result, card, diary, seen, look=look, back=back, price_charts=price_charts), path)


def report_text(
    result: Result,
    card: ThesisCard | None = None,
    diary: DiaryBeside | None = None,
    seen: Verdict | None = None,
    *,
    look: Look | None = None,
    back: str = "",
    price_charts: PriceCharts = "held",
) -> str:
    """Return the text of the page that ``write_report`` writes of the same arguments."""
    model = page_model(result, card, diary, seen, checked_price_charts(price_charts))
    held = model.charts.holdings.all if model.charts.holdings else ()
    drawn = [each for each in (model.charts.growth, *held, model.risk.rolling) if each]
    script, style = chart_library() if drawn else ("", "")
    charts = script_json(packed(drawn)) if drawn else ""
    fills = packed_trades(model.trading.trades)
    more = {"back": back, "scales": bool(drawn), "fills": script_json(fills) if fills else ""}
    context = {"charts": charts, "uplot_script": script, "uplot_style": style, "sections": {}, **more}
    return page_text("report.html", {**context, **_with_prices(model, context, look, price_charts)}, look)


def _with_prices(
    model: PageModel, context: Mapping[str, object], look: Look | None, asked: PriceCharts
) -> dict[str, object]:
    """Return the model with the prices that its page has room for, and those prices packed."""
    if model.names is None:
        return {"model": model, "prices": ""}
    bare = replace(model, names=replace(model.names, prices=()))
    plain = page_text("report.html", {**context, "model": bare, "prices": ""}, look) if model.names.prices else ""
    names = within_budget(model.names, asked, len(plain.encode()))
    prices = script_json(packed_alike(names.prices)) if names.prices else ""
    return {"model": replace(model, names=names), "prices": prices}
