"""Steps 4 to 6 of a session: sells, then buys, each refused in part or whole with its reason, and what is carried."""

from __future__ import annotations

import math

from backtest.engine.account import BY_DATE, BY_HOLDING_PERIOD, Account, Conditions
from backtest.engine.board_lots import lot_floor, step_down, step_up
from backtest.engine.compiled import compiled
from backtest.engine.fees import buy_cost, commission, fill_value, proportional, transfer_rate
from backtest.engine.journal import Journal, write_event, write_fill, write_refusal
from backtest.engine.ledger import BUY, CASH, DIVIDEND_TAX, LIMIT_DOWN, LIMIT_UP, SELL, SUSPENDED, T_PLUS_1, VOLUME_CAP
from backtest.engine.market import STAMP_DUTY, Market
from backtest.engine.money import TOLERANCE, round8, to_cents, whole
from backtest.engine.prices import lower_limit_near, seen_by_limits, upper_limit_near
from backtest.engine.records import Records
from backtest.engine.tax_lots import add_lot, use_lots
from backtest.market.panel import VOLUME


@compiled
def sell(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> bool:
    """Step 4: try every open sell in symbol order; returns False on a sale before there was a stamp duty."""
    stamp_duty = market.rates[t, 0, STAMP_DUTY] if conditions.stamp_duty == BY_DATE else conditions.stamp_duty
    for k in range(account.book[0].selling):
        j = account.worklists[k].selling
        line = account.lines[j]
        ordered = line.sells if line.sells == line.shares else lot_floor(line, line.sells)
        allowed = _allowed_sell(market, conditions, line, journal, t, j, ordered)
        line.sells = ordered - allowed if conditions.carry else 0
        if allowed > 0:
            if math.isnan(stamp_duty):
                return False
            _fill_sell(conditions, account, journal, t, j, allowed, stamp_duty)
            if conditions.dividend_tax == BY_HOLDING_PERIOD:
                _pay_dividend_tax(market, account, journal, t, j, allowed)
    return True


@compiled
def _allowed_sell(
    market: Market, conditions: Conditions, line: Records, journal: Journal, t: int, j: int, ordered: int
) -> int:
    """The part of a sell that may trade, its price left in the line; every refused part becomes a row."""
    if ordered == 0:
        return 0
    if not line.traded:
        write_refusal(journal, t, j, SELL, ordered, SUSPENDED)
        return 0
    price = line.quoted * (1.0 - conditions.slippage)
    lowest = lower_limit_near(market, t, j, line.reference, price)
    if seen_by_limits(line.quoted, conditions.fill) <= lowest + TOLERANCE:
        write_refusal(journal, t, j, SELL, ordered, LIMIT_DOWN)
        return 0
    line.price = round8(max(price, lowest))
    line.transfer_fee = transfer_rate(market, conditions, t, j)
    sellable = min(ordered, line.shares - line.bought if line.bought_on == t else line.shares)
    if sellable < ordered:
        write_refusal(journal, t, j, SELL, ordered - sellable, T_PLUS_1)
    allowed = _within_volume(market, conditions, line, t, j, sellable, sellable == line.shares)
    if allowed < sellable:
        write_refusal(journal, t, j, SELL, sellable - allowed, VOLUME_CAP)
    return allowed


@compiled
def _within_volume(
    market: Market, conditions: Conditions, line: Records, t: int, j: int, quantity: int, sells_all: bool
) -> int:
    """The part of an order within the participation; an order that sells all passes whole when it fits."""
    if conditions.participation < 0:
        return quantity
    cap = whole(conditions.participation * market.bars[VOLUME, t, j])
    if sells_all and quantity <= cap:
        return quantity
    return min(quantity, lot_floor(line, cap))


@compiled
def _fill_sell(
    conditions: Conditions, account: Account, journal: Journal, t: int, j: int, quantity: int, stamp_duty: float
) -> None:
    line = account.lines[j]
    value = fill_value(quantity, line.price)
    duty, transfer = proportional(value, stamp_duty), proportional(value, line.transfer_fee)
    broker = min(commission(conditions, value), value - duty - transfer)
    account.book[0].cash += value - broker - duty - transfer
    line.shares -= quantity
    write_fill(journal, t, j, SELL, quantity, line.quoted, line.price, value, broker, duty, transfer)


@compiled
def _pay_dividend_tax(market: Market, account: Account, journal: Journal, t: int, j: int, quantity: int) -> None:
    """Charge what the dividends of the sold shares owe, as far as there is cash."""
    tax = min(to_cents(use_lots(market, account, j, t, quantity)), account.book[0].cash)
    if tax > 0:
        account.book[0].cash -= tax
        write_event(journal, t, j, DIVIDEND_TAX, quantity, -tax)


@compiled
def buy(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> None:
    """Step 5: try every open buy in symbol order, cut to what the cash pays for.

    While the cash is shared out ``buys`` is the allowed quantity, ``cut`` the affordable one at ``cost``, ``carried``
    what is tried again: what the market refused, and what the cash did not pay for while the money of a refused sale is
    on its way.
    """
    total_cost = 0
    for k in range(account.book[0].buying):
        j = account.worklists[k].buying
        line = account.lines[j]
        ordered = lot_floor(line, line.buys)
        line.buys = _allowed_buy(market, conditions, line, journal, t, j, ordered)
        line.carried = ordered - line.buys if conditions.carry else 0
        line.cut, line.cost = line.buys, buy_cost(conditions, line, line.buys)
        total_cost += line.cost
    if total_cost > account.book[0].cash:
        _cut_to_cash(conditions, account, total_cost)
        if _awaits_a_sale(account):
            _carry_what_was_cut(account)
    for k in range(account.book[0].buying):
        j = account.worklists[k].buying
        line = account.lines[j]
        if line.cut < line.buys:
            write_refusal(journal, t, j, BUY, line.buys - line.cut, CASH)
        if line.cut > 0:
            _fill_buy(conditions, account, journal, t, j)
        line.buys = line.carried


@compiled
def _allowed_buy(
    market: Market, conditions: Conditions, line: Records, journal: Journal, t: int, j: int, ordered: int
) -> int:
    """The part of a buy that may trade, its price left in the line; every refused part becomes a row."""
    if ordered == 0:
        return 0
    if not line.traded:
        write_refusal(journal, t, j, BUY, ordered, SUSPENDED)
        return 0
    price = line.quoted * (1.0 + conditions.slippage)
    highest = upper_limit_near(market, t, j, line.reference, conditions.fill, price)
    if seen_by_limits(line.quoted, conditions.fill) >= highest - TOLERANCE:
        write_refusal(journal, t, j, BUY, ordered, LIMIT_UP)
        return 0
    line.price = round8(min(price, highest))
    line.transfer_fee = transfer_rate(market, conditions, t, j)
    allowed = _within_volume(market, conditions, line, t, j, ordered, False)  # noqa: FBT003 - numba takes no keywords here
    if allowed < ordered:
        write_refusal(journal, t, j, BUY, ordered - allowed, VOLUME_CAP)
    return allowed


@compiled
def _cut_to_cash(conditions: Conditions, account: Account, total_cost: int) -> None:
    """Scale all buys alike, lower in symbol order what still does not fit, then raise by one step what does."""
    # As a float: the product of shares and cents outgrows 64 bits in a great fund.
    cash = float(account.book[0].cash)
    left = account.book[0].cash
    for k in range(account.book[0].buying):
        line = account.lines[account.worklists[k].buying]
        line.cut = lot_floor(line, line.buys * cash / total_cost)
        line.cost = buy_cost(conditions, line, line.cut)
        while line.cost > left:
            line.cut = step_down(line, line.cut)
            line.cost = buy_cost(conditions, line, line.cut)
        left -= line.cost
    for k in range(account.book[0].buying):
        line = account.lines[account.worklists[k].buying]
        if line.cut < line.buys:
            raised = step_up(line, line.cut)
            more = buy_cost(conditions, line, raised) - line.cost
            if more <= left:
                line.cut = raised
                left -= more


@compiled
def _awaits_a_sale(account: Account) -> bool:
    """Whether this session refused a sale that is carried; without carrying none is left open after step 4."""
    waits = False
    for k in range(account.book[0].selling):
        waits = waits or account.lines[account.worklists[k].selling].sells > 0
    return waits


@compiled
def _carry_what_was_cut(account: Account) -> None:
    """Add what the cash did not pay for to what is tried again: one order a symbol, not sized anew."""
    for k in range(account.book[0].buying):
        line = account.lines[account.worklists[k].buying]
        line.carried += line.buys - line.cut


@compiled
def _fill_buy(conditions: Conditions, account: Account, journal: Journal, t: int, j: int) -> None:
    line = account.lines[j]
    value = fill_value(line.cut, line.price)
    broker, transfer = commission(conditions, value), proportional(value, line.transfer_fee)
    account.book[0].cash -= value + broker + transfer
    line.shares += line.cut
    line.bought = line.bought + line.cut if line.bought_on == t else line.cut
    line.bought_on = t
    write_fill(journal, t, j, BUY, line.cut, line.quoted, line.price, value, broker, 0, transfer)
    if conditions.dividend_tax == BY_HOLDING_PERIOD:
        add_lot(account, j, t, line.cut)


@compiled
def keep_open(account: Account) -> None:
    """Step 6: only what is carried stays in the list of open orders."""
    kept = 0
    for k in range(account.book[0].active):
        j = account.worklists[k].active
        account.worklists[kept].active = j
        kept += account.lines[j].sells + account.lines[j].buys > 0
    account.book[0].active = kept
