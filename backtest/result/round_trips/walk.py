"""Lots through the days of an account: bought, paid dividends, renamed, delisted and sold, first in, first out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from backtest.result.round_trips.account import Account
from backtest.result.round_trips.lot import Ended, Lot, parted
from backtest.result.tables import EventRow, FillRow

Row = TypeVar("Row", EventRow, FillRow)

FIRST, RENAMES, ACTIONS, AFTER_SALES = range(4)
"""The turns of a session's events: actions of what is renamed on it, renames, other actions, tax due with sales."""


def closed_lots(account: Account) -> list[Lot]:
    """Return every lot of an account, those still held marked at the last close.

    Cost less proceeds and dividends, in cents, add up over all lots to what the account lost: a purchase belongs to a
    lot with its fees, a sale to the oldest lots. What was held on the base date was bought then at its value.

    Raises ValueError for rows that sell, pay or end with shares which they never bought.
    """
    walk = _Walk(account.successors)
    for day, symbol, shares, _, value in account.before:
        walk.held[symbol].append(Lot(symbol, day, shares, cents(value)))
    fills, events = _by_day(account.fills), _by_day(account.events)
    for day in sorted({*fills, *events}):
        walk.session(day, events.get(day, []), fills.get(day, []))
    for _, symbol, shares, _, value in account.after:
        walk.mark(symbol, shares, value)
    if left := sorted(symbol for symbol, lots in walk.held.items() if lots):
        raise ValueError(f"{left[0]} is held at the end and has no position")
    return walk.done


def cents(amount: float) -> int:
    """Return an amount of CNY in whole cents."""
    return round(amount * 100)


class _Walk:
    """The lots of an account by symbol, oldest first, while its days pass by; ``done`` are those that ended."""

    def __init__(self, successors: Mapping[str, str]) -> None:
        self.successors = successors
        self.order = {old: k for k, old in enumerate(successors)}
        self.held: dict[str, list[Lot]] = defaultdict(list)
        self.done: list[Lot] = []

    def session(self, day: date, events: Sequence[EventRow], fills: Sequence[FillRow]) -> None:
        """Events, then fills, then the tax that falls due with the sales."""
        renamed = {symbol for _, symbol, kind, *_ in events if kind == "rename"}
        in_turn = sorted(events, key=lambda event: (self._turn(event, renamed), self.order.get(event[1], 0)))
        before = len(self.done)
        for event in in_turn:
            if event[2] != "dividend_tax":
                self._happen(event)
        for fill in fills:
            self._fill(fill)
        for _, symbol, kind, _, cash in in_turn:
            if kind == "dividend_tax":
                sold = [lot for lot in self.done[before:] if lot.symbol == symbol and lot.ended == "sold"]
                self._pay(sold, cash, f"{symbol} pays tax on dividends on {day} without a sale")

    @staticmethod
    def _turn(event: EventRow, renamed: set[str]) -> int:
        _, symbol, kind, *_ = event
        if kind in ("rename", "dividend_tax"):
            return RENAMES if kind == "rename" else AFTER_SALES
        return FIRST if symbol in renamed else ACTIONS

    def mark(self, symbol: str, shares: int, value: float) -> None:
        """End the lots of a symbol that is still held at its last value."""
        if sum(lot.shares for lot in self.held[symbol]) != shares:
            raise ValueError(f"{symbol} ends with {shares} shares, and its fills and events with others")
        self._end(symbol, shares, None, cents(value), "open")

    def _happen(self, event: EventRow) -> None:
        day, symbol, kind, shares, cash = event
        if kind == "rename":
            self._rename(day, symbol, shares)
        elif kind == "delisting":
            self._end(symbol, shares, day, cents(cash), "delisted")
        elif kind == "dividend":
            self._pay(self._lots(symbol), cash, f"{symbol} pays a dividend on {day} and is not held")
        elif kind == "bonus":
            lots = self._lots(symbol)
            _resize(lots, sum(lot.shares for lot in lots) + shares)

    def _fill(self, fill: FillRow) -> None:
        day, symbol, side, quantity, _, value, *fees = fill
        paid = sum(cents(fee) for fee in fees)
        if side == "buy":
            self.held[symbol].append(Lot(symbol, day, quantity, cents(value) + paid))
        else:
            self._end(symbol, quantity, day, cents(value) - paid, "sold")

    def _end(self, symbol: str, shares: int, day: date | None, proceeds: int, ended: Ended) -> None:
        """End the oldest lots of a symbol, the last of them in part, and give them their part of the proceeds."""
        lots, taken = self._lots(symbol), []
        while shares:
            if not lots:
                raise ValueError(f"{symbol} loses {shares} shares on {day} that were never bought")
            taken.append(lots.pop(0) if lots[0].shares <= shares else lots[0].split_off(shares))
            shares -= taken[-1].shares
        for lot, part in zip(taken, parted(proceeds, taken), strict=True):
            lot.closed, lot.proceeds, lot.ended = day, part, ended
        self.done += taken

    @staticmethod
    def _pay(lots: Sequence[Lot], cash: float, otherwise: str) -> None:
        if not lots:
            raise ValueError(otherwise)
        for lot, part in zip(lots, parted(cents(cash), lots), strict=True):
            lot.dividends += part

    def _rename(self, day: date, old: str, received: int) -> None:
        """Move the lots of a symbol to its successor; one that is too small for a whole share of it ends."""
        new, lots = self.successors.get(old), self.held.pop(old, [])
        if new is None:
            raise ValueError(f"{old} is renamed on {day}, and what to is not told")
        _resize(lots, received)
        for lot in lots:
            lot.symbol = new
            if not lot.shares:
                lot.closed, lot.ended = day, "renamed"
                self.done.append(lot)
        self.held[new] = sorted((*self.held[new], *(lot for lot in lots if lot.shares)), key=lambda lot: lot.opened)

    def _lots(self, symbol: str) -> list[Lot]:
        """The lots of a symbol, or those of what it was renamed to earlier on the same day."""
        while not self.held[symbol] and symbol in self.successors:
            symbol = self.successors[symbol]
        return self.held[symbol]


def _resize(lots: Sequence[Lot], total: int) -> None:
    for lot, shares in zip(lots, parted(total, lots), strict=True):
        lot.shares = shares


def _by_day(rows: Sequence[Row]) -> dict[date, list[Row]]:
    found: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found
