"""The names that earned and lost most in each part of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.metrics.profit import Cents, profit_by_symbol
from backtest.metrics.split import PartName
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import segment
from data_sources.language.text import Text


@dataclass(frozen=True)
class NameProfit:
    """One name: CNY of profit over the part, and as a fraction of the equity at its base."""

    symbol: str
    name: str
    segment: Text
    profit: float
    share: float


@dataclass(frozen=True)
class Contribution:
    """The names that earned and lost most in one part; ``others`` is the profit of those not listed.

    ``total`` is the change of equity, which the profits of all names add up to.
    """

    part: PartName
    label: Text
    top: tuple[NameProfit, ...]
    bottom: tuple[NameProfit, ...]
    others: float
    total: float


def contribution(part: RunPart, count: int = 10) -> Contribution:
    """Return the largest profits and the largest losses of a part, at most ``count`` of each."""
    ledger = part.ledger
    profit = profit_by_symbol(ledger, part.first, part.last)
    order = np.lexsort((np.arange(len(profit)), -profit))
    winners = [int(i) for i in order if profit[i] > 0][:count]
    losers = [int(i) for i in order[::-1] if profit[i] < 0][:count]
    base = float(ledger.equity[part.first])
    listed = profit[winners].sum() + profit[losers].sum()
    return Contribution(
        part.name,
        part.label,
        tuple(_name_profit(part.execution, i, profit, base) for i in winners),
        tuple(_name_profit(part.execution, i, profit, base) for i in losers),
        others=int(profit.sum() - listed) / 100,
        total=int(profit.sum()) / 100,
    )


def _name_profit(result: Result, i: int, profit: Cents, base: float) -> NameProfit:
    symbol, earned = result.ledger.symbols[i], int(profit[i]) / 100
    return NameProfit(
        symbol, result.names.get(symbol, ""), segment(result.segments.get(symbol, "")), earned, earned / base
    )
