"""What the names of a thesis made beyond their document's benchmark in the months after its publication."""

from __future__ import annotations

from math import isfinite

from backtest.market.panel import Panel
from data_sources.calendar.months import add_months
from data_sources.language.text import NOTHING, Text, both
from strategies.conditions.evaluation import ExcessOf, Measured
from strategies.documents.document import Report
from strategies.scorecard.calls import traded_names
from strategies.scorecard.narrow import narrow
from strategies.scorecard.price_change import basket_move, index_move, prices_of
from strategies.scorecard.window import window_of

A_SHARES = "A"
DIGITS = 6  # of a point: more than any price has


def excess_of(report: Report, thesis: str, panel: Panel | None) -> ExcessOf:
    """Return a function of months: the excess of a thesis in price change, in points, due that long after publication.

    The names that may be traded, equally weighted, bought at the base and left alone, as the scorecard measures them,
    less the document's index for A shares. ``panel`` None: there is no store.
    """

    def measured(months: int) -> Measured:
        due = add_months(report.published, months)
        points, why = (
            (None, both("no store", "没有数据库")) if panel is None else _points(report, thesis, panel, months)
        )
        return Measured(due, points, why)

    return measured


def _points(report: Report, thesis: str, panel: Panel, months: int) -> tuple[float | None, Text]:
    names = [symbol for symbol in traded_names(report, thesis) if symbol in panel.position]
    benchmark = next((each.symbol for each in report.standard.benchmarks if each.market == A_SHARES), "")
    if not names:
        return None, both("the thesis has no name with bars that may be traded", "该投资逻辑没有可交易且有行情的个股")
    if not benchmark:
        return None, both("the document names no index for A shares", "研报没有给出 A 股基准指数")
    window = window_of(panel, report.published, months)
    if window is None:
        return None, both(f"the bars do not reach {report.published}", f"行情未覆盖 {report.published}")
    if not window.closed:
        return None, both(f"due {window.ends_on}", f"{window.ends_on} 到期")
    points = 100.0 * _excess(narrow(panel, names, window), report, months, names, benchmark)
    if not isfinite(points):
        return None, both(
            f"the store lacks the prices of the names or the levels of {benchmark}",
            f"数据库缺少个股价格或 {benchmark} 的点位",
        )
    return round(points, DIGITS), NOTHING


def _excess(panel: Panel, report: Report, months: int, names: list[str], benchmark: str) -> float:
    """The same from a few columns, whose last session is the window's end; NaN when a price or level is missing."""
    window = window_of(panel, report.published, months) if panel.last_traded >= 0 else None
    if window is None:
        return float("nan")
    return basket_move(prices_of(panel), names, window).price - index_move(panel, benchmark, window)
