"""The index that a document names for the market of a symbol, and what the store has of it.

The price index that a document names, not its version with dividends: standards speak of price change on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from backtest.market.panel import Panel
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats
from data_sources.tables.symbols import parse_index, parse_symbol
from strategies.documents.rating import RatingStandard
from strategies.scorecard.price_change import UNKNOWN, Prices, index_move
from strategies.scorecard.window import Window

A_SHARES, BEIJING = "A", "BSE"  # the words of the files for the markets of Shanghai and Shenzhen, and of Beijing

LACKS_ENDS = both("has no level at both ends of the window", "在区间两端没有点位")
NOT_STORED = both("is not stored", "不在数据库中")


@dataclass(frozen=True)
class Benchmark:
    """What a call is held against over one window.

    ``symbol`` is empty where the document names no single index; ``growth`` is a fraction, NaN when the store lacks a
    level at either end. ``notes`` say why there is no verdict, or which market's index stands in for a missing word.
    """

    symbol: str
    growth: float
    notes: tuple[Text, ...] = ()


def benchmark_for(panel: Panel, standard: RatingStandard, window: Window, *, beijing: bool = False) -> Benchmark:
    """Return the benchmark of A shares, or of Beijing's names, by a rating standard.

    A name of Beijing is held against Beijing's index where the document prints one, against that of A shares otherwise.
    """
    by_market = {each.market: each for each in standard.benchmarks}
    named = (by_market.get(BEIJING) if beijing else None) or by_market.get(A_SHARES)
    if named is None:
        unnamed = both("no verdict: the document names no benchmark for A shares", "无结论：研报没有给出 A 股基准")
        return Benchmark("", UNKNOWN, (unnamed,))
    if not named.symbol:
        left_open = both(
            f"no verdict: the document leaves its benchmark open ({named.name})",
            f"无结论：研报没有确定基准（{named.name}）",
        )
        return Benchmark("", UNKNOWN, (left_open,))
    index = str(parse_index(named.symbol))
    stands_in = beijing and named.market != BEIJING
    notes = (_beijing(index),) if stands_in else ()
    growth = index_move(panel, index, window)
    if np.isfinite(growth):
        return Benchmark(index, growth, notes)
    lacking = LACKS_ENDS if index in panel.benchmarks else NOT_STORED
    which = f"{index} {named.name}".strip()
    why = both(f"no verdict: the document's benchmark {which} {lacking}", f"无结论：研报基准 {which} {lacking.zh}")
    return Benchmark(index, UNKNOWN, (*notes, why))


def _beijing(index: str) -> Text:
    return both(
        f"the document names no benchmark for Beijing: held against {index}", f"研报没有给出北交所基准：与 {index} 比较"
    )


def levels_for(panel: Panel, standard: RatingStandard, window: Window, *, beijing: bool = False) -> Floats | None:
    """Return the levels of that benchmark on the sessions of a window, both ends included; None without one.

    A level in between may be NaN.
    """
    benchmark = benchmark_for(panel, standard, window, beijing=beijing)
    if not np.isfinite(benchmark.growth):
        return None
    return panel.benchmarks[benchmark.symbol][window.base : window.last + 1]


def excess_of_all(prices: Prices, standard: RatingStandard, window: Window) -> Floats:
    """Return the excess of every stored name (N) over the benchmark of its own market, a fraction.

    NaN for names without a price at the base, and for those whose benchmark the store lacks.
    """
    panel = prices.panel
    a_shares, beijing = (benchmark_for(panel, standard, window, beijing=each).growth for each in (False, True))
    growth = np.array([beijing if is_beijing(symbol) else a_shares for symbol in panel.symbols])
    excess: Floats = prices.price[window.last] / prices.price[window.base] - 1.0 - growth
    return excess


def of_a_shares(standard: RatingStandard) -> RatingStandard:
    """Return a standard with the benchmark of A shares alone, which an industry and a basket are held against."""
    return replace(standard, benchmarks=tuple(each for each in standard.benchmarks if each.market == A_SHARES))


def is_beijing(symbol: str) -> bool:
    """Whether an A share trades in Beijing."""
    return parse_symbol(symbol).board == "beijing"
