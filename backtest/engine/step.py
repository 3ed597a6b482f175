"""One session, in the order of the execution rules' section 4. Everything that executes goes through here.

1. renames, then corporate actions      ``corporate.apply_events``
2. delistings                           ``corporate.cash_out_delisted``
3. quotes and new orders of a decision  ``orders.place_orders``
   without one, quotes for open orders  ``orders.quote_carried``
4. sells                                ``trading.sell``
5. buys                                 ``trading.buy``
6. carrying                             ``trading.keep_open``
7. mark                                 ``mark``
"""

from __future__ import annotations

from backtest.engine.account import Account, Conditions
from backtest.engine.compiled import compiled
from backtest.engine.corporate import apply_events, cash_out_delisted
from backtest.engine.journal import Journal
from backtest.engine.market import Market
from backtest.engine.money import to_cents
from backtest.engine.trading import buy, keep_open, sell
from backtest.engine.worklists import list_anew, list_held, list_sides
from backtest.market.corporate_events import RENAME

LARGEST = 10**17
"""Cents, a thousand trillion yuan: seven times what China produces in a year, and far from where 64 bits end."""


@compiled
def open_session(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> None:
    """Steps 1 and 2: what happens to holdings and open orders before anything trades."""
    if is_quiet(market, t):
        return
    before = journal.length[0].events
    moved = apply_events(market, conditions, account, journal, t)
    cash_out_delisted(market, conditions, account, journal, t)
    if moved:
        list_anew(account)
    # Everything that happens to a holding leaves a row.
    if journal.length[0].events > before:
        list_held(account, journal, t)


@compiled
def is_quiet(market: Market, t: int) -> bool:
    """Whether no corporate event and no delisting falls on a session."""
    today = market.sessions[t]
    return today.first_event == today.stop_event and today.first_delisted == today.stop_delisted  # type: ignore[no-any-return]


@compiled
def is_idle(market: Market, account: Account, t: int) -> bool:
    """Whether no corporate event and no delisting of what is held falls on a session."""
    if is_quiet(market, t):
        return True
    lines, today = account.lines, market.sessions[t]
    for e in range(today.first_event, today.stop_event):
        event = market.events[e]
        if lines[event.symbol].shares > 0 or (event.kind == RENAME and lines[event.successor].shares > 0):
            return False
    gone = False
    for k in range(today.first_delisted, today.stop_delisted):
        gone = gone or lines[market.delisted[k]].shares > 0
    return not gone


@compiled
def trade(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> bool:
    """Steps 4 to 6: one auction; returns False on a sale older than the stamp-duty table."""
    if account.book[0].active == 0:
        return True
    before = journal.length[0].fills
    list_sides(account)
    if not sell(market, conditions, account, journal, t):
        return False
    buy(market, conditions, account, journal, t)
    keep_open(account)
    if journal.length[0].fills > before:
        list_held(account, journal, t)
    return True


@compiled
def mark(market: Market, account: Account, journal: Journal, t: int, until: int) -> int:
    """Step 7: value the holdings at the last close, after session t and the idle ones before ``until``.

    Name by name along time. Returns the first session after which the account is worth more than ``LARGEST``, ``until``
    where there is none.
    """
    first, count = t - journal.base, until - t
    cash, holdings = journal.marks.cash[first : first + count], journal.marks.holdings[first : first + count]
    for i in range(count):
        cash[i], holdings[i] = account.book[0].cash, 0
    for k in range(account.book[0].held):
        j = account.worklists[k].held
        shares, closes = account.lines[j].shares, market.closes[j, t:until]
        for i in range(count):
            holdings[i] += to_cents(shares * float(closes[i]))
        account.lines[j].valuation = closes[count - 1]
    for i in range(count):
        if cash[i] + holdings[i] > LARGEST:
            return t + i
    return until
