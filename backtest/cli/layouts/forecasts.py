"""Forecasts for people: for each report what was compared in a table and a few sentences, then how prices moved."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.layouts.fitting import fitting, folded, reader_width
from backtest.cli.output import TextTable, print_table, say
from data_sources.language.text import both, said

if TYPE_CHECKING:
    from datetime import date

    from backtest.app.forecasts import JudgedForecasts
    from strategies.documents.document import Forecast
    from strategies.forecasts.card import ReportForecasts
    from strategies.forecasts.judged import JudgedForecast
    from strategies.forecasts.re_rating import ReRating, Unsplit
    from strategies.forecasts.summary import ForecastSummary

ABSENT = "-"
A_MILLION = 1e6
FEW_NAMES = 3
A_DIME = 0.1

FORECASTS = (
    "company",
    "year",
    "by",
    "of",
    "expected",
    "per share now",
    "earned",
    "error",
    "last year",
    "last year's error",
)
RE_RATINGS = ("company", "year", "then", "on", "shares", "close", "EPS", "multiple", "price", "revision", "re-rating")
HEADS = {
    "company": "公司",
    "year": "年度",
    "by": "出处",
    "of": "指标",
    "expected": "预测",
    "per share now": "折合现股本",
    "earned": "实际",
    "error": "误差",
    "last year": "上年",
    "last year's error": "以上年为预测的误差",
    "then": "后值出处",
    "on": "日期",
    "shares": "股本",
    "close": "收盘价",
    "EPS": "EPS",
    "multiple": "市盈率",
    "price": "股价变动",
    "revision": "盈利修正",
    "re-rating": "估值变动",
}
LEFT_OUT = ("of", "last year", "by", "per share now", "shares", "on", "close", "EPS")
TEXT = frozenset({"company", "by", "of", "then"})
WHOSE = {"broker": "its own forecasts", "consensus": "the consensus that it quotes"}


def print_forecasts(found: JudgedForecasts) -> None:
    """Print the reports in order, each with its forecasts and its splits, then how to read them."""
    if found.simulated:
        say(both("SIMULATED market: no price in it is real", "模拟(SIMULATED)行情：其中没有任何真实价格"))
    if found.caveat:
        _say(both(f"but: {found.caveat}", f"但：{said(found.caveat, 'zh')}"))
    for each in found.card.reports:
        if each.rows:
            _report(each)
    silent = [each.report.id for each in found.card.reports if not each.rows]
    if silent:
        _say(f"without a forecast: {', '.join(silent)}")
    ended = [row for each in found.card.reports for row in each.rows if row.forecast.year < found.card.as_of.year]
    if any(row.announced_on is None for row in ended):
        _say("backtest refresh --earnings stores what companies earned and what analysts expect")
    _say(_legend(found.card.as_of))


def _report(each: ReportForecasts) -> None:
    report = each.report
    priced = f", prices of {report.priced_on}" if report.priced_on else ""
    broker = f"{report.broker} ({report.broker_zh})" if report.broker_zh else report.broker
    _say(f"{report.id} {broker}, {report.published}{priced}: {len(each.rows)} forecasts")
    compared = [row for row in each.rows if row.compared]
    if compared:
        print_table(_fitted(FORECASTS, [_forecast(row) for row in compared]))
    for by, summary in each.summaries.items():
        if summary.compared:
            _say(_together(WHOSE[by], summary))
    for line in _counted((row.why, row.forecast) for row in each.rows if row.why):
        _say(f"  without an error: {line}")
    if each.re_ratings:
        print_table(_fitted(RE_RATINGS, [_re_rating(split) for split in each.re_ratings]))
    for note in _doubts(each.re_ratings):
        _say(f"  {note}")
    for line in _counted((unsplit.why, unsplit) for unsplit in each.unsplit):
        _say(f"  not split: {line}")
    say()


def _forecast(row: JudgedForecast) -> dict[str, str]:
    said = row.forecast
    return {
        "company": f"{said.symbol} {said.name}",
        "year": str(said.year),
        "by": said.by,
        "of": "EPS" if row.measure == "eps" else "profit",
        "expected": _amount(row, row.expected),
        "per share now": ABSENT if row.comparable == row.expected else _amount(row, row.comparable),
        "earned": _amount(row, row.earned),
        "error": _percent(row.error),
        "last year": _amount(row, row.last_year),
        "last year's error": _percent(row.last_year_error),
    }


def _together(whose: str, summary: ForecastSummary) -> str:
    """What the forecasts of a report come to, and what knowing nothing would have come to."""
    share = f"{summary.too_high} of {summary.compared} too high ({summary.too_high / summary.compared:.0%})"
    errors = f"bias {_percent(summary.bias)}, typical error {_size(summary.typical)}"
    lost = f"; {summary.lost} expected a profit that did not come, worse than any error" if summary.lost else ""
    beside = (
        f"; closer than the last year's result in {summary.closer} of {summary.beside} "
        f"(typical error {_size(summary.typical_beside)}, the last year's {_size(summary.last_year_typical)})"
    )
    return f"{whose}: {share}, {errors}{lost}{beside if summary.beside else ''}"


def _re_rating(split: ReRating) -> dict[str, str]:
    first, then = split.first, split.then
    return {
        "company": f"{split.symbol} {split.name}",
        "year": str(split.year),
        "then": then.said_by,
        "on": str(then.day),
        "shares": ABSENT if split.shares == 1.0 else f"1 is {split.shares:.4g}",
        "close": f"{first.close:.2f} to {then.close:.2f}",
        "EPS": f"{_eps(first.eps)} to {_eps(then.eps)}",
        "multiple": f"{first.multiple:.0f} to {then.multiple:.0f}",
        "price": _percent(split.price_change),
        "revision": _percent(split.revision),
        "re-rating": _percent(split.re_rating),
    }


def _doubts(splits: Iterable[ReRating]) -> list[str]:
    """Printed closes that the store has otherwise, each once."""
    stands = {(split.symbol, stand) for split in splits for stand in (split.first, split.then) if stand.doubtful}
    told = {(symbol, each.day, each.said_by): each for symbol, each in stands}
    return [
        f"{said_by} prints {each.close:.2f} for {symbol} on {day}, the store has {each.stored:.2f}"
        for (symbol, day, said_by), each in sorted(told.items())
    ]


def _counted(said: Iterable[tuple[str, Forecast | Unsplit]]) -> list[str]:
    """Each reason once, with how many forecasts it is about, their years, and the companies where they are few."""
    about: dict[str, list[Forecast | Unsplit]] = {}
    for why, each in said:
        about.setdefault(why, []).append(each)
    return [f"{why}: {_of(each)}" for why, each in about.items()]


def _of(forecasts: Sequence[Forecast | Unsplit]) -> str:
    names = list(dict.fromkeys(each.symbol for each in forecasts))
    which = f" ({', '.join(names)})" if len(names) <= FEW_NAMES else ""
    years = ", ".join(str(year) for year in sorted({each.year for each in forecasts}))
    return f"{len(forecasts)} forecast{'s' if len(forecasts) > 1 else ''} of {years}{which}"


def _legend(as_of: date) -> str:
    return (
        f"bars to {as_of}; EPS in CNY, profit in CNY million; error is what was expected over what was earned, less 1: "
        "above 0 the report expected too much; last year is the latest year that was known when the report came out. "
        "then is who said last what the year will bring, or has brought: price is the change of the close since the "
        "report, and (1 + price) = (1 + revision) x (1 + re-rating), bonus shares taken out. "
        "COLUMNS=160 and --json have the columns that are left out for want of room"
    )


def _fitted(columns: tuple[str, ...], cells: list[dict[str, str]]) -> TextTable:
    """A table without the columns that say nothing in any row, nor those that do not fit."""
    shown = [name for name in columns if any(each[name] != ABSENT for each in cells)]
    rows = [tuple(each[name] for name in shown) for each in cells]
    table = TextTable(
        tuple(both(name, HEADS[name]) for name in shown), rows, frozenset(shown) - TEXT, TEXT & set(shown)
    )
    return fitting(table, LEFT_OUT, reader_width(), drawn=sys.stdout.isatty())


def _say(text: str) -> None:
    for line in folded(text, reader_width()):
        say(line)


def _amount(row: JudgedForecast, value: float) -> str:
    if isnan(value):
        return ABSENT
    return _eps(value) if row.measure == "eps" else f"{value / A_MILLION:,.0f}"


def _eps(value: float) -> str:
    """CNY per share with as many digits as a small one needs."""
    return f"{value:.2f}" if abs(value) >= A_DIME else f"{value:.3f}"


def _percent(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:+.1f}%"


def _size(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:.1f}%"
