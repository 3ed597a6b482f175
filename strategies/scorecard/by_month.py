"""How far each name of a report was ahead of its index some months after publication, whatever the report's horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from strategies.documents.document import Report
from strategies.scorecard.benchmark import benchmark_for, is_beijing
from strategies.scorecard.calls import traded_names
from strategies.scorecard.price_change import Prices, name_move
from strategies.scorecard.window import window_of

MONTHS = (1, 3, 6, 12)


@dataclass(frozen=True)
class NameByMonth:
    """One name; ``excess`` has for each of ``MONTHS`` the points that its price rose over its index, fractions.

    It is None while the month is still to come, and where the data have no price or no level at either end.
    """

    symbol: str
    name: str
    excess: tuple[float | None, ...]


@dataclass(frozen=True)
class AheadByMonth:
    """How many names were ahead of their index after so many months, of those of which it is known."""

    months: int
    ahead: int
    known: int


def names_by_month(prices: Prices, report: Report) -> tuple[NameByMonth, ...]:
    """Return the names of a report that may be held, in its order, each against the index of its market.

    Both are price changes from the close of the publication, as in the report's own standard.
    """
    called = {each.symbol: each.name for each in report.memberships}
    return tuple(
        NameByMonth(symbol, called[symbol], tuple(_excess(prices, report, symbol, months) for months in MONTHS))
        for symbol in traded_names(report)
    )


def ahead_by_month(names: Sequence[NameByMonth]) -> tuple[AheadByMonth, ...]:
    """Return the count for each of ``MONTHS``; a name exactly level with its index is not ahead."""
    columns = [[name.excess[k] for name in names] for k in range(len(MONTHS))]
    known = [[excess for excess in column if excess is not None] for column in columns]
    return tuple(
        AheadByMonth(months, sum(excess > 0 for excess in each), len(each))
        for months, each in zip(MONTHS, known, strict=True)
    )


def _excess(prices: Prices, report: Report, symbol: str, months: int) -> float | None:
    window = window_of(prices.panel, report.published, months)
    if window is None or not window.closed:
        return None
    index = benchmark_for(prices.panel, report.standard, window, beijing=is_beijing(symbol))
    excess = name_move(prices, symbol, window).price - index.growth
    return None if isnan(excess) else excess
