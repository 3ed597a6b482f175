"""Whether the excess over the index can be told from chance, in words."""

from __future__ import annotations

from backtest.result.benchmark import HeadlineIndex
from backtest.result.comparison import Comparison
from backtest.result.parts import RunPart
from backtest.result.wording import percent, sessions, span_words
from data_sources.language.text import Text, amid, both

ONE_BASKET = both("It is one basket in one period all the same.", "不过，这终究只是一个区间里的一个组合。")


def chance_sentence(part: RunPart, seen: Comparison, benchmark: HeadlineIndex) -> Text:
    """Say whether a mean of zero explains the excess; under a year nothing is written as a rate a year."""
    interval = seen.shown_interval
    if interval is None:
        many = sessions(part.sessions)
        return both(
            f"With {many} the record is too short to tell the excess from chance.",
            f"样本仅 {many.zh}，时间太短，无法判断超额收益是否出于运气。",
        )
    if seen.under_a_year:
        grown = percent(seen.relative, signed=True)
        what = both(
            f"Its wealth relative to the index grew by {grown} in these {part.sessions} sessions",
            f"这 {part.sessions} 个交易日里，相对指数的净值变动 {grown}",
        )
    else:
        grown = percent(seen.annual_excess, signed=True)
        what = both(f"The excess is {grown} a year", f"年化超额收益 {grown}")
    sure, ends = f"{interval.confidence:.0%}", span_words(interval.low, interval.high)
    span = both(f"{what}; the {sure} interval of that, {ends}, ", f"{what.zh}，其 {sure} 置信区间 {ends.zh}，")
    if interval.excludes_zero:
        return both(
            f"{span}leaves zero out: not explained by a zero mean against the {benchmark.name}. {ONE_BASKET}",
            f"{span.zh}不含零：不能以相对{amid(benchmark.name)}的超额均值为零来解释。{ONE_BASKET.zh}",
        )
    return both(f"{span}includes zero: it cannot be told from chance so far.", f"{span.zh}包含零：尚不能与运气区分。")
