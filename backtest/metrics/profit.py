"""Profit by symbol: which holdings made the change of equity, to the cent."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from backtest.engine.ledger import BONUS, BUY, DELISTING, DIVIDEND, DIVIDEND_TAX, RENAMED, Ledger
from backtest.engine.positions import positions_of
from data_sources.tables.facts import Floats

Cents: TypeAlias = NDArray[np.int64]
# Rights are not taken up: their cash is what they would have cost, not a movement.
_PAID = (DIVIDEND, DELISTING, DIVIDEND_TAX)


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
    held, rows = positions_of(ledger), _rows_of(ledger, session)
    return _by_symbol(ledger, held.symbol[rows], _cents(held.value[rows]))


def _shares(ledger: Ledger, session: int) -> NDArray[np.int64]:
    """Return the shares of each symbol after one session (N)."""
    held, rows = positions_of(ledger), _rows_of(ledger, session)
    return _by_symbol(ledger, held.symbol[rows], held.shares[rows])


def _rows_of(ledger: Ledger, session: int) -> slice:
    """The positions after one session; they stand by session."""
    first, end = np.searchsorted(positions_of(ledger).session, (session, session + 1))
    return slice(int(first), int(end))


def _by_symbol(ledger: Ledger, symbol: NDArray[np.int64], amount: NDArray[np.int64]) -> NDArray[np.int64]:
    found = np.zeros(len(ledger.symbols), dtype=np.int64)
    found[symbol] = amount
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


def _cents(amounts: Floats) -> Cents:
    return np.rint(amounts * 100).astype(np.int64)
