"""The compiled walks: over all sessions of a table of weights, and over one day of a handler's instructions."""

from __future__ import annotations

from typing import NamedTuple

from backtest.engine.account import BY_HOLDING_PERIOD, Account, Conditions
from backtest.engine.compiled import compiled
from backtest.engine.journal import Journal, has_room
from backtest.engine.market import Market
from backtest.engine.orders import place_orders, place_quantities
from backtest.engine.schedule import Schedule
from backtest.engine.step import is_quiet, mark, open_session, trade
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
    base: int,
) -> tuple[int, int]:
    """Walk sessions ``first`` to ``stop`` - 1; row 0 of the marks is session ``base``.

    Returns the session to go on with (``stop`` when done) and why it halted.
    """
    for t in range(first, stop):
        decision = schedule.of_session[t]
        if decision < 0 and account.book[0].active == 0 and is_quiet(market, t):
            if not mark(market, account, journal, t, t - base):
                return t, ACCOUNT_TOO_LARGE
            continue
        lack = lacking(market, conditions, account, journal, t)
        if lack != DONE:
            return t, lack
        open_session(market, conditions, account, journal, t)
        if decision >= 0:
            entries = slice(schedule.offsets[decision], schedule.offsets[decision + 1])
            columns, weights = schedule.columns[entries], schedule.weights[entries]
            place_orders(market, conditions, account, journal, t, columns, weights)
        if not trade(market, conditions, account, journal, t):
            return t, NO_STAMP_DUTY
        if not mark(market, account, journal, t, t - base):
            return t, ACCOUNT_TOO_LARGE
    return stop, DONE


def run_day(
    market: Market,
    at_open: Conditions,
    at_close: Conditions,
    account: Account,
    journal: Journal,
    opening: Auction,
    closing: Auction,
    t: int,
    base: int,
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
            place_quantities(market, account, journal, t, auction.columns, auction.values)
        if auction.kind != KEEP:
            account.book[0].auction = conditions.fill
        if account.book[0].auction == conditions.fill and not trade(market, conditions, account, journal, t):
            return NO_STAMP_DUTY
    return DONE if mark(market, account, journal, t, t - base) else ACCOUNT_TOO_LARGE


@compiled
def lacking(market: Market, conditions: Conditions, account: Account, journal: Journal, t: int) -> int:
    """What must be made larger before session t can be walked, DONE when nothing."""
    events = market.sessions[t].stop_event - market.sessions[t].first_event
    if not has_room(journal, len(account.lines), events):
        return JOURNAL_FULL
    if conditions.dividend_tax == BY_HOLDING_PERIOD and account.book[0].free_tax_lots < 2 * len(account.lines):
        return TAX_LOTS_USED
    return DONE
