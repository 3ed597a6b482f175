"""Results to pages: one HTML file a run that opens offline, and an index of several."""

from __future__ import annotations

from pathlib import Path

from backtest.result.result import Result
from reports.card import ReportSource, ThesisCard
from reports.chance import plain_sentence
from reports.charts import figures
from reports.index import RunSummary, summarise, write_index
from reports.model import ReportModel, report_model
from reports.page import plotly_script, script_json, write_page
from strategies.plain_list.comparison import PlainBeside

__all__ = [
    "ReportModel",
    "ReportSource",
    "RunSummary",
    "ThesisCard",
    "plain_sentence",
    "report_model",
    "summarise",
    "write_index",
    "write_report",
]


def write_report(result: Result, path: Path, card: ThesisCard | None = None, plain: PlainBeside | None = None) -> None:
    """Write the page of a result, self-contained and about 5 MB. Raises UserError when it cannot be written.

    ``plain`` is what the names of the strategy made without its rule.
    """
    model = report_model(result, card, plain)
    drawn = figures(model.curves, model.holdings)
    write_page("report.html", path, model=model, figures=script_json(drawn), plotly=plotly_script() if drawn else None)
