"""Forecasts for people: for each report what was compared in a table and a few sentences, then how prices moved."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.layouts.fitting import MORE_COLUMNS, folded, print_fitted, reader_width
from backtest.cli.output import TextTable, say
from data_sources.language.text import NOTHING, both, joined, said, same
from strategies.forecasts.words import EARNINGS, counted, doubts, legend, together

if TYPE_CHECKING:
    from backtest.app.forecasts import JudgedForecasts
    from strategies.forecasts.card import ReportForecasts
    from strategies.forecasts.judged import JudgedForecast
    from strategies.forecasts.re_rating import ReRating

ABSENT = "-"
A_MILLION = 1e6
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
BY = {"broker": both("broker", "研报自身"), "consensus": both("consensus", "一致预期")}


def print_forecasts(found: JudgedForecasts, *, wide: bool = False) -> None:
    """Print the reports in order, each with its forecasts and its splits, then how to read them.

    ``wide`` shows every column whatever the terminal.
    """
    if found.simulated:
        say(both("SIMULATED market: no price in it is real", "模拟(SIMULATED)行情：其中没有任何真实价格"))
    if found.caveat:
        _say(both(f"but: {found.caveat}", f"但：{said(found.caveat, 'zh')}"))
    for each in found.card.reports:
        if each.rows:
            _report(each, wide=wide)
    silent = [each.report.id for each in found.card.reports if not each.rows]
    if silent:
        _say(both(f"without a forecast: {', '.join(silent)}", f"没有预测的研报：{'、'.join(silent)}"))
    ended = [row for each in found.card.reports for row in each.rows if row.forecast.year < found.card.as_of.year]
    if any(row.announced_on is None for row in ended):
        _say(EARNINGS)
    _say(joined([legend(found.card.as_of), NOTHING if wide else MORE_COLUMNS], ". ", "。"))


def _report(each: ReportForecasts, *, wide: bool) -> None:
    report = each.report
    day = report.priced_on
    priced = both(f", prices of {day}", f"，股价取自 {day}") if day else NOTHING
    broker = f"{report.broker} ({report.broker_zh})" if report.broker_zh else report.broker
    _say(
        both(
            f"{report.id} {broker}, {report.published}{priced}: {len(each.rows)} forecasts",
            f"{report.id} {report.broker_zh or report.broker}，{report.published}{priced.zh}：{len(each.rows)} 项预测",
        )
    )
    compared = [row for row in each.rows if row.compared]
    if compared:
        print_fitted(_table(FORECASTS, [_forecast(row) for row in compared]), LEFT_OUT, wide=wide)
    for by, summary in each.summaries.items():
        if summary.compared:
            _say(together(by, summary))
    for line in counted((row.why, row.forecast) for row in each.rows if row.why):
        _say(both(f"  without an error: {line}", f"  无法计算误差：{line.zh}"))
    if each.re_ratings:
        print_fitted(_table(RE_RATINGS, [_re_rating(split) for split in each.re_ratings]), LEFT_OUT, wide=wide)
    for note in doubts(each.re_ratings):
        _say(joined(["  ", note], "", ""))
    for line in counted((unsplit.why, unsplit) for unsplit in each.unsplit):
        _say(both(f"  not split: {line}", f"  无法拆分：{line.zh}"))
    say()


def _forecast(row: JudgedForecast) -> dict[str, str]:
    given = row.forecast
    return {
        "company": f"{given.symbol} {given.name}",
        "year": str(given.year),
        "by": BY.get(given.by, same(given.by)),
        "of": same("EPS") if row.measure == "eps" else both("profit", "净利润"),
        "expected": _amount(row, row.expected),
        "per share now": ABSENT if row.comparable == row.expected else _amount(row, row.comparable),
        "earned": _amount(row, row.earned),
        "error": _percent(row.error),
        "last year": _amount(row, row.last_year),
        "last year's error": _percent(row.last_year_error),
    }


def _re_rating(split: ReRating) -> dict[str, str]:
    first, then = split.first, split.then
    return {
        "company": f"{split.symbol} {split.name}",
        "year": str(split.year),
        "then": then.said_by,
        "on": str(then.day),
        "shares": ABSENT if split.shares == 1.0 else both(f"1 is {split.shares:.4g}", f"1 股变 {split.shares:.4g} 股"),
        "close": both(f"{first.close:.2f} to {then.close:.2f}", f"{first.close:.2f} → {then.close:.2f}"),
        "EPS": both(f"{_eps(first.eps)} to {_eps(then.eps)}", f"{_eps(first.eps)} → {_eps(then.eps)}"),
        "multiple": f"{first.multiple:.0f} to {then.multiple:.0f}",
        "price": _percent(split.price_change),
        "revision": _percent(split.revision),
        "re-rating": _percent(split.re_rating),
    }


def _table(columns: tuple[str, ...], cells: list[dict[str, str]]) -> TextTable:
    """A table without the columns that say nothing in any row."""
    shown = [name for name in columns if any(each[name] != ABSENT for each in cells)]
    rows = [tuple(each[name] for name in shown) for each in cells]
    heads = tuple(both(name, HEADS[name]) for name in shown)
    return TextTable(heads, rows, frozenset(shown) - TEXT, TEXT & set(shown))


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
