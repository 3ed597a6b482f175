"""Forecasts for people: for each report what was compared in a table and a few sentences, then how prices moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isnan
from typing import TYPE_CHECKING

from backtest.cli.layouts.fitting import MORE_COLUMNS, folded, print_fitted, reader_width
from backtest.cli.output import TextTable, say
from data_sources.language.text import NOTHING, Text, both, joined, said, same

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
BY = {"broker": both("broker", "研报自身"), "consensus": both("consensus", "一致预期")}
WHOSE = {
    "broker": both("its own forecasts", "研报自身预测"),
    "consensus": both("the consensus that it quotes", "所引一致预期"),
}


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
        _say(
            both(
                "backtest refresh --earnings stores what companies earned and what analysts expect",
                "backtest refresh --earnings 可存入公司业绩与分析师预测",
            )
        )
    _say(joined([_legend(found.card.as_of), NOTHING if wide else MORE_COLUMNS], ". ", "。"))


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
            _say(_together(WHOSE[by], summary))
    for line in _counted((row.why, row.forecast) for row in each.rows if row.why):
        _say(both(f"  without an error: {line}", f"  无法计算误差：{line.zh}"))
    if each.re_ratings:
        print_fitted(_table(RE_RATINGS, [_re_rating(split) for split in each.re_ratings]), LEFT_OUT, wide=wide)
    for note in _doubts(each.re_ratings):
        _say(joined(["  ", note], "", ""))
    for line in _counted((unsplit.why, unsplit) for unsplit in each.unsplit):
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


def _together(whose: Text, summary: ForecastSummary) -> Text:
    """What the forecasts of a report come to, and what knowing nothing would have come to."""
    part = f"{summary.too_high / summary.compared:.0%}"
    bias, typical = _percent(summary.bias), _size(summary.typical)
    own, last = _size(summary.typical_beside), _size(summary.last_year_typical)
    lost = (
        both(
            f"; {summary.lost} expected a profit that did not come, worse than any error",
            f"；另有 {summary.lost} 项预测盈利而实际亏损，比任何误差都严重",
        )
        if summary.lost
        else NOTHING
    )
    beside = (
        both(
            f"; closer than the last year's result in {summary.closer} of {summary.beside} "
            f"(typical error {own}, the last year's {last})",
            f"；{summary.beside} 项中有 {summary.closer} 项比直接沿用上年业绩更接近"
            f"（典型误差 {own}，沿用上年为 {last}）",
        )
        if summary.beside
        else NOTHING
    )
    return both(
        f"{whose}: {summary.too_high} of {summary.compared} too high ({part}), bias {bias}, typical error {typical}"
        f"{lost}{beside}",
        f"{whose.zh}：{summary.compared} 项中 {summary.too_high} 项偏高（{part}），平均偏差 {bias}，典型误差 {typical}"
        f"{lost.zh}{beside.zh}",
    )


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


def _doubts(splits: Iterable[ReRating]) -> list[Text]:
    """Printed closes that the store has otherwise, each once."""
    stands = {(split.symbol, stand) for split in splits for stand in (split.first, split.then) if stand.doubtful}
    told = {(symbol, each.day, each.said_by): each for symbol, each in stands}
    return [
        both(
            f"{said_by} prints {each.close:.2f} for {symbol} on {day}, the store has {each.stored:.2f}",
            f"{said_by} 所列 {symbol} 在 {day} 的收盘价为 {each.close:.2f}，数据库中为 {each.stored:.2f}",
        )
        for (symbol, day, said_by), each in sorted(told.items())
    ]


def _counted(given: Iterable[tuple[Text, Forecast | Unsplit]]) -> list[Text]:
    """Each reason once, with how many forecasts it is about, their years, and the companies where they are few."""
    about: dict[Text, list[Forecast | Unsplit]] = {}
    for why, each in given:
        about.setdefault(why, []).append(each)
    return [both(f"{why}: {_of(each)}", f"{why.zh}：{_of(each).zh}") for why, each in about.items()]


def _of(forecasts: Sequence[Forecast | Unsplit]) -> Text:
    names = list(dict.fromkeys(each.symbol for each in forecasts))
    few = len(names) <= FEW_NAMES
    which = both(f" ({', '.join(names)})", f"（{'、'.join(names)}）") if few else NOTHING
    years = [str(year) for year in sorted({each.year for each in forecasts})]
    count = len(forecasts)
    return both(
        f"{count} forecast{'s' if count > 1 else ''} of {', '.join(years)}{which}",
        f"{'、'.join(years)} 年的 {count} 项预测{which.zh}",
    )


def _legend(as_of: date) -> Text:
    return both(
        f"bars to {as_of}; EPS in CNY, profit in CNY million; error is what was expected over what was earned, less 1: "
        "above 0 the report expected too much; last year is the latest year that was known when the report came out. "
        "then is who said last what the year will bring, or has brought: price is the change of the close since the "
        "report, and (1 + price) = (1 + revision) x (1 + re-rating), bonus shares taken out",
        f"行情截至 {as_of}；EPS 单位为元，净利润单位为百万元；误差 = 预测 / 实际 − 1，为正即研报预测偏高；"
        "上年指研报发布时已知的最近一年业绩。后值出处指最近一次给出该年数值者；股价变动为研报以来收盘价的变动，"
        "（1 + 股价变动）=（1 + 盈利修正）×（1 + 估值变动），已剔除送转",
    )


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


def _size(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:.1f}%"
