"""A session judged as a whole: too few rows, the same rows again, rows that go against the index.

The same judges look at what an import gives and at what a refresh has accepted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import numpy as np

from data_sources.quality.steps import Background
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.schema import CALENDAR_INDEX, PRICES

FLOOR = 0.9
"""Below this share of what was there the last time an answer is short."""

FEWEST = 10
"""Symbols below which a share of them says nothing."""

MOST_STALE = 0.5
OPPOSITE = 0.01
NAMED = 5
"""Days that are named one by one."""


def row_floor(known: Background, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """Far fewer symbols have a bar of the last session than of the one before (severe)."""
    before, now = _two_sessions(known, symbols, last)
    if len(before) >= FEWEST and len(now) < FLOOR * len(before):
        message = f"{len(now)} symbols have a bar on {last}, {len(before)} had one the session before"
        yield Finding("severe", "row_floor", message, "bars", "", last)


def stale_market(known: Background, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """Most bars of the last session repeat the session before, volume included (severe): yesterday's answer again."""
    before, now = _on_both_sessions(known, symbols, last)
    same = np.logical_and.reduce([before[name] == now[name] for name in (*PRICES, "volume")])
    if len(now) >= FEWEST and same.mean() > MOST_STALE:
        message = f"{int(same.sum())} of {len(now)} bars on {last} repeat the session before, volume included"
        yield Finding("severe", "stale_market", message, "bars", "", last)


def stale_sessions(tables: Background) -> Iterator[Finding]:
    """Sessions on which most bars repeat the row before, volume included (severe, ``stale_market``), of ten at least.

    A file that was filled in for holidays looks like that, and so does one that was saved a day early. A market that
    stands still on most of its sessions is made up, and nothing is said of it.
    """
    bars = tables["bars"]
    if len(bars) < FEWEST:
        return
    inside = bars["symbol"][1:] == bars["symbol"][:-1]
    same = np.logical_and.reduce([bars[name][1:] == bars[name][:-1] for name in ("volume", *PRICES)])
    days, counts = np.unique(bars["date"][1:][inside & same & (bars["volume"][1:] > 0)], return_counts=True)
    if not len(days):
        return
    all_days = np.sort(bars["date"][1:][inside & (bars["volume"][1:] > 0)])
    of_all = np.searchsorted(all_days, days, side="right") - np.searchsorted(all_days, days)
    stale = np.flatnonzero((of_all >= FEWEST) & (counts > MOST_STALE * of_all))
    if 2 * len(stale) > len(np.unique(all_days)):
        return
    for k in stale[:NAMED].tolist():
        message = f"{counts[k]} of {of_all[k]} bars on {days[k]} repeat the session before, volume included"
        yield Finding("severe", "stale_market", message, "bars", "", days[k].item())
    if (more := len(stale) - NAMED) > 0:
        message = f"most bars repeat the session before on {more} more sessions, to {days[stale[-1]]}"
        yield Finding("severe", "stale_market", message, "bars")


def against_index(known: Background, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """The CSI 300 moved by more than 1% and the middle share by more than 1% the other way (warning)."""
    before, now = _on_both_sessions(known, symbols, last)
    index = known["index"]
    levels = index["close"][(index["symbol"] == CALENDAR_INDEX) & np.isin(index["date"], _days(known, last))]
    if len(now) < FEWEST or len(levels) != 2:  # noqa: PLR2004 - the last two sessions
        return
    shares, market = float(np.median(now["close"] / before["close"] - 1)), float(levels[1] / levels[0] - 1)
    if shares * market < 0 and min(abs(shares), abs(market)) > OPPOSITE:
        message = f"{CALENDAR_INDEX} moved {market:+.1%} on {last}, the middle share {shares:+.1%}"
        yield Finding("warning", "against_index", message, "index", CALENDAR_INDEX, last)


def index_ends(known: Background, symbols: Collection[str], last: date) -> Iterator[Finding]:  # noqa: ARG001 - every index
    """An index whose levels end before the last session (warning): what is judged against it ends there too."""
    index = known["index"]
    for symbol in dict.fromkeys(index["symbol"].tolist()):
        end = index["date"][index["symbol"] == symbol].max()
        if end < np.datetime64(last):
            yield Finding("warning", "index_ends", f"{symbol} ends on {end}", "index", symbol, end.item())


def _two_sessions(known: Background, symbols: Collection[str], last: date) -> tuple[Frame, Frame]:
    bars = known["bars"]
    days = _days(known, last)
    # Of millions of bars few are of two days, and symbols are slow to compare.
    bars = bars.rows(np.isin(bars["date"], days) & (bars["volume"] > 0))
    bars = bars.rows(np.isin(bars["symbol"], sorted(symbols)))
    before = days[0] if len(days) > 1 else np.datetime64("NaT", "D")
    return bars.rows(bars["date"] == before), bars.rows(bars["date"] == np.datetime64(last))


def _on_both_sessions(known: Background, symbols: Collection[str], last: date) -> tuple[Frame, Frame]:
    """Return the bars of the last two sessions of the symbols that traded on both."""
    before, now = _two_sessions(known, symbols, last)
    return (before.rows(np.isin(before["symbol"], now["symbol"])), now.rows(np.isin(now["symbol"], before["symbol"])))


def _days(known: Background, last: date) -> Array:
    return np.asarray(known.sessions[known.sessions <= np.datetime64(last)][-2:])
