"""The index a verdict judges against: what it is called, and what must be said of its dividends."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.market.indices import index_name, is_total_return, total_return_of
from backtest.result.result import Result
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class HeadlineIndex:
    """The index beside the strategy; ``values`` (T) are its closes, ``total_return`` says whether dividends are in."""

    symbol: str
    name: Text
    total_return: bool
    values: Floats


def headline_benchmark(result: Result) -> HeadlineIndex:
    """Return the one index of a run: that of its verdict, its metrics and its files."""
    symbol = result.benchmark_symbol
    return HeadlineIndex(symbol, written_name(symbol), is_total_return(symbol), result.benchmark)


def written_name(symbol: str) -> Text:
    """Return what an index is called, a price index by that word where its total return exists."""
    name = index_name(symbol)
    return both(f"{name} price index", f"{name.zh}价格指数") if total_return_of(symbol) else name


def benchmark_sentence(headline: HeadlineIndex) -> Text:
    """Say once, beside the excess, what the index does with its dividends."""
    name, symbol = headline.name, headline.symbol
    if headline.total_return:
        return both(
            f"The {name} ({symbol}) reinvests dividends before tax.", f"{name.zh}（{symbol}）按税前分红再投资计算。"
        )
    if not total_return_of(symbol):
        return both(
            f"Whether {symbol} reinvests dividends is not known here.", f"{symbol} 是否计入分红再投资，此处未知。"
        )
    return both(
        f"The {name} ({symbol}) leaves dividends out while the basket earns its own, which flatters the excess.",
        f"{name.zh}（{symbol}）不含分红，而组合收到分红，超额收益因此偏高。",
    )
