"""Price limits of the simulated sessions; the market rules of the backtest are written elsewhere, on purpose.

A simulation that used the engine's own limits could not catch a mistake in them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data_sources.sample_market.listings import Securities
from data_sources.tables.facts import Dates, Floats

Mask = NDArray[np.bool_]


class LimitRow(NamedTuple):
    """A limit rate from a day on; a later row of the same board and status replaces it."""

    board: str
    status: str
    rate: float
    start: str
    source: str


class FreeRow(NamedTuple):
    """How many first sessions of a new listing have no limits, for listings from a day on."""

    board: str
    sessions: int
    start: str
    source: str


LIMITS = (
    LimitRow("main", "normal", 0.10, "1996-12-16", "SSE and SZSE Trading Rules 3.3.15 (2023)"),
    LimitRow("main", "ST", 0.05, "1998-04-22", "SSE and SZSE Trading Rules 3.3.15 (2023)"),
    LimitRow("main", "ST", 0.10, "2026-07-06", "SSE and SZSE amendment of 2026"),
    LimitRow("chinext", "normal", 0.20, "2020-08-24", "SZSE Special Provisions on ChiNext Trading 2.2"),
    LimitRow("chinext", "ST", 0.20, "2020-08-24", "SZSE Special Provisions on ChiNext Trading 2.2"),
    LimitRow("star", "normal", 0.20, "2019-07-22", "SSE Special Provisions on STAR Trading, 18"),
    LimitRow("star", "ST", 0.20, "2019-07-22", "SSE Special Provisions on STAR Trading, 18"),
    LimitRow("beijing", "normal", 0.30, "2021-11-15", "BSE Trading Rules 3.3.10 (2021)"),
    LimitRow("beijing", "ST", 0.30, "2021-11-15", "BSE Trading Rules 3.3.10 (2021)"),
)
FREE_SESSIONS = (
    FreeRow("main", 0, "2014-06-13", "SZSE and SSE notices of 2014-06 on first-day trading: 144% of the issue price"),
    FreeRow("main", 5, "2023-04-10", "SSE and SZSE Trading Rules (2023)"),
    FreeRow("chinext", 5, "2020-08-24", "SZSE Special Provisions on ChiNext Trading 2.3"),
    FreeRow("star", 5, "2019-07-22", "SSE Special Provisions on STAR Trading, 18"),
    FreeRow("beijing", 1, "2021-11-15", "BSE Trading Rules 3.3.11 (2021)"),
)
DEBUT_RISE = 0.44  # source: the first row of FREE_SESSIONS


def limit_rates(sessions: Dates, securities: Securities, st: Mask) -> Floats:
    """The limit rate by session and column (T x N), where ``st`` (T x N) marks ST days."""
    rates = np.full(st.shape, np.nan)
    for row in LIMITS:
        days = sessions >= np.datetime64(row.start)
        rates[days[:, None] & (securities.board == row.board) & (st == (row.status == "ST"))] = row.rate
    return rates


def free_sessions(sessions: Dates, securities: Securities) -> Mask:
    """Sessions without limits after a listing (T x N). No listing is suspended so early, so all of them trade."""
    free = np.zeros((len(sessions), len(securities.listings)), dtype=np.bool_)
    for column in np.flatnonzero(securities.debuts):
        first = securities.first[column]
        if first == len(sessions):
            continue
        counts = [
            row.sessions
            for row in FREE_SESSIONS
            if row.board == securities.board[column] and sessions[first] >= np.datetime64(row.start)
        ]
        free[first : first + counts[-1], column] = True
    return free


def limit_prices(reference: Floats, rate: Floats, beijing: Mask) -> tuple[Floats, Floats]:
    """Lower and upper limit: half up to the cent, on Beijing cut towards the reference, a tick away at least."""
    above, below = reference * (1 + rate) * 100, reference * (1 - rate) * 100
    upper = np.where(beijing, np.floor(above + 1e-6), np.floor(above + 0.5 + 1e-6)) / 100
    lower = np.where(beijing, np.ceil(below - 1e-6), np.floor(below + 0.5 + 1e-6)) / 100
    return (
        np.maximum(np.minimum(lower, round_cents(reference - 0.01)), 0.01),
        np.maximum(upper, round_cents(reference + 0.01)),
    )


def round_cents(price: Floats) -> Floats:
    """Round half up to the cent."""
    rounded: Floats = np.floor(price * 100 + 0.5 + 1e-6) / 100
    return rounded
