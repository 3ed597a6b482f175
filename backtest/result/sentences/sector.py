"""What the sector explains of an excess, in words."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.market.indices import index_label
from backtest.result.benchmark import written_name
from backtest.result.comparison import Comparison
from backtest.result.sector import SectorAlpha, sector_words
from backtest.result.wording import percent, span_words
from data_sources.language.text import NOTHING, Text, amid, both, listed


def sector_sentence(seen: SectorAlpha, numbers: Comparison, index: str) -> Text:
    """Say what is left when the market, the index of the badge, and the sector have had their due."""
    alpha, beside, name = seen.alpha, sector_words(seen), written_name(index)
    scale = numbers.years if numbers.under_a_year else 1.0
    if numbers.under_a_year:
        span = both(f"over these {alpha.sessions} sessions", f"这 {alpha.sessions} 个交易日的阿尔法为 ")
    else:
        span = both("a year", "年化阿尔法为 ")
    own, ends = percent(alpha.annual * scale, signed=True), span_words(alpha.low * scale, alpha.high * scale)
    explained, sure = percent(alpha.r_squared, 0), f"{alpha.confidence:.0%}"
    without = NOTHING if seen.by_pool else both(" (price indices, without dividends)", "（价格指数，不含分红）")
    head = both(
        f"Beside the {name} and {beside}{without}, which explain {explained} of its daily variance, its alpha is {own} "
        f"{span}; the {sure} interval of that, {ends}, ",
        f"对{amid(name)}和{beside.zh}{without.zh}回归，可解释其日收益方差的 {explained}，"
        f"{span.zh}{own}，{sure} 置信区间 {ends.zh}，",
    )
    if not alpha.excludes_zero:
        return both(f"{head}includes zero: it cannot be told from its sector.", f"{head.zh}包含零：与行业无法区分。")
    if alpha.low > 0:
        return both(f"{head}lies above zero.", f"{head.zh}高于零。")
    return both(f"{head}lies below zero.", f"{head.zh}低于零。")


def sector_returns_sentence(made: Sequence[tuple[str, float]]) -> Text:
    """Say what each index of the sector made over the same sessions; empty without any."""
    if not made:
        return NOTHING
    each = [_index_made(index_label(symbol), percent(grown, signed=True)) for symbol, grown in made]
    return both(f"Over the same sessions, without dividends: {listed(each)}.", f"同期（不含分红）：{listed(each).zh}。")


def _index_made(label: Text, grown: Text) -> Text:
    return both(f"{label} {grown}", f"{amid(label).lstrip()}{grown}")


def incomplete_sentence(symbols: tuple[str, ...]) -> Text:
    """Say which indices of the sector lack sessions and were left out; empty without any."""
    if not symbols:
        return NOTHING
    names, lack = listed(symbols), "lacks" if len(symbols) == 1 else "lack"
    return both(
        f"{names} {lack} sessions of this part and could not be used.",
        f"{names.zh} 在本区间缺少部分交易日，未能使用。",
    )
