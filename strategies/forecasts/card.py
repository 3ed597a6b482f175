"""The forecasts of reports: each judged, taken together, and its price change split, as far as the data reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backtest.market.panel import Panel
from backtest.validity.future import cut_panel
from strategies.documents.document import FORECASTERS, Report
from strategies.forecasts.judged import JudgedForecast, judge_forecast
from strategies.forecasts.re_rating import ReRating, Unsplit
from strategies.forecasts.splitting import split_forecast
from strategies.forecasts.summary import ForecastSummary, summarise_forecasts
from strategies.scorecard.price_change import Prices, prices_of
from strategies.scorecard.window import day_of, last_row_with_bars


@dataclass(frozen=True)
class ReportForecasts:
    """The forecasts of one report in its order; without any in the report everything is empty.

    ``summaries`` are by one word of ``FORECASTERS``: what a report quotes is not what it expects.
    """

    report: Report
    rows: tuple[JudgedForecast, ...]
    summaries: Mapping[str, ForecastSummary]
    re_ratings: tuple[ReRating, ...]
    unsplit: tuple[Unsplit, ...]


@dataclass(frozen=True)
class ForecastCard:
    """Forecasts judged with what was known on ``as_of``, the last session with bars."""

    as_of: date
    reports: tuple[ReportForecasts, ...]


def judge_forecasts(
    panel: Panel, reports: Sequence[Report], as_of: date | None = None, known: Sequence[Report] | None = None
) -> ForecastCard:
    """Judge every forecast of some reports, in their order.

    Nothing that happened after ``as_of`` is used (None: all the panel has). ``known`` are the reports that may have
    spoken again of a company, by default the same ones. Raises UserError when there is no bar by then.
    """
    prices = prices_of(panel if as_of is None else cut_panel(panel, as_of))
    speakers = [each for each in known or reports if as_of is None or each.published <= as_of]
    day = day_of(prices.panel, last_row_with_bars(prices.panel))
    return ForecastCard(day, tuple(_of_report(prices, each, speakers) for each in reports))


def _of_report(prices: Prices, report: Report, speakers: Sequence[Report]) -> ReportForecasts:
    rows = tuple(judge_forecast(prices, report, each) for each in report.forecasts)
    by = {word: [row for row in rows if row.forecast.by == word] for word in FORECASTERS}
    splits = [split_forecast(prices, report, each, speakers) for each in report.forecasts]
    return ReportForecasts(
        report=report,
        rows=rows,
        summaries={word: summarise_forecasts(own) for word, own in by.items() if own},
        re_ratings=tuple(each for found, _ in splits for each in found),
        unsplit=tuple(unsplit for _, unsplit in splits if unsplit),
    )
