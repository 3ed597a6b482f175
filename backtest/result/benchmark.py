"""The index a verdict judges against: what it is called, and what must be said of its dividends."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.market.indices import index_name, is_total_return, total_return_of
from backtest.result.result import Result
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class HeadlineIndex:
    """The index beside the strategy; ``values`` (T) are its closes, ``total_return`` says whether dividends are in."""

    symbol: str
    name: str
    total_return: bool
    values: Floats


def headline_benchmark(result: Result) -> HeadlineIndex:
    """Return the one index of a run: that of its verdict, its metrics and its files."""
    symbol = result.benchmark_symbol
    return HeadlineIndex(symbol, written_name(symbol), is_total_return(symbol), result.benchmark)


def written_name(symbol: str) -> str:
    """Return what an index is called, a price index by that word where its total return exists."""
    return f"{index_name(symbol)} price index" if total_return_of(symbol) else index_name(symbol)


def benchmark_sentence(headline: HeadlineIndex) -> str:
    """Say once, beside the excess, what the index does with its dividends."""
    if headline.total_return:
        return f"The {headline.name} ({headline.symbol}) reinvests dividends before tax."
    if not total_return_of(headline.symbol):
        return f"Whether {headline.symbol} reinvests dividends is not known here."
    return (
        f"The {headline.name} ({headline.symbol}) leaves dividends out while the basket earns its own, which flatters "
        "the excess."
    )
