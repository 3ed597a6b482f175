"""A round trip as a row: from the purchase of a lot to its sale, or to the last close."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from backtest.result.round_trips.account import Account
from backtest.result.round_trips.lot import Ended, Lot
from backtest.result.round_trips.walk import closed_lots


@dataclass(frozen=True)
class RoundTrip:
    """A lot of shares from purchase to end; CNY, ``gain`` a fraction of the cost.

    ``symbol`` is the last one of a renamed share. ``closed`` is None while it is open; ``days`` (of the calendar) and
    ``sessions`` then count to the last session. ``shares`` are those at the end, bonus shares among them. ``cost``
    includes the fees of the purchase, ``proceeds`` lack those of the sale; of an open one they are its value at the
    last close. ``dividends`` are net of tax. ``profit`` is proceeds and dividends less cost.
    """

    symbol: str
    opened: date
    closed: date | None
    days: int
    sessions: int
    shares: int
    cost: float
    proceeds: float
    dividends: float
    profit: float
    gain: float
    ended: Ended


def round_trips(account: Account) -> tuple[RoundTrip, ...]:
    """Return the round trips of an account by day of purchase, symbol and end; their profits add up to its own.

    Raises ValueError as ``closed_lots`` does.
    """
    lots = sorted(closed_lots(account), key=lambda lot: (lot.opened, lot.symbol, lot.closed or date.max))
    return tuple(_trip(lot, account) for lot in lots)


def _trip(lot: Lot, account: Account) -> RoundTrip:
    last = lot.closed or account.sessions[-1]
    profit = lot.proceeds + lot.dividends - lot.cost
    return RoundTrip(
        symbol=lot.symbol,
        opened=lot.opened,
        closed=lot.closed,
        days=(last - lot.opened).days,
        sessions=bisect_left(account.sessions, last) - bisect_left(account.sessions, lot.opened),
        shares=lot.shares,
        cost=lot.cost / 100,
        proceeds=lot.proceeds / 100,
        dividends=lot.dividends / 100,
        profit=profit / 100,
        gain=profit / lot.cost if lot.cost else 0.0,
        ended=lot.ended,
    )
