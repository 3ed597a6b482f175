"""Profit by name: which holdings made the change of equity, to the cent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backtest.engine.ledger import BONUS, BUY, DELISTING, DIVIDEND, DIVIDEND_TAX, RENAMED, Ledger
from backtest.engine.positions import positions_of
from backtest.metrics.split import PartName
from backtest.result.parts import RunPart
from backtest.result.result import Result
from backtest.result.wording import segment
from data_sources.tables.facts import Floats

Cents = NDArray[np.int64]
# Rights are not taken up: their cash is what they would have cost, not a movement.
_PAID = (DIVIDEND, DELISTING, DIVIDEND_TAX)


@dataclass(frozen=True)
class NameProfit:
    """One name: CNY of profit over the part, and as a fraction of the equity at its base."""

    symbol: str
    name: str
    segment: str
    profit: float
    share: float


@dataclass(frozen=True)
class Contribution:
    """The names that earned and lost most in one part; ``others`` is the profit of those not listed.

    ``total`` is the change of equity, which the profits of all names add up to.
    """

    part: PartName
    label: str
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


def profit_by_symbol(ledger: Ledger, first: int, last: int) -> Cents:
    """Return each symbol's profit in cents (N) over the sessions after row ``first`` up to row ``last``.

    Sales less buys less fees, plus dividends and what a delisting paid, plus the value held at ``last``, less that at
    ``first``. Whole cents, so that the sum is the change of equity exactly. A renamed symbol's profit is its
    successor's.
    """
    profit = _value(ledger, last) - _value(ledger, first)
    fills, events = ledger.fills, ledger.events
    traded = (fills.session > first) & (fills.session <= last)
    fees = _cents(fills.commission) + _cents(fills.stamp_duty) + _cents(fills.transfer_fee)
    flow = -fills.side * _cents(fills.value) - fees
    np.add.at(profit, fills.symbol[traded], flow[traded])
    paid = (events.session > first) & (events.session <= last) & np.isin(events.kind, _PAID)
    np.add.at(profit, events.symbol[paid], _cents(events.cash[paid]))
    return _moved_to_successors(profit, ledger, first, last)


def _value(ledger: Ledger, session: int) -> Cents:
    """Return the value of each symbol after one session, in cents (N)."""
    held = positions_of(ledger)
    return _by_symbol(ledger, held.symbol, _cents(held.value), held.session == session)


def _shares(ledger: Ledger, session: int) -> NDArray[np.int64]:
    """Return the shares of each symbol after one session (N)."""
    held = positions_of(ledger)
    return _by_symbol(ledger, held.symbol, held.shares, held.session == session)


def _by_symbol(
    ledger: Ledger, symbol: NDArray[np.int64], amount: NDArray[np.int64], rows: NDArray[np.bool_]
) -> NDArray[np.int64]:
    found = np.zeros(len(ledger.symbols), dtype=np.int64)
    found[symbol[rows]] = amount[rows]
    return found


def _moved_to_successors(profit: Cents, ledger: Ledger, first: int, last: int) -> Cents:
    events = ledger.events
    for row in np.flatnonzero((events.kind == RENAMED) & (events.session > first) & (events.session <= last)):
        old = int(events.symbol[row])
        successor = _successor(ledger, int(events.session[row]), old, int(events.shares[row]))
        if successor is not None:
            profit[successor] += profit[old]
            profit[old] = 0
    return profit


def _successor(ledger: Ledger, session: int, old: int, received: int) -> int | None:
    """Return the symbol whose shares grew by what a rename gave out, fills and bonus shares aside; None if unsure."""
    grown = _shares(ledger, session) - _shares(ledger, session - 1)
    fills, events = ledger.fills, ledger.events
    today = fills.session == session
    np.subtract.at(grown, fills.symbol[today], np.where(fills.side == BUY, fills.quantity, -fills.quantity)[today])
    bonus = (events.session == session) & (events.kind == BONUS)
    np.subtract.at(grown, events.symbol[bonus], events.shares[bonus])
    found = [int(i) for i in np.flatnonzero(grown == received) if int(i) != old]
    return found[0] if len(found) == 1 and received > 0 else None


def _name_profit(result: Result, i: int, profit: Cents, base: float) -> NameProfit:
    symbol, earned = result.ledger.symbols[i], int(profit[i]) / 100
    return NameProfit(
        symbol, result.names.get(symbol, ""), segment(result.segments.get(symbol, "")), earned, earned / base
    )


def _cents(amounts: Floats) -> Cents:
    return np.rint(amounts * 100).astype(np.int64)
