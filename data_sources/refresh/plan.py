"""What is missing: one item for each thing to ask for, from sessions, listing dates and what is stored. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from zlib import crc32

import numpy as np

from data_sources.calendar.sessions import base_row
from data_sources.quality.days.market_sessions import FLOOR
from data_sources.refresh.item import Item, Span
from data_sources.refresh.known import Known
from data_sources.refresh.usual_indices import usual_indices
from data_sources.tables.facts import Dates
from data_sources.tables.frame import Frame
from data_sources.vendors.source import Source

READ_AGAIN = 5
"""Sessions whose stored rows are read again each time, for vendors correct what they said."""

YEARS = 10
INDICES = tuple(row.symbol for row in usual_indices())
"""The CSI 300, its total return, and the indices that the reports compare themselves with."""

WELCOME = frozenset(row.symbol for row in usual_indices() if not row.due)
"""Indices that are asked for beside the stored ones and not missed as long as they never came."""

FROM_FILES = ("renames", "signals")
"""Tables that no vendor has; a folder that holds them gives them whole."""

OF_THE_MARKET = ("sessions", "instruments", "status", "suspensions", "earnings", *FROM_FILES)
"""Tables that are asked for whole, whatever the symbols are."""


def default_start(known: Known, since: date | None, closed: date) -> date:
    """Return where a history begins: the day asked for, or the first stored session, or ten years ago."""
    if since is not None:
        return since
    days = known.sessions
    return days[0].item() if len(days) else date(closed.year - YEARS, 1, 1)


def last_session(known: Known, closed: date) -> date:
    """Return the last session that is over; the closed day itself while no session is known."""
    row = base_row(known.sessions, closed)
    return known.sessions[row].item() if row >= 0 else closed


def plan_table(table: str, known: Known, span: Span, symbols: Collection[str] = ()) -> list[Item]:
    """Return the items of any table but the bars: one for the whole market, or one for each index or symbol.

    Every stored session and level of the days has to come back. Of actions vendors send the whole list whatever the
    days; status, suspensions, renames and signals are read whole.
    """
    if table == "sessions":
        return [_of_days(table, (), known["sessions"]["date"], span)]
    if table == "index":
        return plan_index(known["index"], span)
    if table == "instruments":
        return [plan_instruments(known, span, tuple(symbols))]
    if table == "actions":
        return [Item(table, (symbol,), span.start, span.last) for symbol in sorted(symbols)]
    return [Item(table, tuple(symbols), span.last, span.last)]


def plan_instruments(known: Known, span: Span, symbols: tuple[str, ...]) -> Item:
    """Return the item of the exchanges' lists; at least nine tenths of the stored ones have to come back."""
    stored = known["instruments"]["symbol"]
    count = int(np.isin(stored, symbols).sum()) if symbols else len(stored)
    return Item("instruments", symbols, span.last, span.last, int(FLOOR * count))


def plan_index(index: Frame, span: Span) -> list[Item]:
    """Return an item for each stored index, or for each of the usual ones; the welcome ones in any case."""
    stored, usual = set(index["symbol"].tolist()), set(INDICES)
    symbols = sorted((stored or usual) | (usual & WELCOME))
    return [_of_days("index", (symbol,), index.of_symbol(symbol)["date"], span) for symbol in symbols]


def is_welcome(item: Item, known: Known) -> bool:
    """Whether an item is an index that is not missed: it never came, and another one stands in for it."""
    return item.table == "index" and item.symbol in WELCOME and item.symbol not in known["index"]["symbol"]


def bar_firsts(known: Known, span: Span, symbols: Iterable[str]) -> dict[str, date]:
    """Return from which day on each symbol's bars are to be read; symbols that need nothing are left out.

    A delisted symbol needs nothing once it has bars; neither does one that is not listed yet.
    """
    listing = _listing(known)
    newest = max(known.last_bar.values(), default=span.start)
    firsts: dict[str, date] = {}
    for symbol in symbols:
        listed, delisted = listing.get(symbol, (None, None))
        start = max(span.start, listed or span.start)
        stored = known.last_bar.get(symbol)
        read_to_its_end = span.since is None and stored is not None and delisted is not None and newest >= delisted
        if start > span.last or read_to_its_end or (delisted is not None and delisted <= start):
            continue
        if span.since is None and stored is not None:
            start = _sessions_before(known, stored, READ_AGAIN - 1)
        firsts[symbol] = start
    return firsts


def plan_bars(known: Known, span: Span, firsts: Mapping[str, date]) -> tuple[Item, ...]:
    """Return one item per symbol; every stored row of its days has to come back."""
    bars = known["bars"]
    stored: dict[str, list[np.datetime64]] = {}
    for symbol, day in zip(bars["symbol"].tolist(), bars["date"], strict=True):
        stored.setdefault(symbol, []).append(day)
    return tuple(
        Item("bars", (symbol,), first, span.last, _rows(np.array(stored.get(symbol, []), "M8[D]"), first, span.last))
        for symbol, first in sorted(firsts.items())
    )


def plan_bulk(known: Known, span: Span, firsts: Mapping[str, date]) -> Item | None:
    """Return the item of the whole market's last session, for the symbols that miss nothing else; None without any."""
    before = _sessions_before(known, span.last, 1)
    only = tuple(sorted(s for s in firsts if span.since is None and known.last_bar.get(s) == before != span.last))
    return Item("bars", only, span.last, span.last, int(FLOOR * len(only)), bulk=True) if only else None


def has_turn(symbol: str, known: Known) -> bool:
    """Whether a symbol is to be read again this session: its turn comes in every ``READ_AGAIN`` sessions."""
    return crc32(symbol.encode()) % READ_AGAIN == len(known.sessions) % READ_AGAIN


def as_one(items: Sequence[Item], source: Source) -> Item | None:
    """Return one item for all when the source answers all in one request anyway, as a folder does; else None."""
    if len(items) < 2 or not all(item.symbol for item in items):  # noqa: PLR2004 - one is one
        return None
    symbols = tuple(sorted(item.symbol for item in items))
    whole = Item(items[0].table, symbols, min(item.first for item in items), max(item.last for item in items))
    requests = source.plan(whole.wanted)
    return whole if len(requests) == 1 and len(requests[0].symbols) == len(symbols) else None


def _of_days(table: str, symbols: tuple[str, ...], days: Dates, span: Span) -> Item:
    """Return the item of a series with rows on these stored days."""
    again = span.since is not None or not len(days)
    first = span.start if again else days[-min(READ_AGAIN, len(days))].item()
    return Item(table, symbols, first, span.last, _rows(days, first, span.last))


def _sessions_before(known: Known, day: date, count: int) -> date:
    """Return the session so many before the last one up to a day; the first there is when there are fewer."""
    return known.sessions[max(base_row(known.sessions, day) - count, 0)].item() if len(known.sessions) else day


def _rows(days: Dates, first: date, last: date) -> int:
    return int(((days >= np.datetime64(first)) & (days <= np.datetime64(last))).sum())


def _listing(known: Known) -> dict[str, tuple[date | None, date | None]]:
    frame = known["instruments"]
    columns = (frame[name].tolist() for name in ("symbol", "list_date", "delist_date"))
    return {symbol: (listed, delisted) for symbol, listed, delisted in zip(*columns, strict=True)}
