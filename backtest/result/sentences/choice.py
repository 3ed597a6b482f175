"""What the names that could have been chosen made, in words: those that reports had named, or all of a store."""

from __future__ import annotations

from backtest.result.comparison import Comparison
from backtest.result.evidence import PoolExcess
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import percent, points
from data_sources.language.text import NOTHING, Text, both


def pool_sentence(seen: PoolExcess, numbers: Comparison) -> Text:
    """Say what holding all the names that reports had named by then made, and the excess over it."""
    over = seen.numbers
    by, more = points(numbers.own - over.market), numbers.own >= over.market
    made, told = percent(over.market, signed=True), _difference(over)
    return both(
        f"The equal weight of the {seen.names} stored name{'' if seen.names == 1 else 's'} that reports had named by "
        f"then, its own among them, bought at the base and held without costs, made "
        f"{made}: this run made {by} {'more' if more else 'less'}{told}.",
        f"当时研报已提及且库中有行情的 {seen.names} 只个股（含本组合个股），在基准日等权买入并持有、不计费用，收益 "
        f"{made}：本次回测{'多赚' if more else '少赚'} {by.zh}{told.zh}。",
    )


def _difference(over: Comparison) -> Text:
    """Whether the interval of a difference includes zero, as the end of a sentence; empty for too short a record."""
    interval = over.shown_interval
    if interval is None:
        return NOTHING
    zero = both("leaves zero out", "不含零") if interval.excludes_zero else both("includes zero", "包含零")
    sure = f"{interval.confidence:.0%}"
    return both(f"; the {sure} interval of the difference {zero}", f"；差额的 {sure} 置信区间{zero.zh}")


def universe_sentence(result: Result, part: RunPart) -> Text:
    """Say what the names that a user's own run chose from made, and how much of it no report had named."""
    universe = result.universe
    if universe is None:
        return NOTHING
    unnamed = NOTHING
    if universe.unnamed_share is not None:
        share = percent(universe.unnamed_share, 0)
        unnamed = both(
            f"; {share} of its weight was in names that no report had named by then",
            f"；其 {share} 的权重投向当时尚无研报提及的个股",
        )
    made = percent(universe.over(part.first, part.last), signed=True)
    return both(
        f"The equal weight of the {universe.names} name{'' if universe.names == 1 else 's'} of the store that it could "
        f"choose from made {made}{unnamed}.",
        f"库中可供其选择的 {universe.names} 只个股等权收益 {made}{unnamed.zh}。",
    )
