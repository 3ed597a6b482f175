"""From one traded bar of a symbol to its next: the close before and what the actions between make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from data_sources.errors import InputError
from data_sources.market_rules.price_limits import widest_rates
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.schema import PRICES
from data_sources.tables.symbols import Board, parse_symbol

CHEAP = 1.0
"""CNY; below it a tick is a percent, so that neither a limit nor an action can be told by the price."""

NEVER = np.datetime64("NaT", "D")
LONGEST_HOLIDAY = 30
"""Days; the longest pause of the market was shorter (1999-02-10 to 1999-02-28, the Spring Festival, 春节)."""

DAYS = np.int64(10_000_000)
"""More days than any calendar has: symbol times this plus day sorts as the key does."""


class Background(Protocol):
    """What bars are held against: ``bars`` before them, ``actions``, ``instruments`` and ``status``, in key order."""

    @property
    def sessions(self) -> Dates:
        """Return the calendar."""

    def __getitem__(self, name: str, /) -> Frame:
        """Return a table."""


@dataclass(frozen=True)
class Steps:
    """One step to each sound bar: one that traded at prices above 0.

    ``rows`` are the bars' numbers in key order, ``starts`` (symbols + 1) delimits each symbol's steps. ``before`` is
    the close of the traded bar before, a stored one before the first, NaN for none; ``before_day`` its day.
    ``reference`` is what the actions since make of it, not rounded; ``acted`` says that there are any.
    """

    rows: NDArray[np.intp]
    starts: NDArray[np.int64]
    before: Floats
    before_day: Dates
    reference: Floats
    acted: NDArray[np.bool_]

    def only(self, step: int) -> Steps:
        """Return one step alone."""
        own = slice(step, step + 1)
        columns = (self.before[own], self.before_day[own], self.reference[own], self.acted[own])
        return Steps(self.rows[own], np.array([0, 1], np.int64), *columns)


def sound_bars(bars: Frame) -> Array:
    """Say which bars traded at prices above 0, the high not below the low."""
    sound = (bars["volume"] > 0) & (bars["high"] >= bars["low"])
    return np.asarray(np.logical_and.reduce([sound, *(bars[name] > 0 for name in PRICES)]))


def steps(bars: Frame, background: Background) -> Steps:
    """Return the steps to all sound bars, which are in key order."""
    rows = np.flatnonzero(sound_bars(bars))
    symbols, days = bars["symbol"][rows], bars["date"][rows]
    if not len(rows):
        nothing = np.empty(0)
        return Steps(rows, np.zeros(1, np.int64), nothing, days, nothing, np.empty(0, np.bool_))
    starts = symbol_offsets(symbols)
    names = symbols[starts[:-1]]
    before, before_day = np.append(np.nan, bars["close"][rows][:-1]), np.append(NEVER, days[:-1])
    first = _stored_before(names, days[starts[:-1]], background["bars"])
    before[starts[:-1]], before_day[starts[:-1]] = first
    plain = Steps(rows, starts, before, before_day, before.copy(), np.zeros(len(rows), np.bool_))
    return _after_actions(plain, names, days, background["actions"])


def _stored_before(names: Array, firsts: Dates, stored: Frame) -> tuple[Floats, Dates]:
    """Return close and day of each symbol's last stored bar before its first given one."""
    close, day = np.full(len(names), np.nan), np.full(len(names), NEVER)
    place = np.minimum(np.searchsorted(names, stored["symbol"]), len(names) - 1)
    mine = (names[place] == stored["symbol"]) & (stored["volume"] > 0) & (stored["date"] < firsts[place])
    # Rows are in key order, so that of each symbol the last one stays.
    close[place[mine]], day[place[mine]] = stored["close"][mine], stored["date"][mine]
    return close, day


def _after_actions(plain: Steps, names: Array, days: Dates, actions: Frame) -> Steps:
    """Return the steps with what the actions of each gave taken off the close before, in ex-date order.

    Formula: (close - cash + rights * price) / (1 + bonus + rights). Source: SSE and SZSE Trading Rules 4.4.2.
    """
    reference, acted = plain.reference.copy(), plain.acted.copy()
    if not len(actions) or not len(names):
        return plain
    symbol = np.minimum(np.searchsorted(names, actions["symbol"]), len(names) - 1)
    code = np.repeat(np.arange(len(names)), np.diff(plain.starts))
    keys, ex_keys = code * DAYS + days.astype(np.int64), symbol * DAYS + actions["ex_date"].astype(np.int64)
    step = np.minimum(np.searchsorted(keys, ex_keys), len(keys) - 1)
    counts = (names[symbol] == actions["symbol"]) & (code[step] == symbol)
    counts &= (days[step] >= actions["ex_date"]) & (plain.before_day[step] < actions["ex_date"])
    left = np.flatnonzero(counts)
    acted[step[left]] = True
    while len(left):
        # The first that is left of each step; most steps have one.
        at, which = np.unique(step[left], return_index=True)
        own = left[which]
        cash, bonus, rights, price = (
            actions[name][own] for name in ("cash_per_share", "bonus_per_share", "rights_per_share", "rights_price")
        )
        reference[at] = (reference[at] - cash + rights * price) / (1 + bonus + rights)
        left = np.delete(left, which)
    return replace(plain, reference=reference, acted=acted)


def pauses(bars: Frame, made: Steps, sessions: Dates) -> NDArray[np.int64]:
    """Return by step how many sessions lie between the bar and the one before it; a calendar may lack some.

    Between sessions of the exchange are never more than 30 days, so that each 30 days count as one at least.
    """
    days, before = bars["date"][made.rows], made.before_day
    known = ~np.isnat(before)
    since = np.where(known, before, days)
    between = np.searchsorted(sessions, days) - np.searchsorted(sessions, since, side="right")
    apart = (days - since).astype(np.int64) // LONGEST_HOLIDAY
    return np.asarray(np.where(known, np.maximum(np.maximum(between, 0), apart), 0), np.int64)


def rates_of(bars: Frame, made: Steps) -> Floats:
    """Return by step the widest limit of its board on its day; NaN where none was in force."""
    names = bars["symbol"][made.rows[made.starts[:-1]]]
    return by_board(names, np.diff(made.starts), bars["date"][made.rows], widest_rates)


def by_board(names: Array, counts: Array, days: Dates, rule: Callable[[str, Dates], Floats]) -> Floats:
    """Return by row what a dated rule of boards says of a symbol on a day, NaN for what is no A share.

    ``days`` has the rows of each of ``names`` in turn, as many as its ``counts``.
    """
    boards = np.array([board_of(str(name)) or "" for name in names.tolist()], np.str_)
    of_row, said = np.repeat(boards, counts), np.full(len(days), np.nan)
    for board in set(boards.tolist()) - {""}:
        mine = of_row == board
        distinct, place = np.unique(days[mine], return_inverse=True)
        said[mine] = rule(board, distinct)[place]
    return said


def board_of(symbol: str) -> Board | None:
    """Return the board of a symbol, None for what is no A share."""
    try:
        return parse_symbol(symbol).board
    except InputError:
        return None
