"""Reference price and price limits of a session (section 2)."""

import math
from dataclasses import dataclass
from datetime import date

from tests.reference.boards import board_of
from tests.reference.history import History
from tests.reference.market import Market
from tests.reference.money import TOLERANCE, round2
from tests.reference.rules import (
    BEIJING,
    CHINEXT,
    DELISTING,
    FIRST_AUCTION_RATE,
    FIRST_SESSION_RATE,
    FREE_DELISTING_FROM,
    FREE_SESSIONS,
    LIMITS,
    MAIN,
    NO_LIMIT,
    NORMAL,
    STATUS_BY_PRECEDENCE,
)
from tests.reference.tables import Bar

TICK = 0.01


@dataclass(frozen=True)
class Limits:
    """None is no limit. `buys_closed` refuses every buy whatever the price."""

    down: float | None = None
    up: float | None = None
    buys_closed: bool = False


def reference_price(bar: Bar, history: History) -> float | None:
    """`prev_close` of the bar where given and > 0, otherwise the adjusted last close."""
    if bar.prev_close is not None and bar.prev_close > 0:
        return bar.prev_close
    return history.last_close


def status_on(market: Market, symbol: str, session: date) -> str:
    """The status that counts on a session; both ends of a span are inclusive."""
    kinds = {
        span.kind
        for span in market.status.get(symbol, [])
        if span.start <= session and (span.end is None or session <= span.end)
    }
    for kind in STATUS_BY_PRECEDENCE:
        if kind in kinds:
            return kind
    return NORMAL


def limit_rate(board: str, status: str, session: date) -> float | None:
    """The rate of the table; None before its first row."""
    for row in LIMITS:
        in_force = row.first <= session and (row.last is None or session <= row.last)
        if row.board == board and status in row.statuses and in_force:
            return row.rate
    return None


def bars_since_listing(market: Market, bar: Bar, history: History) -> int | None:
    """The traded bars with list_date <= date <= t of a new listing; None for every other symbol.

    New is only what has a traded bar on the first session from its list date, within the calendar.
    """
    list_date = history.list_date
    if list_date is None or list_date < market.calendar[0] or list_date > bar.date:
        return None
    first_session = min(session for session in market.calendar if session >= list_date)
    traded = [*history.traded, bar.date]
    if first_session not in traded:
        return None
    return sum(1 for day in traded if day >= list_date)


def free_sessions(board: str, list_date: date) -> int:
    """How many first sessions of a new listing are without limits; 0 where the old first-session rule holds."""
    for row in FREE_SESSIONS:
        if row.board == board and row.listed_from <= list_date < row.listed_before:
            return row.free_sessions
    return 0


def first_session_limits(market: Market, symbol: str, fill: str) -> Limits:
    """Capped first session: 1.44, at the open 1.20 times the issue price above, no buy without one; nothing below."""
    issue_price = market.instruments[symbol].issue_price if symbol in market.instruments else None
    if issue_price is None:
        return Limits(buys_closed=True)
    return Limits(up=round2(issue_price * (FIRST_AUCTION_RATE if fill == "open" else FIRST_SESSION_RATE)))


def begins_delisting(market: Market, bar: Bar, history: History) -> bool:
    """Whether this is the first traded bar of a DELISTING row, each row by itself."""
    for span in market.status.get(bar.symbol, []):
        since = [day for day in history.traded if span.start <= day]
        holds = span.start <= bar.date and (span.end is None or bar.date <= span.end)
        free = span.start >= FREE_DELISTING_FROM[board_of(bar.symbol)]
        if span.kind == DELISTING and holds and free and not since:
            return True
    return False


def limits_on(market: Market, bar: Bar, history: History, fill: str) -> Limits:
    """The limits of a traded bar."""
    board, status = board_of(bar.symbol), status_on(market, bar.symbol, bar.date)
    age = bars_since_listing(market, bar, history)
    if age is not None and history.list_date is not None:
        free = free_sessions(board, history.list_date)
        if age == 1 and free == 0 and board in (MAIN, CHINEXT):
            return first_session_limits(market, bar.symbol, fill)
        if age <= free:
            return Limits()
    reference = reference_price(bar, history)
    rate = limit_rate(board, status, bar.date)
    if status == NO_LIMIT or begins_delisting(market, bar, history) or reference is None or rate is None:
        return Limits()
    return ordinary_limits(board, reference, rate)


def ordinary_limits(board: str, reference: float, rate: float) -> Limits:
    """Rounded to the cent, in Beijing cut towards the reference; at least a tick away, never under a tick."""
    above, below = reference * (1 + rate), reference * (1 - rate)
    if board == BEIJING:
        up = math.floor(above * 100 + TOLERANCE) / 100
        down = math.ceil(below * 100 - TOLERANCE) / 100
    else:
        up, down = round2(above), round2(below)
    up = max(up, round2(reference + TICK), TICK)
    down = max(min(down, round2(reference - TICK)), TICK)
    return Limits(down, up)
