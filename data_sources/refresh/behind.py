"""A source that simply ends: its rows are sound, nothing is refused, and yet the last sessions are missing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np

from data_sources.calendar.clock import closed_day
from data_sources.calendar.exchange_calendar import continued_sessions
from data_sources.refresh.night import Night
from data_sources.refresh.report import Missing

FEWEST = 10
"""Symbols whose bars end on one day together: fewer may be suspended (停牌), as many are a source that ends."""


def note_ends(night: Night, symbols: Collection[str]) -> None:
    """Name the symbols whose bars end before the last session together; they are missing and are asked for again.

    All of them are named when nobody has a bar on the last session, however few they are. ``symbols`` are those whose
    bars were due; what is missing for a reason of its own is not named twice.
    """
    told = {one.symbol for one in night.missing if one.table == "bars"}
    ends = _last_bars(night, symbols)
    if night.span.last in ends.values() or not ends:
        early = {symbol: day for symbol, day in ends.items() if day < night.span.last}
        fewest = FEWEST
    else:
        night.ends["bars"] = max(ends.values())
        early, fewest = ends, 1
    for day in sorted(set(early.values())):
        together = [symbol for symbol, end in early.items() if end == day and symbol not in told]
        if "" not in told and len(together) >= fewest:
            _note(night, together, day)


def _note(night: Night, symbols: list[str], day: date) -> None:
    who = symbols[0] if len(symbols) == 1 else f"{len(symbols)} symbols"
    ends = "ends" if len(symbols) == 1 else "end"
    only = symbols[0] if len(symbols) == 1 else ""
    night.missing.append(Missing("bars", only, "behind", f"{who} {ends} on {day}", sessions_since(night, day)))
    night.asked_again.update(("bars", symbol) for symbol in symbols)


def _last_bars(night: Night, symbols: Collection[str]) -> dict[str, date]:
    """Return the last bar of each symbol that has any and that no suspension or delisting excuses."""
    bars, instruments = night.known["bars"], night.known["instruments"]
    ends = {symbol: day for symbol, day in night.known.last_bar.items() if symbol in symbols}
    for symbol, day in zip(bars["symbol"].tolist(), bars["date"].tolist(), strict=True):
        if symbol in symbols and day > ends.get(symbol, date.min):
            ends[symbol] = day
    gone = instruments["symbol"][instruments["delist_date"] <= np.datetime64(night.span.last)]
    excused = {*gone.tolist(), *(night.known.suspended or ())}
    return {symbol: day for symbol, day in ends.items() if symbol not in excused}


def sessions_since(night: Night, day: date) -> int:
    """Return how many sessions are over since a day, by our calendar and, past its end, by the second one."""
    known = continued_sessions(night.known.sessions)
    over = np.datetime64(max(night.span.last, closed_day(night.clock)))
    return int(((known > np.datetime64(day)) & (known <= over)).sum())
