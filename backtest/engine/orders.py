"""Step 3 of a session: a decision becomes the orders of the day, and open orders get the day's quotes."""

from __future__ import annotations

import numpy as np

from backtest.engine.account import BY_DATE, Account, Conditions
from backtest.engine.board_lots import lot_floor
from backtest.engine.compiled import compiled
from backtest.engine.journal import Journal, write_refusal
from backtest.engine.ledger import BELOW_LOT, BUY, NOT_LISTED
from backtest.engine.market import TRANSFER_FEE, Market
from backtest.engine.money import whole
from backtest.engine.prices import last_close, limit_terms, lower_limit, quoted_price, upper_limit
from backtest.engine.worklists import watch
from backtest.market.panel import VOLUME
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
    for k in range(len(columns)):
        account.lines[columns[k]].weight += weights[k]
    total = conditions.invested * value_holdings(market, conditions, account, t)
    watch(account, columns)
    count = 0
    for k in range(account.book[0].watched):
        j = account.worklists[k].watched
        line, symbol = account.lines[j], market.symbols[j]
        if line.weight > 0 and not symbol.listed_from <= t < symbol.delist_session:
            write_refusal(journal, t, j, BUY, 0, NOT_LISTED)
        elif line.weight > 0:
            worth = line.price if line.shares > 0 else valuation(market, conditions, t, j)
            # A holding that is worth nothing cannot be brought to a weight: it stays as it is.
            gap = line.weight * total / worth - line.shares if worth != 0.0 else 0.0
            line.buys = lot_floor(line, gap) if gap > 0 else 0
            line.sells = lot_floor(line, -gap) if gap < 0 else 0
            if gap > 0 and line.shares == 0 and line.buys == 0:
                write_refusal(journal, t, j, BUY, whole(gap), BELOW_LOT)
        else:
            line.sells = line.shares
        line.weight = 0.0
        if line.sells > 0 or line.buys > 0:
            account.worklists[count].active = j
            count += 1
    account.book[0].active = count


@compiled
def place_quantities(
    market: Market, account: Account, journal: Journal, t: int, columns: Integers, quantities: Floats
) -> None:
    """Replace every open order by signed share counts, by ascending column; whole lots, or all that is held."""
    drop_orders(account)
    watch(account, columns)
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
        if line.sells > 0 or line.buys > 0:
            account.worklists[count].active = j
            count += 1
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
def value_holdings(market: Market, conditions: Conditions, account: Account, t: int) -> float:
    """What the account is worth: cash and every holding at its fill price or last close, CNY.

    The price of each holding is left in its line.
    """
    total = account.book[0].cash / 100
    for k in range(account.book[0].held):
        j = account.worklists[k].held
        line = account.lines[j]
        line.price = valuation(market, conditions, t, j)
        total += line.shares * line.price
    return float(total)


@compiled
def valuation(market: Market, conditions: Conditions, t: int, j: int) -> float:
    """The fill price when the symbol trades, otherwise its last ex-adjusted close."""
    if market.bars[VOLUME, t, j] > 0:
        return quoted_price(market, t, j, conditions.fill)
    return last_close(market, t, j)


@compiled
def quote(market: Market, conditions: Conditions, account: Account, t: int) -> None:
    """Write everything about the market that a fill depends on into the line of each open order."""
    for k in range(account.book[0].active):
        j = account.worklists[k].active
        line = account.lines[j]
        line.volume = market.bars[VOLUME, t, j]
        if line.volume > 0:
            line.quoted = quoted_price(market, t, j, conditions.fill)
            rate, base = limit_terms(market, t, j)
            line.limit_down = lower_limit(market, t, j, rate, base) if line.sells > 0 else -np.inf
            line.limit_up = upper_limit(market, t, j, rate, base, conditions.fill) if line.buys > 0 else np.inf
            by_date = conditions.transfer_fee == BY_DATE
            line.transfer_fee = (
                market.rates[t, market.symbols[j].board, TRANSFER_FEE] if by_date else conditions.transfer_fee
            )
