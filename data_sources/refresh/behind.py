"""A source that simply ends: its rows are sound, nothing is refused, and yet the last sessions are missing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from math import ceil

import numpy as np

from data_sources.calendar.age import table_ages, too_old
from data_sources.calendar.clock import Clock
from data_sources.calendar.exchange_calendar import sessions_between
from data_sources.refresh.outcome import Night, StageOutcome
from data_sources.refresh.result import Missing
from data_sources.tables.schema import CALENDAR_INDEX, CALENDAR_TOTAL_RETURN

FEWEST = 10
"""Symbols whose bars end on one day together: fewer may be suspended (停牌), as many are a source that ends."""
SHARE, TWO = 0.5, 2
"""Of a small market half the shares, and two at least, are as many."""


def early_ends(night: Night, symbols: Collection[str], missing: Collection[Missing], over: date) -> StageOutcome:
    """Name the symbols whose bars end before the last session together; they are missing and are asked for again.

    All of them are named when no symbol has a bar on the last session, however few they are. ``symbols`` are those
    whose bars were due; what is ``missing`` for a reason of its own is not named twice. ``over`` is the last day whose
    trading is over.
    """
    told = {one.symbol for one in missing}
    last, ends = night.span.last, _last_bars(night, symbols)
    reached = last in ends.values() or not ends
    early = {symbol: day for symbol, day in ends.items() if day < last} if reached else ends
    groups = [
        (day, [symbol for symbol, end in early.items() if end == day and symbol not in told])
        for day in sorted(set(early.values()))
    ]
    behind = [group for group in groups if "" not in told and len(group[1]) >= (_fewest(len(ends)) if reached else 1)]
    return StageOutcome(
        missing=tuple(_behind(together, day, sessions_since(night, day, over)) for day, together in behind),
        ends={} if reached else {"bars": max(ends.values())},
        ask_again=frozenset(("bars", symbol) for _, together in behind for symbol in together),
    )


def early_index(night: Night, missing: Collection[Missing], over: date) -> StageOutcome:
    """Name the total return of the CSI 300 where it is stored and ends before the index and the last session.

    Every run is judged against it by default; where it lacks a session a run falls back to the index without dividends.
    """
    index = night.known["index"]
    ends = {symbol: index.of_symbol(symbol)["date"] for symbol in (CALENDAR_INDEX, CALENDAR_TOTAL_RETURN)}
    told = any(one.table == "index" and one.symbol == CALENDAR_TOTAL_RETURN for one in missing)
    if told or not all(len(days) for days in ends.values()):
        return StageOutcome()
    reached, last = (days.max().item() for days in ends.values())
    if last >= min(reached, night.span.last):
        return StageOutcome()
    reason = f"{CALENDAR_TOTAL_RETURN} ends on {last}"
    behind = Missing("index", CALENDAR_TOTAL_RETURN, "behind", reason, sessions_since(night, last, over))
    return StageOutcome(missing=(behind,), ask_again=frozenset({("index", CALENDAR_TOTAL_RETURN)}))


def old_tables(night: Night, missing: Collection[Missing], max_age: int | None, clock: Clock) -> StageOutcome:
    """Name the tables whose age reaches the limit, though nothing that was asked for failed to come; None for none.

    The calendar of the exchange says what is due, for a source that stands still has no newer session of its own. Of
    the index the CSI 300 counts, which every source of indices has. What ``early_ends`` has named is not named twice.
    """
    if max_age is None:
        return StageOutcome()
    told = {one.table for one in missing if one.state == "behind"}
    ages = too_old(table_ages(night.known.sessions, last_days(night), clock), max_age)
    return StageOutcome(
        missing=tuple(
            Missing(age.table, "", "old", f"{age.sentence}, {age.due} is due", age.sessions)
            for age in ages
            if age.table not in told
        )
    )


def last_days(night: Night) -> dict[str, date | None]:
    """Return the last day that is now known of the bars and of the index."""
    bars, index = night.known["bars"]["date"], night.known["index"]
    levels = index["date"][index["symbol"] == CALENDAR_INDEX]
    levels = levels if len(levels) else index["date"]
    ends = [*night.known.last_bar.values(), *([bars.max().item()] if len(bars) else [])]
    return {"bars": max(ends, default=None), "index": levels.max().item() if len(levels) else None}


def _fewest(due: int) -> int:
    """How many of so many shares are a source that ends and not suspensions."""
    return min(FEWEST, max(TWO, ceil(SHARE * due)))


def _behind(symbols: list[str], day: date, sessions: int) -> Missing:
    one = len(symbols) == 1
    who, ends = (symbols[0], "ends") if one else (f"{len(symbols)} symbols", "end")
    return Missing("bars", symbols[0] if one else "", "behind", f"{who} {ends} on {day}", sessions)


def _last_bars(night: Night, symbols: Collection[str]) -> dict[str, date]:
    """Return the last bar of each symbol that has any and that no suspension or delisting excuses."""
    known = night.known
    bars, instruments = known["bars"], known["instruments"]
    ends = {symbol: day for symbol, day in known.last_bar.items() if symbol in symbols}
    for symbol, day in zip(bars["symbol"].tolist(), bars["date"].tolist(), strict=True):
        if symbol in symbols and day > ends.get(symbol, date.min):
            ends[symbol] = day
    gone = instruments["symbol"][instruments["delist_date"] <= np.datetime64(night.span.last)]
    excused = {*gone.tolist(), *(known.suspended or ())}
    return {symbol: day for symbol, day in ends.items() if symbol not in excused}


def sessions_since(night: Night, day: date, over: date) -> int:
    """Return how many sessions are over since a day, by our calendar and, past its end, by the second one."""
    return sessions_between(night.known.sessions, day, max(night.span.last, over))
