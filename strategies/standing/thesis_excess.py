"""What the names of a thesis made beyond their document's benchmark in the months after its publication."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from data_sources.calendar.months import add_months
from strategies.conditions.evaluation import ExcessOf, Measured
from strategies.documents.document import Report
from strategies.scorecard.calls import traded_names
from strategies.scorecard.price_change import Prices, basket_move, index_move
from strategies.scorecard.window import window_of

A_SHARES = "A"
DIGITS = 6  # of a point: more than any price has


def excess_of(report: Report, thesis: str, prices: Callable[[], Prices] | None) -> ExcessOf:
    """Return a function of months: the excess of a thesis in price change, in points, due that long after publication.

    The names that may be traded, equally weighted, bought at the base and left alone, as the scorecard measures them,
    less the document's index for A shares. ``prices`` None: there is no store.
    """

    def measured(months: int) -> Measured:
        due = add_months(report.published, months)
        points, why = (None, "no store") if prices is None else _points(report, thesis, prices, months)
        return Measured(due, points, why)

    return measured


def _points(report: Report, thesis: str, prices: Callable[[], Prices], months: int) -> tuple[float | None, str]:
    names = traded_names(report, thesis)
    benchmark = next((each.symbol for each in report.standard.benchmarks if each.market == A_SHARES), "")
    if not names:
        return None, "the thesis has no name that may be traded"
    if not benchmark:
        return None, "the document names no index for A shares"
    known = prices()
    window = window_of(known.panel, report.published, months)
    if window is None:
        return None, f"the bars do not reach {report.published}"
    if not window.closed:
        return None, f"due {window.ends_on}"
    points = 100.0 * (basket_move(known, names, window).price - index_move(known.panel, benchmark, window))
    if not isfinite(points):
        return None, f"the store lacks the prices of the names or the levels of {benchmark}"
    return round(points, DIGITS), ""
