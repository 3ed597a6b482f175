"""What a report asked of its own call, by its own rating standard, as a run is held against it."""

from __future__ import annotations

from backtest.result.standard import Standard
from data_sources.calendar.months import add_months
from strategies.documents.document import Report

A_SHARES = "A"


def own_standard(report: Report) -> Standard | None:
    """Return the standard that a report's rating of its industry has to meet.

    A strategy is a basket, so it is held against the scale for industries. A rating better than neutral is met by its
    own class or a better one, a worse one by its own or a worse one, neutral by itself alone, as in the scorecard.
    None for a report that rates no industry, or prints no scale, no horizon or no index of A shares for it. The horizon
    of the report's own ``[basket]`` goes before that of the standard.
    """
    standard = report.standard
    months = (report.basket.horizon_months if report.basket else None) or standard.horizon_months
    called = next((each for each in standard.industry if each.name == report.rating_class), None)
    benchmark = next((each.symbol for each in standard.benchmarks if each.market == A_SHARES), "")
    if called is None or not months or not benchmark:
        return None
    neutral = called.holds(0.0)  # on a scale without numbers its edges are both 0, and it is neither of the others
    better = not neutral and called.lower is not None and called.lower >= 0
    worse = not neutral and called.upper is not None and called.upper <= 0
    return Standard(
        report=report.id,
        rating=report.rating or report.rating_class,
        published=report.published,
        due=add_months(report.published, months),
        lower=None if worse or called.lower is None else called.lower / 100.0,
        upper=None if better or called.upper is None else called.upper / 100.0,
        lower_closed=called.lower_closed,
        upper_closed=called.upper_closed,
        benchmark=benchmark,
    )
