"""Closes at the daily limit: raw ones are the limit to the cent, adjusted and rounded ones often lie beyond it.

This needs neither amounts nor actions. Measured on raw A-share bars: of 12,000 closes at a limit none lies a tick
beyond it; of the same bars adjusted and rounded to the cent, a ninth.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.market_rules.tick import TICK
from data_sources.quality.kinds import DOWNLOAD
from data_sources.quality.prices.moves import free
from data_sources.quality.reference import Reference
from data_sources.quality.steps import CHEAP, board_of, rates_of
from data_sources.quality.units.unproved import symbols_without_amounts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, symbol_offsets

HALF = 0.0051
ROUNDING = 1e-6
NEAREST, FURTHEST = 1, 2
"""Ticks beyond a limit by which rounding moves a close; more are another fault."""

FEWEST_OF_A_SYMBOL, FEWEST_OF_ALL, FEWEST_PROVED = 3, 5, 25
"""Closes beyond a limit that tell, without amounts of one symbol and of several; and with amounts, which speak for raw
prices unless they were adjusted along."""
SHARE = 0.04
"""Of the closes at a limit or beyond."""


def closes_beyond_limits(tables: Reference) -> Iterator[Finding]:
    """Closes a tick or two beyond a limit, among many at it: adjusted prices rounded to the cent (severe).

    The limit is that of the widest rate around the close before, rounded half up to the cent (Beijing cuts and is left
    out). Days with an action or without limits, and prices below 1 CNY do not count.
    """
    bars, rows = tables["bars"], tables.steps.rows
    if tables.stretch or not len(rows):
        return
    at, beyond = _at_limits(tables)
    if beyond.sum() < FEWEST_PROVED:
        unproved = np.isin(bars["symbol"][rows], symbols_without_amounts(bars))
        at, beyond = at & unproved, beyond & unproved
    if not beyond.any():
        return
    told = "prices are adjusted (复权) and rounded"
    count, every = int(beyond.sum()), int((at | beyond).sum())
    if count >= FEWEST_OF_ALL and count > SHARE * every and len(np.unique(bars["symbol"][rows[beyond]])) > 1:
        words = f"{count} of {every} closes at a limit lie a cent or two beyond it: {told}; {DOWNLOAD}"
        yield Finding("severe", "closes_beyond_limits", words, bars.table.name)
        return
    for own in np.split(np.flatnonzero(at | beyond), symbol_offsets(bars["symbol"][rows[at | beyond]])[1:-1]):
        mine = own[beyond[own]]
        if len(mine) >= FEWEST_OF_A_SYMBOL and len(mine) > SHARE * len(own):
            row = int(rows[mine[0]])
            words = f"{len(mine)} of {len(own)} closes at a limit lie a cent or two beyond it: {told}; {DOWNLOAD}"
            file, line = bars.place(row)
            day, symbol = bars["date"][row].item(), str(bars["symbol"][row])
            yield Finding("severe", "closes_beyond_limits", words, bars.table.name, symbol, day, file, line)


def _at_limits(tables: Reference) -> tuple[Array, Array]:
    """Say by step whether the close is the day's extreme and the limit, and whether it is that and beyond the limit."""
    bars, made = tables["bars"], tables.steps
    close, rates = bars["close"][made.rows], rates_of(bars, made)
    at, beyond = np.zeros(len(close), np.bool_), np.zeros(len(close), np.bool_)
    for sign, extreme in ((1, "high"), (-1, "low")):
        limit = np.floor(made.before * (1 + sign * rates) * 100 + 0.5 + ROUNDING) / 100
        ticks = sign * (close - limit) / TICK
        edge = (close == bars[extreme][made.rows]) & ~made.acted & (made.before > CHEAP)
        at |= edge & (np.abs(ticks) * TICK < HALF)
        beyond |= edge & (ticks > NEAREST - 0.5) & (ticks < FURTHEST + 0.5)
    some = np.flatnonzero(beyond)
    symbols = [str(bars["symbol"][made.rows[step]]) for step in some.tolist()]
    cut = np.array([board_of(symbol) == "beijing" for symbol in symbols], np.bool_)
    beyond[some[cut | free(bars, made.rows[some], tables.background)]] = False
    return at, beyond
