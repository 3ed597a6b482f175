"""A change in price split into what the forecast did (revision) and what the multiple did (re-rating).

A price is expected earnings times the multiple that is paid for them, so between two days and for one fiscal year

    (1 + price change) = (1 + revision) x (1 + re-rating)

with the revision as the growth of the year's expected EPS and the re-rating as that of price over EPS. The identity
holds exactly. Both prices and both EPS are raw, so that each multiple is the
one that was printed; what bonus shares between the days do to price and EPS alike is taken out of both changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from data_sources.calendar.sessions import base_row
from strategies.documents.document import Forecast, Report
from strategies.forecasts.realised import expected_in
from strategies.scorecard.price_change import Prices

CONSENSUS = "consensus of the store"


@dataclass(frozen=True)
class Stand:
    """What was paid for a year's expected earnings on a day.

    ``said_by`` is a report's id or ``CONSENSUS``; ``day`` that of the raw ``close`` in CNY; ``eps`` in CNY per share.
    """

    said_by: str
    day: date
    close: float
    eps: float

    @property
    def multiple(self) -> float:
        """Price over expected earnings."""
        return self.close / self.eps


@dataclass(frozen=True)
class ReRating:
    """One company between two stands on the same fiscal year; the three changes are fractions.

    ``diluted`` is by how much bonus shares and rights between the days lowered price and EPS alike, 1 for not at all.
    """

    symbol: str
    name: str
    year: int
    first: Stand
    then: Stand
    diluted: float

    @property
    def price_change(self) -> float:
        """The change of the price, bonus shares taken out."""
        return self.then.close / self.first.close / self.diluted - 1.0

    @property
    def revision(self) -> float:
        """The change of the year's expected earnings per share, bonus shares taken out."""
        return self.then.eps / self.first.eps / self.diluted - 1.0

    @property
    def re_rating(self) -> float:
        """The change of the multiple."""
        return self.then.multiple / self.first.multiple - 1.0


def re_ratings(prices: Prices, reports: Sequence[Report]) -> tuple[ReRating, ...]:
    """Split the price change of every forecast company between each report and what was said last.

    What was said last is the latest later report that forecasts the same year, or else the store's consensus at the
    last close. A company without a later word, a price on the day or a positive EPS on both sides is left out: then
    there is nothing to split. The order is that of the reports and of their forecasts.
    """
    ordered = sorted(reports, key=lambda each: (each.known_from, each.id))
    found = (
        _between(prices, ordered[number + 1 :], report, forecast)
        for number, report in enumerate(ordered)
        for forecast in report.forecasts
    )
    return tuple(each for each in found if each)


def _between(prices: Prices, later: Sequence[Report], report: Report, forecast: Forecast) -> ReRating | None:
    first = _stand(prices, report, forecast)
    then = _later_stand(prices, later, forecast) or _consensus(prices, forecast)
    if first is None or then is None or then.day <= first.day:
        return None
    diluted = _diluted(prices, forecast.symbol, first.day, then.day)
    return ReRating(forecast.symbol, forecast.name, forecast.year, first, then, diluted)


def _later_stand(prices: Prices, later: Iterable[Report], forecast: Forecast) -> Stand | None:
    stands = [
        _stand(prices, report, again)
        for report in later
        for again in report.forecasts
        if (again.symbol, again.year) == (forecast.symbol, forecast.year)
    ]
    return next((each for each in reversed(stands) if each), None)


def _stand(prices: Prices, report: Report, forecast: Forecast) -> Stand | None:
    """A report's stand: the close it printed, or else the stored one of the day whose prices it prints."""
    if forecast.eps is None or forecast.eps <= 0:
        return None
    printed = next((each for each in report.ratings if each.symbol == forecast.symbol and each.close), None)
    day = (printed.priced_on if printed else None) or report.priced_on or report.published
    close = printed.close if printed and printed.close else _close(prices, forecast.symbol, day)
    return Stand(report.id, day, close, forecast.eps) if close > 0 else None


def _consensus(prices: Prices, forecast: Forecast) -> Stand | None:
    panel = prices.panel
    expected = expected_in(panel, forecast.symbol, forecast.year)
    if forecast.symbol not in panel.position or not expected.eps > 0 or panel.last_traded < 0:
        return None
    day = panel.sessions[panel.last_traded].item()
    close = _close(prices, forecast.symbol, day)
    return Stand(CONSENSUS, day, close, expected.eps) if close > 0 else None


def _close(prices: Prices, symbol: str, day: date) -> float:
    """The last raw close on or before a day, NaN without one."""
    panel, row = prices.panel, base_row(prices.panel.sessions, day)
    column = panel.position.get(symbol)
    if column is None or row < 0:
        return float("nan")
    traded = np.flatnonzero(panel.traded[: row + 1, column])
    return float(panel.close[traded[-1], column]) if len(traded) else float("nan")


def _diluted(prices: Prices, symbol: str, first: date, then: date) -> float:
    """Raw growth over growth with bonus shares and rights taken out; 1 where the store lacks either close."""
    panel = prices.panel
    rows = [base_row(panel.sessions, day) for day in (first, then)]
    column = panel.position.get(symbol)
    if column is None or min(rows) < 0:
        return 1.0
    raw = _close(prices, symbol, then) / _close(prices, symbol, first)
    taken_out = prices.price[rows[1], column] / prices.price[rows[0], column]
    return float(raw / taken_out) if np.isfinite(raw / taken_out) else 1.0
