"""What is said of forecasts in sentences: how far off they were together, why some have no error, how to read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isnan

from data_sources.language.text import NOTHING, Text, both, same
from strategies.documents.document import Forecast
from strategies.forecasts.re_rating import CONSENSUS, RESULT, ReRating, Unsplit
from strategies.forecasts.summary import ForecastSummary

ABSENT = "-"
FEW_NAMES = 3
WHOSE: Mapping[str, Text] = {
    "broker": both("its own forecasts", "研报自身预测"),
    "consensus": both("the consensus that it quotes", "研报引用的一致预期"),
}
EARNINGS = both(
    "backtest refresh --earnings stores what companies earned and what analysts expect",
    "backtest refresh --earnings 可取得公司业绩与分析师一致预期",
)
"""What to do while forecasts of years that are over stand beside no result."""


def speaker(said_by: str) -> Text:
    """Return who says what a year brings: a report by its id, the consensus or the company's result."""
    return {CONSENSUS: both("consensus", "一致预期"), RESULT: both("result", "实际业绩")}.get(said_by, same(said_by))


def together(by: str, summary: ForecastSummary) -> Text:
    """Say what forecasts come to, and what knowing nothing would have come to; ``by`` one word of ``FORECASTERS``."""
    whose, share = WHOSE[by], summary.too_high / summary.compared
    return both(
        f"{whose}: {summary.too_high} of {summary.compared} too high ({share:.0%}), "
        f"bias {_percent(summary.bias)}, typical error {_size(summary.typical)}{_lost(summary)}{_beside(summary)}",
        f"{whose.zh}：{summary.compared} 项中 {summary.too_high} 项偏高（{share:.0%}），"
        f"误差中位数 {_percent(summary.bias)}，误差绝对值中位数 {_size(summary.typical)}"
        f"{_lost(summary).zh}{_beside(summary).zh}",
    )


def _lost(summary: ForecastSummary) -> Text:
    if not summary.lost:
        return NOTHING
    return both(
        f"; {summary.lost} expected a profit that did not come, worse than any error",
        f"；{summary.lost} 项预测盈利而实际亏损，视为大于任何误差",
    )


def _beside(summary: ForecastSummary) -> Text:
    if not summary.beside:
        return NOTHING
    own, other = _size(summary.typical_beside), _size(summary.last_year_typical)
    return both(
        f"; closer than the last year's result in {summary.closer} of {summary.beside} "
        f"(typical error {own}, the last year's {other})",
        f"；{summary.beside} 项中 {summary.closer} 项比上年业绩更接近实际"
        f"（误差绝对值中位数 {own}，以上年业绩为预测则为 {other}）",
    )


def counted(said: Iterable[tuple[Text, Forecast | Unsplit]]) -> list[Text]:
    """Say each reason once, with how many forecasts it is about, their years, and the companies where they are few."""
    about: dict[Text, list[Forecast | Unsplit]] = {}
    for why, each in said:
        about.setdefault(why, []).append(each)
    return [_reason(why, each) for why, each in about.items()]


def _reason(why: Text, forecasts: Sequence[Forecast | Unsplit]) -> Text:
    names = list(dict.fromkeys(each.symbol for each in forecasts))
    few = len(names) <= FEW_NAMES
    which, which_zh = (f" ({', '.join(names)})", f"：{'、'.join(names)}") if few else ("", "")
    years = sorted({str(each.year) for each in forecasts})
    return both(
        f"{why}: {len(forecasts)} forecast{'s' if len(forecasts) > 1 else ''} of {', '.join(years)}{which}",
        f"{why.zh}（{'、'.join(years)} 年预测 {len(forecasts)} 项{which_zh}）",
    )


def doubts(splits: Iterable[ReRating]) -> list[Text]:
    """Say which printed closes the store has otherwise, each once."""
    stands = {(split.symbol, stand) for split in splits for stand in (split.first, split.then) if stand.doubtful}
    told = {(symbol, each.day, each.said_by): each for symbol, each in stands}
    return [
        both(
            f"{said_by} prints {each.close:.2f} for {symbol} on {day}, the store has {each.stored:.2f}",
            f"{said_by} 所载 {symbol} {day} 收盘价为 {each.close:.2f}，数据库中为 {each.stored:.2f}",
        )
        for (symbol, day, said_by), each in sorted(told.items())
    ]


def legend(as_of: date) -> Text:
    """Say how the columns are to be read, with the last day whose prices were used."""
    return both(
        f"bars to {as_of}; EPS in CNY, profit in CNY million; error is what was expected over what was earned, less 1: "
        "above 0 the report expected too much; last year is the latest year that was known when the report came out. "
        "then is who said last what the year will bring, or has brought: price is the change of the close since the "
        "report, and (1 + price) = (1 + revision) x (1 + re-rating), bonus shares taken out",
        f"行情截至 {as_of}；EPS 单位为元，利润单位为百万元；误差 = 预测 ÷ 实际 − 1，大于 0 即预测偏高；"
        "上年指研报发布时已知的最近年度；后值出处指最近一次给出该年度数字者；股价变动自研报起算，"
        "(1 + 股价变动) = (1 + 盈利修正) × (1 + 估值变动)，已剔除送转影响",
    )


def _percent(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:+.1f}%"


def _size(value: float) -> str:
    return ABSENT if isnan(value) else f"{value * 100:.1f}%"
