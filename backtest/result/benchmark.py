"""Which index a verdict judges against, and what that index is called."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.market.indices import index_name
from backtest.result.result import Result
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class HeadlineIndex:
    """An index beside the strategy; ``values`` (T) are its closes, ``total_return`` says whether dividends are in."""

    symbol: str
    name: str
    total_return: bool
    values: Floats


def price_benchmark(result: Result) -> HeadlineIndex:
    """Return the price index of the run, the one `metrics.json` is computed against."""
    symbol = result.options.benchmark
    return HeadlineIndex(symbol, f"{index_name(symbol)} price index", total_return=False, values=result.benchmark)


def headline_benchmark(result: Result) -> HeadlineIndex:
    """Return the total-return index when it covers every session of the run, otherwise the price index.

    Baskets earn dividends, so an index without them would flatter every basket.
    """
    values = result.total_return_benchmark
    if values is None or not np.isfinite(values).all():
        return price_benchmark(result)
    symbol = result.total_return_symbol
    return HeadlineIndex(symbol, index_name(symbol), total_return=True, values=values)


def benchmark_sentence(headline: HeadlineIndex) -> str:
    """Say which index the headline uses and why."""
    if headline.total_return:
        return (
            f"The headline compares with the {headline.name} index ({headline.symbol}), which reinvests dividends, "
            "because the basket earns its dividends too. The price index stands beside it."
        )
    return (
        f"The headline compares with the {headline.name} ({headline.symbol}), which leaves dividends out while the "
        "basket earns its own: no total-return index was stored for all of these sessions, so the excess is flattered "
        "by the dividends of the index."
    )
