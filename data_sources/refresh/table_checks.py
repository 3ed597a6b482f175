"""A table judged as a whole before it is published; each check is a pure function that returns findings.

A severe finding keeps the table as it was yesterday.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

import numpy as np

from data_sources.quality.moves import TICKS
from data_sources.quality.steps import PRICES, steps
from data_sources.refresh.known import Known
from data_sources.refresh.plan import FLOOR
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.schema import CALENDAR_INDEX

FEWEST = 10
"""Symbols below which a share of them says nothing."""

MOST_STALE = 0.5
OPPOSITE = 0.01


def check_table(table: str, known: Known, symbols: Collection[str], last: date) -> tuple[Finding, ...]:
    """Return what all checks of a table find. ``known`` has the fresh rows in it; ``symbols`` were asked for."""
    return tuple(finding for check in CHECKS.get(table, ()) for finding in check(known, symbols, last))


def row_floor(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """Far fewer symbols have a bar of the last session than of the one before (severe)."""
    before, now = _two_sessions(known, symbols, last)
    if len(before) >= FEWEST and len(now) < FLOOR * len(before):
        message = f"{len(now)} symbols have a bar on {last}, {len(before)} had one the session before"
        yield Finding("severe", "row_floor", message, "bars", "", last)


def stale_market(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """Most bars of the last session repeat the session before, volume included (severe): yesterday's answer again."""
    before, now = _on_both_sessions(known, symbols, last)
    same = np.logical_and.reduce([before[name] == now[name] for name in (*PRICES, "volume")])
    if len(now) >= FEWEST and same.mean() > MOST_STALE:
        message = f"{int(same.sum())} of {len(now)} bars on {last} repeat the session before, volume included"
        yield Finding("severe", "stale_market", message, "bars", "", last)


def against_index(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:
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


def index_ends(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:  # noqa: ARG001 - every index
    """An index whose levels end before the last session (warning): what is judged against it ends there too."""
    index = known["index"]
    for symbol in dict.fromkeys(index["symbol"].tolist()):
        end = index["date"][index["symbol"] == symbol].max()
        if end < np.datetime64(last):
            yield Finding("warning", "index_ends", f"{symbol} ends on {end}", "index", symbol, end.item())


def reference_differs(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """A vendor's previous close of the last session differs from the close before less its actions (warning).

    An action is missing, or its numbers are wrong.
    """
    for symbol in unexplained_references(known, symbols, last):
        message = "the vendor's reference price is not the close before less its actions: is an action missing?"
        yield Finding("warning", "reference_differs", message, "actions", symbol, last)


def unexplained_references(known: Known, symbols: Collection[str], last: date) -> tuple[str, ...]:
    """Return the symbols whose ``prev_close`` on the last session the stored bars and actions do not explain."""
    bars = known["bars"]
    rows = bars.rows((bars["date"] == np.datetime64(last)) & (bars["prev_close"] > 0))
    rows = rows.rows(np.isin(rows["symbol"], sorted(symbols)))
    made = steps(rows, known)
    apart = np.abs(made.reference - rows["prev_close"][made.rows]) > TICKS
    return tuple(rows["symbol"][made.rows[apart]].tolist())


def vanished(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """A symbol that was asked for and that no exchange lists (warning)."""
    listed = set(known["instruments"]["symbol"].tolist())
    for symbol in sorted(set(symbols) - listed):
        yield Finding("warning", "not_listed", f"{symbol} is in no list of the exchanges", "instruments", symbol, last)


CHECKS: dict[str, tuple[Callable[[Known, Collection[str], date], Iterator[Finding]], ...]] = {
    "bars": (row_floor, stale_market),
    "index": (against_index, index_ends),
    "actions": (reference_differs,),
    "instruments": (vanished,),
}


def _two_sessions(known: Known, symbols: Collection[str], last: date) -> tuple[Frame, Frame]:
    bars = known["bars"]
    mine = np.isin(bars["symbol"], sorted(symbols)) & (bars["volume"] > 0)
    days = _days(known, last)
    before = days[0] if len(days) > 1 else np.datetime64("NaT")
    return bars.rows(mine & (bars["date"] == before)), bars.rows(mine & (bars["date"] == np.datetime64(last)))


def _on_both_sessions(known: Known, symbols: Collection[str], last: date) -> tuple[Frame, Frame]:
    """Return the bars of the last two sessions of the symbols that traded on both."""
    before, now = _two_sessions(known, symbols, last)
    return (before.rows(np.isin(before["symbol"], now["symbol"])), now.rows(np.isin(now["symbol"], before["symbol"])))


def _days(known: Known, last: date) -> Array:
    return np.asarray(known.sessions[known.sessions <= np.datetime64(last)][-2:])
