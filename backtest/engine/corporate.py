"""Steps 1 and 2 of a session: renames and corporate actions, then delistings."""

from __future__ import annotations

import math

from backtest.engine.account import BY_HOLDING_PERIOD, Account, Conditions
from backtest.engine.compiled import compiled
from backtest.engine.journal import Journal, write_event
from backtest.engine.ledger import BONUS, DELISTING, DIVIDEND, RENAMED, RIGHTS
from backtest.engine.market import Market
from backtest.engine.money import to_cents, whole
from backtest.engine.prices import last_close
from backtest.engine.records import Records
from backtest.engine.tax_lots import clear_lots, move_lots, owe_tax, scale_lots
from backtest.market.corporate_events import RENAME


@compiled
def apply_events(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> bool:
    """Step 1: renames, then corporate actions, in date order, on the shares held at the previous close.

    Returns whether a rename moved columns, so that the list of open orders is stale.
    """
    moved = False
    today = range(market.sessions[t].first_event, market.sessions[t].stop_event)
    for e in today:
        event = market.events[e]
        if event.kind == RENAME:
            _rename(account, journal, t, event)
            moved = True
        else:
            _act(conditions, account, journal, t, event)
    for e in today:
        event = market.events[e]
        j = event.successor if event.kind == RENAME else event.symbol
        if account.lines[j].shares > 0:
            account.lines[j].valuation = last_close(market, t, j)
    return moved


@compiled
def _act(conditions: Conditions, account: Account, journal: Journal, t: int, event: Records) -> None:
    line = account.lines[event.symbol]
    shares = line.shares
    if shares > 0 and event.cash > 0:
        taxed_later = conditions.dividend_tax == BY_HOLDING_PERIOD
        withheld = event.tax_at_payment if taxed_later else conditions.dividend_tax
        net = to_cents(shares * event.cash * (1.0 - withheld))
        account.book[0].cash += net
        if taxed_later:
            owe_tax(account, event.symbol, event)
        write_event(journal, t, event.symbol, DIVIDEND, shares, net)
    if shares > 0 and event.bonus > 0:
        line.shares = whole(shares * (1.0 + event.bonus))
        scale_lots(account, event.symbol, 1.0 + event.bonus, line.shares)
        write_event(journal, t, event.symbol, BONUS, line.shares - shares, 0)
    if shares > 0 and event.rights > 0:
        offered = whole(shares * event.rights)
        write_event(journal, t, event.symbol, RIGHTS, offered, -to_cents(offered * event.rights_price))
    line.sells = whole(line.sells * (1.0 + event.bonus))
    line.buys = whole(line.buys * (1.0 + event.bonus))


@compiled
def _rename(account: Account, journal: Journal, t: int, event: Records) -> None:
    """Move shares and carried orders of the old symbol to the new one."""
    old, new = account.lines[event.symbol], account.lines[event.successor]
    if old.shares > 0:
        received = whole(old.shares * event.ratio)
        scale_lots(account, event.symbol, event.ratio, received)
        move_lots(account, event.symbol, event.successor)
        new.shares += received
        old.shares = 0
        write_event(journal, t, event.symbol, RENAMED, received, 0)
    new.sells += whole(old.sells * event.ratio)
    new.buys += whole(old.buys * event.ratio)
    old.sells = 0
    old.buys = 0


@compiled
def cash_out_delisted(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> None:
    """Step 2: shares of a symbol whose listing has ended become cash, without fees.

    At the cash option (现金选择权) where the instrument has one, else at the recovery rate of the last value.
    """
    for k in range(market.sessions[t].first_delisted, market.sessions[t].stop_delisted):
        j = market.delisted[k]
        line = account.lines[j]
        if line.shares > 0:
            option = market.symbols[j].delist_value
            last_value = line.shares * line.valuation * conditions.delist_recovery
            proceeds = to_cents(last_value if math.isnan(option) else line.shares * option)
            account.book[0].cash += proceeds
            write_event(journal, t, j, DELISTING, line.shares, proceeds)
            line.shares = 0
            clear_lots(account, j)
        line.sells = 0
        line.buys = 0
