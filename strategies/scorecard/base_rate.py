"""How many of all stored names did as well as a report's: what a hit rate is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from strategies.documents.document import Report
from strategies.documents.rating import RatingClass
from strategies.scorecard.benchmark import excess_of_all
from strategies.scorecard.price_change import Prices
from strategies.scorecard.row import Row
from strategies.scorecard.verdict import class_of, verdict_on, verdict_unrated
from strategies.scorecard.window import Window


@dataclass(frozen=True)
class BaseRate:
    """The share of stored names that would have earned a call's good verdict in its window, the mean over the calls.

    A stored name counts when it had a price at the base; it ends at its last close, delisted ones too, and is held
    against the index of its own market, as the report's names are, which are among them. ``names`` is how many there
    were, in the window that had most.
    """

    rate: float
    names: int


def base_rate(prices: Prices, calls: Sequence[tuple[Report, Window, Row]]) -> BaseRate | None:
    """Return the base rate of settled calls on stocks; None without one, or without any stored name to compare."""
    shares: list[float] = []
    most = 0
    for report, window, rows in _by_window(calls):
        excess = excess_of_all(prices, report.standard, window)
        known = excess[np.isfinite(excess)]
        most = max(most, len(known))
        given = [class_of(report.standard.stock, float(each)) for each in known]
        earned = {called: _share(report, called, given) for called in {row.called for row in rows}} if given else {}
        shares += [earned[row.called] for row in rows if row.called in earned]
    return BaseRate(float(np.mean(shares)), most) if shares else None


def _share(report: Report, called: str, given: Sequence[RatingClass | None]) -> float:
    """The share of classes that would have met a rating, or beaten what is asked without one."""
    scale = report.standard.stock
    if called:
        return float(np.mean([verdict_on(scale, called, each, closed=True) == "met" for each in given]))
    return float(np.mean([verdict_unrated(scale, each, closed=True) == "beat" for each in given]))


def _by_window(calls: Sequence[tuple[Report, Window, Row]]) -> list[tuple[Report, Window, list[Row]]]:
    """The calls of each report and window together, so that the store is judged once for all of them."""
    found: dict[tuple[str, Window], tuple[Report, Window, list[Row]]] = {}
    for report, window, row in calls:
        found.setdefault((report.id, window), (report, window, []))[2].append(row)
    return list(found.values())
