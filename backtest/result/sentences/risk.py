"""The Sharpe ratio and the worst fall of a part, in words, each with its interval."""

from __future__ import annotations

from backtest.result.parts import RunPart
from backtest.result.wording import number, percent, span_words
from backtest.validity.drawdown_interval import DrawdownInterval
from backtest.validity.sharpe import Sharpe
from data_sources.language.text import Text, both


def sharpe_sentence(seen: Sharpe) -> Text:
    """Say what the Sharpe ratio is, and how far it could be off; for a part of a year or more."""
    own, low, high, sure = number(seen.annual), number(seen.low), number(seen.high), f"{seen.confidence:.0%}"
    return both(
        f"Its Sharpe ratio is {own} a year, {sure} interval {low} to {high}.",
        f"夏普比率（年化）为 {own}，{sure} 置信区间 {low} 至 {high}。",
    )


def drawdown_sentence(seen: DrawdownInterval, part: RunPart) -> Text:
    """Say how deep the worst fall was, and how deep stretches of the same days fall when they are drawn again."""
    deepest = part.metrics.get("max_drawdown")
    own = percent(deepest if isinstance(deepest, float) else None)
    ends, sure = span_words(abs(seen.high), abs(seen.low), signed=False), f"{seen.confidence:.0%}"
    return both(
        f"Its maximum drawdown was {own}; stretches of as many of its days, drawn again in blocks of {seen.block} "
        f"sessions (bootstrap), fall by {ends} in {sure} of cases.",
        f"最大回撤为 {own}；以 {seen.block} 个交易日为一块重抽样（自助法），{sure} 的情形下同样长度区间的最大回撤在 "
        f"{ends.zh} 之间。",
    )
