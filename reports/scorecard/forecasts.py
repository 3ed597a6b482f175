"""What a report expected its companies to earn, and what became of price and multiple since: rows of two tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_sources.language.text import Text, both, same
from reports.scorecard.rows import known
from strategies.forecasts.card import ForecastCard, ReportForecasts
from strategies.forecasts.judged import JudgedForecast
from strategies.forecasts.re_rating import ReRating, Stand
from strategies.forecasts.words import EARNINGS, counted, doubts, legend, speaker, together

A_MILLION = 1e6
A_DIME = 0.1
BY: Mapping[str, Text] = {"broker": both("own", "自身"), "consensus": both("quoted", "引用")}


@dataclass(frozen=True)
class ForecastRow:
    """One forecast: EPS in CNY or profit in CNY million; errors are fractions, None while nothing was earned."""

    code: str
    name: str
    year: int
    by: Text
    measure: Text
    expected: Text
    comparable: Text
    earned: Text
    error: float | None
    last_year_error: float | None


@dataclass(frozen=True)
class SplitRow:
    """The change of a price since the report, in that of expected earnings and that of the multiple; fractions."""

    code: str
    name: str
    year: int
    then: Text
    on: date
    close: Text
    eps: Text
    multiple: Text
    price_change: float
    revision: float
    re_rating: float


@dataclass(frozen=True)
class ForecastPart:
    """The forecasts of one report; ``compared`` says whether anything was earned beside which to hold one."""

    rows: tuple[ForecastRow, ...]
    compared: bool
    splits: tuple[SplitRow, ...]
    said: tuple[Text, ...]


def forecast_parts(card: ForecastCard) -> dict[str, ForecastPart]:
    """Return the part of each report that forecasts anything, by its id."""
    return {each.report.id: _part(each) for each in card.reports if each.rows}


def forecast_legend(card: ForecastCard) -> tuple[Text, ...]:
    """Say how the tables are to be read, and what to do where results of years that are over are not stored."""
    due = any(row.announced_on is None and row.forecast.year < card.as_of.year for row in _rows(card))
    return (legend(card.as_of), *([EARNINGS] if due else []))


def _rows(card: ForecastCard) -> list[JudgedForecast]:
    return [row for each in card.reports for row in each.rows]


def _part(each: ReportForecasts) -> ForecastPart:
    reasons = counted((row.why, row.forecast) for row in each.rows if row.why)
    unsplit = counted((split.why, split) for split in each.unsplit)
    return ForecastPart(
        rows=tuple(map(_forecast, each.rows)),
        compared=any(row.compared for row in each.rows),
        splits=tuple(map(_split, each.re_ratings)),
        said=(
            *(together(by, summary) for by, summary in each.summaries.items() if summary.compared),
            *(both(f"without an error: {line}", f"无法计算误差：{line.zh}") for line in reasons),
            *doubts(each.re_ratings),
            *(both(f"price not split: {line}", f"股价变动未能拆分：{line.zh}") for line in unsplit),
        ),
    )


def _forecast(row: JudgedForecast) -> ForecastRow:
    forecast, per_share = row.forecast, row.measure == "eps"
    return ForecastRow(
        code=forecast.symbol,
        name=forecast.name,
        year=forecast.year,
        by=BY[forecast.by],
        measure=same("EPS") if per_share else both("profit", "净利润"),
        expected=_amount(row.expected, per_share=per_share),
        comparable=_amount(row.comparable, per_share=per_share),
        earned=_amount(row.earned, per_share=per_share),
        error=known(row.error),
        last_year_error=known(row.last_year_error),
    )


def _split(split: ReRating) -> SplitRow:
    first, then = split.first, split.then
    return SplitRow(
        code=split.symbol,
        name=split.name,
        year=split.year,
        then=speaker(then.said_by),
        on=then.day,
        close=_from_to(f"{first.close:.2f}", f"{then.close:.2f}"),
        eps=_from_to(_eps(first.eps), _eps(then.eps)),
        multiple=_from_to(_times(first), _times(then)),
        price_change=split.price_change,
        revision=split.revision,
        re_rating=split.re_rating,
    )


def _times(stand: Stand) -> str:
    return f"{stand.multiple:.0f}"


def _from_to(first: str, then: str) -> Text:
    return same(f"{first} → {then}")


def _amount(value: float, *, per_share: bool) -> Text:
    if known(value) is None:
        return same("–")
    return same(_eps(value) if per_share else f"{value / A_MILLION:,.0f}")


def _eps(value: float) -> str:
    """CNY per share with as many digits as a small one needs."""
    return f"{value:.2f}" if abs(value) >= A_DIME else f"{value:.3f}"
