"""Purchases by date, first in first out, so that dividends are taxed by how long a share was held.

Kept only when the account is taxed by holding period. ``tax_lots`` is a pool of rows linked by ``next``: each symbol's
lots hang on its line, oldest first, and the unused ones on the book. A lot knows its shares, the session it was bought
on and the tax its dividends would owe if it were sold within a month, within a year, or later.
"""

from __future__ import annotations

from backtest.engine.account import NO_ROW, Account
from backtest.engine.compiled import compiled
from backtest.engine.market import Market
from backtest.engine.money import whole
from backtest.engine.records import Records


@compiled
def add_lot(account: Account, j: int, t: int, shares: int) -> None:
    """Append a purchase."""
    k = account.book[0].free_tax_lot
    lot = account.tax_lots[k]
    account.book[0].free_tax_lot = lot.next
    account.book[0].free_tax_lots -= 1
    lot.next, lot.shares, lot.session = NO_ROW, shares, t
    lot.owed_month, lot.owed_year, lot.owed_beyond = 0.0, 0.0, 0.0
    _append(account, j, k)


@compiled
def _append(account: Account, j: int, k: int) -> None:
    line = account.lines[j]
    if line.first_tax_lot == NO_ROW:
        line.first_tax_lot = k
    else:
        account.tax_lots[line.last_tax_lot].next = k
    line.last_tax_lot = k


@compiled
def owe_tax(account: Account, j: int, event: Records) -> None:
    """Note what a dividend will owe, whatever the holding period turns out to be."""
    k = account.lines[j].first_tax_lot
    while k != NO_ROW:
        lot = account.tax_lots[k]
        received = lot.shares * event.cash
        lot.owed_month += received * event.tax_month
        lot.owed_year += received * event.tax_year
        lot.owed_beyond += received * event.tax_beyond
        k = lot.next


@compiled
def scale_lots(account: Account, j: int, factor: float, shares: int) -> None:
    """Multiply every lot by a bonus issue or a ratio; the last one takes what rounding leaves of ``shares``."""
    k = account.lines[j].first_tax_lot
    while k != NO_ROW:
        lot = account.tax_lots[k]
        lot.shares = whole(lot.shares * factor) if lot.next != NO_ROW else shares
        shares -= lot.shares
        k = lot.next


@compiled
def move_lots(account: Account, old: int, new: int) -> None:
    """Hand the lots of a renamed symbol to its successor."""
    k = account.lines[old].first_tax_lot
    while k != NO_ROW:
        following = account.tax_lots[k].next
        account.tax_lots[k].next = NO_ROW
        _append(account, new, k)
        k = following
    account.lines[old].first_tax_lot = NO_ROW


@compiled
def use_lots(market: Market, account: Account, j: int, t: int, quantity: int) -> float:
    """Take sold shares from the oldest lots; returns the tax their dividends owe, CNY."""
    tax, line = 0.0, account.lines[j]
    while quantity > 0:
        k = line.first_tax_lot
        lot = account.tax_lots[k]
        sold = min(quantity, lot.shares)
        part = sold / lot.shares
        tax += part * _owed(market, lot, t)
        lot.owed_month -= part * lot.owed_month
        lot.owed_year -= part * lot.owed_year
        lot.owed_beyond -= part * lot.owed_beyond
        lot.shares -= sold
        quantity -= sold
        if lot.shares == 0:
            line.first_tax_lot = lot.next
            _free(account, k)
    return tax


@compiled
def _owed(market: Market, lot: Records, t: int) -> float:
    if lot.session >= market.sessions[t].month_start:
        return float(lot.owed_month)
    if lot.session >= market.sessions[t].year_start:
        return float(lot.owed_year)
    return float(lot.owed_beyond)


@compiled
def _free(account: Account, k: int) -> None:
    account.tax_lots[k].next = account.book[0].free_tax_lot
    account.book[0].free_tax_lot = k
    account.book[0].free_tax_lots += 1


@compiled
def clear_lots(account: Account, j: int) -> None:
    """Forget the lots of a delisted symbol."""
    while account.lines[j].first_tax_lot != NO_ROW:
        k = account.lines[j].first_tax_lot
        account.lines[j].first_tax_lot = account.tax_lots[k].next
        _free(account, k)
