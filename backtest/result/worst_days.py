"""The worst days of a part, and the names that made them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.metrics.curve import Curve
from backtest.metrics.daily_spread import worst_rows
from backtest.metrics.profit import profit_by_symbol
from backtest.metrics.returns import daily_returns
from backtest.result.parts import RunPart

NAMED = 3


@dataclass(frozen=True)
class DayLoss:
    """What one name lost on a day: as a fraction of the equity at the close before, so that the names add up."""

    symbol: str
    name: str
    share: float


@dataclass(frozen=True)
class WorstDay:
    """One session with the return of strategy and benchmark, and the names that lost most on it.

    ``losses`` are after fees and with what was traded on the day; ``others`` is what all other names made or lost, so
    that both together are the day's return.
    """

    day: date
    strategy: float
    benchmark: float
    losses: tuple[DayLoss, ...]
    others: float


def worst_days(part: RunPart, curve: Curve, count: int = 5) -> tuple[WorstDay, ...]:
    """Return the sessions on which a part lost most, the worst first; ``curve`` is the curve of that part."""
    own, market = daily_returns(curve.equity), daily_returns(curve.benchmark)
    return tuple(_worst_day(part, row, float(own[row]), float(market[row])) for row in worst_rows(own, count))


def _worst_day(part: RunPart, row: int, strategy: float, benchmark: float) -> WorstDay:
    ledger, before = part.ledger, part.first + row
    share = profit_by_symbol(ledger, before, before + 1) / 100 / float(ledger.equity[before])
    lost = [int(j) for j in np.argsort(share, kind="stable")[:NAMED] if share[j] < 0]
    names = part.execution.names
    losses = tuple(
        DayLoss(ledger.symbols[j], names.get(ledger.symbols[j], ""), float(share[j])) for j in lost
    )  # fmt: skip
    others = strategy - sum(each.share for each in losses)
    return WorstDay(ledger.sessions[before + 1].item(), strategy, benchmark, losses, others)
