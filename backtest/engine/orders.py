"""Step 3 of a session: the day's quotes, and a decision that becomes the orders of the day."""

from __future__ import annotations

import math

from backtest.engine.account import Account, Conditions
from backtest.engine.board_lots import lot_floor
from backtest.engine.compiled import compiled
from backtest.engine.journal import Journal, write_refusal
from backtest.engine.ledger import BELOW_LOT, BUY, NOT_LISTED
from backtest.engine.market import Market
from backtest.engine.money import whole
from backtest.engine.prices import quoted_price, worth_before
from backtest.engine.worklists import watch
from backtest.market.panel import PREV_CLOSE
from data_sources.tables.facts import Floats, Integers


@compiled
def place_orders(
    market: Market,
    conditions: Conditions,
    account: Account,
    journal: Journal,
    t: int,
    columns: Integers,
    weights: Floats,
) -> None:
    """Replace every open order by the gaps between the decided and the held shares; ``columns`` ascend."""
    drop_orders(account)
    watch(account, columns)
    quote_watched(market, conditions, account, t)
    for k in range(len(columns)):
        account.lines[columns[k]].weight += weights[k]
    total = conditions.invested * value_holdings(account)
    count = 0
    for k in range(account.book[0].watched):
        j = account.worklists[k].watched
        line, symbol = account.lines[j], market.symbols[j]
        if line.weight > 0 and not symbol.listed_from <= t < symbol.delist_session:
            write_refusal(journal, t, j, BUY, 0, NOT_LISTED)
        elif line.weight > 0:
            # A holding that is worth nothing cannot be brought to a weight: it stays as it is.
            gap = line.weight * total / line.quoted - line.shares if line.quoted != 0.0 else 0.0
            lots = lot_floor(line, abs(gap))
            line.buys = lots if gap > 0 else 0
            line.sells = lots if gap < 0 else 0
            if line.shares == 0 and line.buys == 0 and gap > 0:
                write_refusal(journal, t, j, BUY, whole(gap), BELOW_LOT)
        else:
            line.sells = line.shares
        line.weight = 0.0
        account.worklists[count].active = j
        count += line.sells + line.buys > 0
    account.book[0].active = count


@compiled
def place_quantities(
    market: Market,
    conditions: Conditions,
    account: Account,
    journal: Journal,
    t: int,
    columns: Integers,
    quantities: Floats,
) -> None:
    """Replace every open order by signed share counts, by ascending column; whole lots, or all that is held."""
    drop_orders(account)
    watch(account, columns)
    quote_watched(market, conditions, account, t)
    count = 0
    for k in range(len(columns)):
        j = columns[k]
        line, symbol = account.lines[j], market.symbols[j]
        if quantities[k] > 0 and not symbol.listed_from <= t < symbol.delist_session:
            write_refusal(journal, t, j, BUY, 0, NOT_LISTED)
        elif quantities[k] > 0:
            line.buys = lot_floor(line, quantities[k])
            if line.shares == 0 and line.buys == 0:
                write_refusal(journal, t, j, BUY, whole(quantities[k]), BELOW_LOT)
        elif -quantities[k] >= line.shares:
            line.sells = line.shares
        else:
            line.sells = lot_floor(line, -quantities[k])
        account.worklists[count].active = j
        count += line.sells + line.buys > 0
    account.book[0].active = count


@compiled
def drop_orders(account: Account) -> None:
    """End every open order, without a row."""
    for k in range(account.book[0].active):
        line = account.lines[account.worklists[k].active]
        line.sells = 0
        line.buys = 0
    account.book[0].active = 0


@compiled
def quote_watched(market: Market, conditions: Conditions, account: Account, t: int) -> None:
    """Quote all that is held or decided on, in a loop of its own: so the memory hands out many prices at a time."""
    for k in range(account.book[0].watched):
        quote(market, conditions, account, t, account.worklists[k].watched)


@compiled
def quote_carried(market: Market, conditions: Conditions, account: Account, t: int) -> None:
    """Quote the open orders of a session without a decision."""
    for k in range(account.book[0].active):
        quote(market, conditions, account, t, account.worklists[k].active)


@compiled
def quote(market: Market, conditions: Conditions, account: Account, t: int, j: int) -> None:
    """Write what session t's bar says of a symbol into its line; ``quoted`` is the last close where there is none."""
    line, before = account.lines[j], worth_before(market, t, j)
    # NaN both, where a symbol did not trade.
    price, given = quoted_price(market, t, j, conditions.fill), market.bars[PREV_CLOSE, t, j]
    line.traded = not math.isnan(price)
    line.quoted = price if line.traded else before
    line.reference = given if given > 0 else before


@compiled
def value_holdings(account: Account) -> float:
    """What the account is worth: cash and every holding at its fill price or last close, CNY."""
    total = account.book[0].cash / 100
    for k in range(account.book[0].held):
        line = account.lines[account.worklists[k].held]
        total += line.shares * line.quoted
    return float(total)
