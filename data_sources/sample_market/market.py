"""The simulated market as facts, cut to the days that were asked for."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import numpy as np

from data_sources.errors import InputError
from data_sources.sample_market.events import STATUS, SimulatedEvents, draw_events
from data_sources.sample_market.indices import draw_indices
from data_sources.sample_market.listings import Securities, draw_securities
from data_sources.sample_market.returns import draw_returns
from data_sources.sample_market.sessions import FIRST_DAY, LAST_DAY, all_sessions, session_index
from data_sources.sample_market.signals import draw_signals
from data_sources.sample_market.trading import Grids, trade
from data_sources.tables.facts import (
    BAR_FIELDS,
    Bars,
    CorporateAction,
    Facts,
    IndexSeries,
    Instrument,
    Rename,
    StatusSpan,
)
from data_sources.tables.read_only import marked_read_only
from data_sources.tables.signals import Signals

DEFAULT_END = date(2026, 6, 30)
# Chosen by its signals alone: both capex gates turn and memory prices fall and rise within the years.
DEFAULT_SEED = 16


def sample_facts(start: date = FIRST_DAY, end: date = DEFAULT_END, seed: int = DEFAULT_SEED) -> Facts:
    """Simulate a market of 164 reported and 5 invented securities between two days, both inclusive.

    The same seed always gives the same market: other days show another part of it, and nothing after ``end`` is known
    (no later listing, delisting, end of a status or signal). Signals reach back to 2021. Bars carry no ``prev_close``:
    the reference follows from closes and actions. InputError for days outside the calendar,
    or without a session among them.
    """
    if not FIRST_DAY <= start <= end <= LAST_DAY:
        raise InputError(
            f"the sample market was asked for {start} to {end}; it has {FIRST_DAY} to {LAST_DAY}, choose days inside"
        )
    days = slice(session_index(start), int(np.searchsorted(all_sessions(), np.datetime64(end, "D"), side="right")))
    if days.start == days.stop:
        raise InputError(
            f"the sample market was asked for {start} to {end}, but no session is among them; ask for more"
        )
    securities = draw_securities(seed)
    returns = draw_returns(seed, securities)
    events = draw_events(seed, securities)
    grids = trade(seed, securities, returns.columns, events)
    return Facts(
        instruments=_instruments(securities, start, end),
        bars=_bars(securities, grids, days),
        index={
            symbol: IndexSeries(symbol, series.date[days], marked_read_only(series.close[days]))
            for symbol, series in draw_indices(seed, returns).items()
        },
        actions=_actions(securities, events, grids, days),
        status=_status(start, end),
        renames=_renames(securities, start, end),
        sessions=all_sessions()[days],
        signals=Signals.of(value for value in draw_signals(seed) if value.published_on <= end),
        source=f"SIMULATED by data_sources.sample_market with seed {seed}; no price in it is real",
        simulated=True,
    )


def _instruments(securities: Securities, start: date, end: date) -> tuple[Instrument, ...]:
    """Every security listed at some time between the days; a changed code appears under each that held then."""
    found = []
    for column, one in enumerate(securities.listings):
        if (one.list_date and one.list_date > end) or (one.delist_date and one.delist_date <= start):
            continue
        gone = one.delist_date if one.delist_date and one.delist_date <= end else None
        issue_price = float(securities.start_price[column]) if securities.debuts[column] else None
        if one.renamed_on is None or one.renamed_on <= end:
            found.append(Instrument(one.symbol, one.name, one.list_date, gone, issue_price))
        if one.renamed_on is not None and one.renamed_on > start:
            found.append(Instrument(one.old_symbol, f"{one.what} {one.old_symbol[:6]} (simulated)"))
    return tuple(sorted(found, key=lambda instrument: instrument.symbol))


def _spans(securities: Securities, days: slice) -> list[tuple[str, int, int, int]]:
    """Which symbol owns which sessions of which column, in symbol order."""
    spans = []
    for column, one in enumerate(securities.listings):
        change = session_index(one.renamed_on) if one.renamed_on else days.start
        spans.append((one.symbol, column, max(change, days.start), days.stop))
        if one.renamed_on:
            spans.append((one.old_symbol, column, days.start, min(change, days.stop)))
    return sorted(spans)


def _bars(securities: Securities, grids: Grids, days: slice) -> Bars:
    """Gather the traded cells of the grids, sorted by symbol and date."""
    symbols, counts, rows, owners = [], [], [], []
    for symbol, column, begin, stop in _spans(securities, days):
        traded = begin + np.flatnonzero(~np.isnan(grids.close[begin:stop, column]))
        if len(traded):
            symbols.append(symbol)
            counts.append(len(traded))
            rows.append(traded)
            owners.append(np.full(len(traded), column))
    at = tuple(np.concatenate([np.empty(0, np.int64), *parts]) for parts in (rows, owners))
    names = {field.name for field in fields(Grids)}
    values = {name: getattr(grids, name)[at] if name in names else np.full(len(at[0]), np.nan) for name in BAR_FIELDS}
    return Bars(
        symbols=tuple(symbols),
        offsets=marked_read_only(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)),
        date=marked_read_only(all_sessions()[at[0]]),
        **{name: marked_read_only(value) for name, value in values.items()},
    )


def _actions(securities: Securities, events: SimulatedEvents, grids: Grids, days: slice) -> tuple[CorporateAction, ...]:
    """List the ex-dates with the cash and the rights price that the walk through the sessions found."""
    found = []
    for symbol, column, begin, stop in _spans(securities, days):
        for t in begin + np.flatnonzero(~np.isnan(grids.cash[begin:stop, column])):
            rates = (grids.cash, events.bonus, events.rights, grids.rights_price)
            cash, bonus, rights, price = (float(grid[t, column]) for grid in rates)
            found.append(CorporateAction(symbol, all_sessions()[t].item(), cash, bonus, rights, price))
    return tuple(found)


def _status(start: date, end: date) -> tuple[StatusSpan, ...]:
    """Status spans that touch the days; one that lasts beyond ``end`` is still open then."""
    return tuple(
        StatusSpan(span.symbol, span.start, span.end if span.end and span.end <= end else None, span.kind)
        for span in STATUS
        if span.start <= end and (span.end is None or span.end >= start)
    )


def _renames(securities: Securities, start: date, end: date) -> tuple[Rename, ...]:
    return tuple(
        Rename(one.old_symbol, one.symbol, one.renamed_on)
        for one in securities.listings
        if one.renamed_on and start <= one.renamed_on <= end
    )
