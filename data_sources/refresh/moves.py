"""How far a price may legally move in a session, the widest case of each board, and bars that moved further.

The backtest has the exact limits; here they only tell a wrong number from a right one, so ST is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from data_sources.finding import Finding
from data_sources.frame import Array, Frame
from data_sources.refresh.known import Known
from data_sources.symbols import parse_symbol

FREE_SESSIONS = 5
"""First sessions of a listing without limits, at most. Source: SSE and SZSE Trading Rules (2023)."""

TICKS = 0.02  # two price units: one for the rounding of the limit, one for that of the reference price


class WidestMove(NamedTuple):
    """The widest limit of a board from a day on; a later row of the same board replaces it."""

    board: str
    start: date
    rate: float
    source: str


WIDEST = (
    WidestMove("main", date(1996, 12, 16), 0.10, "SSE and SZSE Trading Rules 3.3.15 (2023)"),
    WidestMove("chinext", date(2009, 10, 30), 0.10, "SZSE Trading Rules (2011) 3.3.15"),
    WidestMove("chinext", date(2020, 8, 24), 0.20, "SZSE Special Provisions on ChiNext Trading 2.2"),
    WidestMove("star", date(2019, 7, 22), 0.20, "SSE Special Provisions on STAR Trading, 18"),
    WidestMove("beijing", date(2021, 11, 15), 0.30, "BSE Trading Rules 3.3.10 (2021)"),
)


def widest_moves(board: str | None, days: Array) -> Array:
    """Return the widest legal move by day as a share of the reference price, NaN before the first rule."""
    rates = np.full(len(days), np.nan)
    for row in WIDEST:
        if row.board == board:
            rates[days >= np.datetime64(row.start)] = row.rate
    return rates


def illegal_moves(bars: Frame, known: Known) -> Iterator[Finding]:
    """Bars whose high or low lies further from the reference price (除权参考价) than any limit allows (warning).

    ``action_without_jump`` where an action is stored and the price moved as if there were none: the prices may be
    adjusted; else ``price_jump``: a wrong number, or an action is missing. Days without limits are left out: the first
    sessions of a listing, and spans of DELISTING and NO_LIMIT.
    """
    for symbol in dict.fromkeys(bars["symbol"].tolist()):
        own = bars.rows((bars["symbol"] == symbol) & (bars["volume"] > 0))
        if len(own):
            yield from _of_symbol(symbol, own, known)


def _of_symbol(symbol: str, own: Frame, known: Known) -> Iterator[Finding]:
    days = own["date"]
    before_days, before = previous_closes(symbol, own, known)
    reference = ex_reference(symbol, before_days, before, days, known)
    rates = widest_moves(parse_symbol(symbol).board, days)
    with np.errstate(all="ignore"):
        jumps = _outside(own, reference, rates) & ~_free(symbol, days, known)
        as_before = ~_outside(own, before, rates) & (np.abs(reference - before) > TICKS)
    for row in np.flatnonzero(jumps).tolist():
        day, close, was = days[row].item(), own["close"][row], before[row]
        if as_before[row]:
            rule = "action_without_jump"
            message = (
                f"close {close:.2f} after {was:.2f} shows nothing of the action that makes it {reference[row]:.2f}"
            )
        else:
            rule = "price_jump"
            message = f"close {close:.2f} after a reference of {reference[row]:.2f}; at most {rates[row]:.0%} is legal"
        yield Finding("warning", rule, message, "bars", symbol, day)


def previous_closes(symbol: str, own: Frame, known: Known) -> tuple[Array, Array]:
    """Return day and close of the traded bar before each of a symbol's bars, a stored one before the first."""
    stored = known["bars"]
    mine = (stored["symbol"] == symbol) & (stored["date"] < own["date"][0]) & (stored["volume"] > 0)
    first_day = stored["date"][mine][-1:] if mine.any() else np.array(["NaT"], "M8[D]")
    first = stored["close"][mine][-1:] if mine.any() else np.array([np.nan])
    return np.concatenate([first_day, own["date"][:-1]]), np.concatenate([first, own["close"][:-1]])


def ex_reference(symbol: str, before_days: Array, before: Array, days: Array, known: Known) -> Array:
    """Return the reference price of each day: the close before it, less what its actions gave.

    Formula: (close - cash + rights * price) / (1 + bonus + rights). Source: SSE and SZSE Trading Rules 4.4.2.
    """
    reference = before.copy()
    actions = known["actions"]
    for row in np.flatnonzero(actions["symbol"] == symbol).tolist():
        cash, bonus, rights, price = (
            actions[name][row] for name in ("cash_per_share", "bonus_per_share", "rights_per_share", "rights_price")
        )
        between = (before_days < actions["ex_date"][row]) & (days >= actions["ex_date"][row])
        reference[between] = (reference[between] - cash + rights * price) / (1 + bonus + rights)
    return reference


def _outside(own: Frame, reference: Array, rates: Array) -> Array:
    slack = TICKS / reference
    above, below = own["high"] / reference - 1, 1 - own["low"] / reference
    return np.asarray((above > rates + slack) | (below > rates + slack))


def _free(symbol: str, days: Array, known: Known) -> Array:
    free = np.zeros(len(days), np.bool_)
    instruments, status = known["instruments"], known["status"]
    listed = instruments["list_date"][instruments["symbol"] == symbol]
    if len(listed) and not np.isnat(listed[0]):
        after = np.searchsorted(known.sessions, days) - np.searchsorted(known.sessions, listed[0])
        free |= (after < FREE_SESSIONS) | (days < listed[0])
    spans = (status["symbol"] == symbol) & np.isin(status["kind"].astype(str), ("DELISTING", "NO_LIMIT"))
    for row in np.flatnonzero(spans).tolist():
        end = status["end"][row]
        free |= (days >= status["start"][row]) & (np.isnat(end) | (days <= end))
    return free
