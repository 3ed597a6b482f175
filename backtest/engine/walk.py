"""The compiled walks: over all sessions of a table of weights, and over one day of a handler's instructions."""

from __future__ import annotations

from typing import NamedTuple

from backtest.engine.account import BY_HOLDING_PERIOD, Account, Conditions
from backtest.engine.compiled import compiled
from backtest.engine.journal import Journal, has_room
from backtest.engine.market import Market
from backtest.engine.orders import place_orders, place_quantities, quote_carried
from backtest.engine.schedule import Schedule
from backtest.engine.step import is_idle, mark, open_session, trade
from data_sources.tables.facts import Floats, Integers

# Why a walk halted before its end.
DONE, JOURNAL_FULL, TAX_LOTS_USED, NO_STAMP_DUTY, ACCOUNT_TOO_LARGE = 0, 1, 2, 3, 4

KEEP, WEIGHTS, QUANTITIES = 0, 1, 2


class Auction(NamedTuple):
    """What a handler wants of one auction: ``kind`` and, by ascending column, weights or signed shares."""

    kind: int
    columns: Integers
    values: Floats


def run_sessions(
    market: Market,
    conditions: Conditions,
    account: Account,
    journal: Journal,
    schedule: Schedule,
    first: int,
    stop: int,
) -> tuple[int, int]:
    """Walk sessions ``first`` to ``stop`` - 1: a step on each on which something may happen, an idle stretch after it.

    Returns the session to go on with (``stop`` when done) and why it halted.
    """
    t = first
    while t < stop:
        lack = lacking(market, conditions, account, journal, t)
        if lack != DONE:
            return t, lack
        open_session(market, conditions, account, journal, t)
        decision = schedule.of_session[t]
        if decision >= 0:
            entries = slice(schedule.offsets[decision], schedule.offsets[decision + 1])
            columns, weights = schedule.columns[entries], schedule.weights[entries]
            place_orders(market, conditions, account, journal, t, columns, weights)
        else:
            quote_carried(market, conditions, account, t)
        if not trade(market, conditions, account, journal, t):
            return t, NO_STAMP_DUTY
        until = idle_until(market, account, schedule, t + 1, stop)
        t = mark(market, account, journal, t, until)
        if t < until:
            return t, ACCOUNT_TOO_LARGE
    return stop, DONE


@compiled
def idle_until(market: Market, account: Account, schedule: Schedule, t: int, stop: int) -> int:
    """The end of an idle stretch, sessions from t on that leave the holdings as they are: t where there is none.

    Nothing is decided on them, no order is open, and no event or delisting concerns what is held.
    """
    while t < stop and schedule.of_session[t] < 0 and account.book[0].active == 0 and is_idle(market, account, t):
        t += 1
    return t


def run_day(
    market: Market,
    at_open: Conditions,
    at_close: Conditions,
    account: Account,
    journal: Journal,
    opening: Auction,
    closing: Auction,
    t: int,
) -> int:
    """Walk one session with both auctions; carried orders are tried in the auction they were made for.

    Returns DONE, or why the day could not begin or end.
    """
    lack = lacking(market, at_open, account, journal, t)
    if lack != DONE:
        return lack
    open_session(market, at_open, account, journal, t)
    for auction, conditions in ((opening, at_open), (closing, at_close)):
        if auction.kind == WEIGHTS:
            place_orders(market, conditions, account, journal, t, auction.columns, auction.values)
        elif auction.kind == QUANTITIES:
            place_quantities(market, conditions, account, journal, t, auction.columns, auction.values)
        else:
            quote_carried(market, conditions, account, t)
        if auction.kind != KEEP:
            account.book[0].auction = conditions.fill
        if account.book[0].auction == conditions.fill and not trade(market, conditions, account, journal, t):
            return NO_STAMP_DUTY
    return DONE if mark(market, account, journal, t, t + 1) > t else ACCOUNT_TOO_LARGE


@compiled
def lacking(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> int:
    """What must be made larger before session t can be walked, DONE when nothing."""
    events = market.sessions[t].stop_event - market.sessions[t].first_event
    if not has_room(journal, len(account.lines), events):
        return JOURNAL_FULL
    if conditions.dividend_tax == BY_HOLDING_PERIOD and account.book[0].free_tax_lots < 2 * len(account.lines):
        return TAX_LOTS_USED
    return DONE
