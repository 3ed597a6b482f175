"""Bars that moved further than any limit of their board allows: a wrong number, or an action is missing.

The backtest has the exact limits; here they only tell a wrong number from a right one, so ST is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from data_sources.errors import InputError
from data_sources.market_rules.listing_days import sessions_without_limit
from data_sources.market_rules.price_limits import widest_rates
from data_sources.quality.bars import PRICES
from data_sources.quality.reference import Reference
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.sightings import sightings
from data_sources.tables.symbols import parse_symbol

TICKS = 0.02  # two price units: one for the rounding of the limit, one for that of the reference price
JUMP, NO_JUMP = "price_jump", "action_without_jump"


class Background(Protocol):
    """What bars are held against: ``bars`` before them, ``actions``, ``instruments`` and ``status``, in key order."""

    @property
    def sessions(self) -> Dates:
        """Return the calendar."""

    def __getitem__(self, name: str, /) -> Frame:
        """Return a table."""


def illegal_move(tables: Reference) -> Iterator[Finding]:
    """A traded bar further from its reference price (除权参考价) than any limit of its board allows (warning)."""
    yield from illegal_moves(tables["bars"], tables.background)


def illegal_moves(bars: Frame, background: Background) -> Iterator[Finding]:
    """Bars in key order whose high or low lies beyond the widest limit around the reference price (warning).

    ``action_without_jump`` where an action is stored and the price moved as if there were none: the prices may be
    adjusted; else ``price_jump``: a wrong number, or an action is missing. Days without limits are left out: the first
    sessions of a listing, and spans of DELISTING and NO_LIMIT. Bars without valid prices belong to another rule.
    """
    sound = (bars["volume"] > 0) & (bars["high"] >= bars["low"])
    rows = np.flatnonzero(np.logical_and.reduce([sound, *(bars[name] > 0 for name in PRICES)]))
    told: dict[str, dict[int, str]] = {JUMP: {}, NO_JUMP: {}}
    for own in np.split(rows, symbol_offsets(bars["symbol"][rows])[1:-1]):
        if len(own):
            for rule, row, message in _of_symbol(str(bars["symbol"][own[0]]), bars.rows(own), background):
                told[rule][int(own[row])] = message
    for rule, messages in told.items():
        yield from sightings(bars, np.array(sorted(messages), np.intp), rule, "warning", messages.__getitem__)


def _of_symbol(symbol: str, own: Frame, background: Background) -> Iterator[tuple[str, int, str]]:
    """Return rule, row and words of each bar that moved too far."""
    try:
        board = parse_symbol(symbol).board
    except InputError:
        return
    days = own["date"]
    before_days, before = previous_closes(symbol, own, background)
    reference = ex_reference(symbol, before_days, before, days, background)
    rates = widest_rates(board, days)
    jumps = _outside(own, reference, rates) & ~_free(symbol, board, days, background)
    as_before = ~_outside(own, before, rates) & (np.abs(reference - before) > TICKS)
    for row in np.flatnonzero(jumps).tolist():
        close, was, ought = own["close"][row], before[row], reference[row]
        if as_before[row]:
            words = f"close {close:.2f} after {was:.2f} shows nothing of the action that makes it {ought:.2f}"
            yield NO_JUMP, row, words
        else:
            moved = _move(own, row, ought, rates[row])
            yield JUMP, row, f"{moved} after a reference of {ought:.2f}; at most {rates[row]:.0%} is legal"


def _move(own: Frame, row: int, reference: float, rate: float) -> str:
    """Return the close and how far it moved, or the high or low when the close alone would be legal."""
    moves = {name: own[name][row] / reference - 1 for name in ("close", "high", "low")}
    name = "close" if abs(moves["close"]) > rate else max(moves, key=lambda name: abs(moves[name]))
    return f"{name} {own[name][row]:.2f} ({moves[name]:+.1%})"


def reference_ignores_action(tables: Reference) -> Iterator[Finding]:
    """A ``prev_close`` of an ex-date that is not what the stored actions make of the close before (warning).

    The execution rules take ``prev_close`` as the reference price, so limits are then counted from a wrong one. Many
    vendors give the plain close of the session before; or an action is missing or wrong.
    """
    bars, background = tables["bars"], tables.background
    told: dict[int, str] = {}
    sound = (bars["volume"] > 0) & (bars["close"] > 0)
    rows = np.flatnonzero(sound & np.isin(bars["symbol"], np.unique(background["actions"]["symbol"])))
    for numbers in np.split(rows, symbol_offsets(bars["symbol"][rows])[1:-1]):
        given = bars["prev_close"][numbers]
        if not (given > 0).any():
            continue
        own, symbol = bars.rows(numbers), str(bars["symbol"][numbers[0]])
        before_days, before = previous_closes(symbol, own, background)
        reference = ex_reference(symbol, before_days, before, own["date"], background)
        wrong = (given > 0) & (np.abs(reference - before) > 0) & (np.abs(given - reference) > TICKS)
        for row in np.flatnonzero(wrong).tolist():
            told[int(numbers[row])] = (
                f"prev_close {given[row]:.2f} on an ex-date; the action makes it {reference[row]:.2f}"
            )
    yield from sightings(bars, np.array(sorted(told), np.intp), "prev_close_of_ex_date", "warning", told.__getitem__)


def previous_closes(symbol: str, own: Frame, background: Background) -> tuple[Array, Array]:
    """Return day and close of the traded bar before each of a symbol's bars, a stored one before the first."""
    stored = background["bars"].of_symbol(symbol)
    mine = (stored["date"] < own["date"][0]) & (stored["volume"] > 0)
    first_day = stored["date"][mine][-1:] if mine.any() else np.array(["NaT"], "M8[D]")
    first = stored["close"][mine][-1:] if mine.any() else np.array([np.nan])
    return np.concatenate([first_day, own["date"][:-1]]), np.concatenate([first, own["close"][:-1]])


def ex_reference(symbol: str, before_days: Array, before: Array, days: Array, background: Background) -> Array:
    """Return the reference price of each day: the close before it, less what its actions gave.

    Formula: (close - cash + rights * price) / (1 + bonus + rights). Source: SSE and SZSE Trading Rules 4.4.2.
    """
    reference = before.copy()
    actions = background["actions"].of_symbol(symbol)
    for row in range(len(actions)):
        cash, bonus, rights, price = (
            actions[name][row] for name in ("cash_per_share", "bonus_per_share", "rights_per_share", "rights_price")
        )
        between = (before_days < actions["ex_date"][row]) & (days >= actions["ex_date"][row])
        reference[between] = (reference[between] - cash + rights * price) / (1 + bonus + rights)
    return reference


def _outside(own: Frame, reference: Floats, rates: Floats) -> Array:
    with np.errstate(all="ignore"):
        slack = TICKS / reference
        above, below = own["high"] / reference - 1, 1 - own["low"] / reference
        return np.asarray((reference > 0) & ((above > rates + slack) | (below > rates + slack)))


def _free(symbol: str, board: str | None, days: Dates, background: Background) -> Array:
    free = np.zeros(len(days), np.bool_)
    listed = background["instruments"].of_symbol(symbol)["list_date"]
    if len(listed) and not np.isnat(listed[0]):
        sessions = background.sessions
        after = np.searchsorted(sessions, days) - np.searchsorted(sessions, listed[0])
        free |= (after < sessions_without_limit(board, listed[0])) | (days < listed[0])
    status = background["status"].of_symbol(symbol)
    for row in np.flatnonzero(np.isin(status["kind"].astype(str), ("DELISTING", "NO_LIMIT"))).tolist():
        end = status["end"][row]
        free |= (days >= status["start"][row]) & (np.isnat(end) | (days <= end))
    return free
