"""The market as the compiled step reads it: a panel's matrices and the dated rules, by session and symbol."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from backtest.engine.money import round2
from backtest.engine.records import Records, records
from backtest.market.panel import Panel
from data_sources.calendar.sessions import base_row
from data_sources.market_rules.delisting_days import delisting_days
from data_sources.market_rules.dividend_tax import dividend_tax_rates, held_at_most
from data_sources.market_rules.fees import stamp_duty_rates, transfer_fee_rates
from data_sources.market_rules.listing_days import listing_days
from data_sources.market_rules.lots import lot_sizes
from data_sources.market_rules.price_limits import limit_rates
from data_sources.tables.facts import Booleans, Floats, Integers
from data_sources.tables.symbols import BOARDS, parse_symbol

# Of overlapping status spans the first of these counts (execution rules, section 1).
NO_LIMIT, DELISTING, ST, ORDINARY = 0, 1, 2, 3
STATUS_RANK = {"NO_LIMIT": NO_LIMIT, "DELISTING": DELISTING, "ST": ST}

# What the third axis of ``rates`` holds.
LIMIT_NORMAL, LIMIT_ST, TRANSFER_FEE, STAMP_DUTY = 0, 1, 2, 3

SYMBOL_INTEGERS = (
    "board lot_minimum lot_step listed_from delist_session listing_session free_until debut "
    "first_step stop_step first_span stop_span"
)
SYMBOL_FLOATS = "history_close debut_limit_up debut_auction_up delist_value"
SESSION_INTEGERS = "first_event stop_event first_delisted stop_delisted month_start year_start"
EVENT_INTEGERS = "session kind symbol successor"
EVENT_FLOATS = "cash bonus rights rights_price ratio"
EVENT_TAXES = "tax_at_payment tax_month tax_year tax_beyond"


class Market(NamedTuple):
    """S sessions x N symbols on 4 boards. Session numbers are -1 or S where something never happens.

    ``bars`` is the panel's own array (field x S x N). Of the symbols that ``has_closes`` (N) names, ``closes`` (N x S)
    is what a share is worth after each session (see module ``closes``); the others' memory is not even taken. ``rates``
    is S x board x the kinds above. ``symbols`` (N), ``sessions`` (S), ``events`` (E) and ``spans`` are rows of the
    fields above; ``first_*`` and ``stop_*`` delimit the rows of another table: a session's ``events`` and ``delisted``
    symbols, a symbol's ``spans`` of status (most telling kind first) and its ``steps`` into ``events``. Shares sold on
    a session and bought on its ``month_start`` or later were held at most a month.
    """

    bars: Floats
    closes: Floats
    has_closes: Booleans
    rates: Floats
    sessions: Records
    symbols: Records
    events: Records
    spans: Records
    steps: Integers
    delisted: Integers


def market_of(panel: Panel) -> Market:
    """Lay a panel and the dated rules out for the engine. Kept on the panel, so a sweep pays once."""
    known: Market | None = panel.__dict__.get("_market")
    if known is None:
        known = panel.__dict__["_market"] = _lay_out(panel)
    return known


def _lay_out(panel: Panel) -> Market:
    symbols = _symbol_rows(panel)
    sessions, delisted = _session_rows(panel, symbols)
    return Market(
        bars=panel.bars,
        closes=np.empty(panel.bars.shape[:0:-1]),
        has_closes=np.zeros(len(panel.symbols), dtype=bool),
        rates=_rates(panel),
        sessions=sessions,
        symbols=symbols,
        events=_event_rows(panel),
        spans=_status_spans(panel, symbols),
        steps=panel.events.steps,
        delisted=delisted,
    )


def _rates(panel: Panel) -> Floats:
    stamp_duty = np.broadcast_to(stamp_duty_rates(panel.sessions)[:, None], (len(panel.sessions), len(BOARDS)))
    kinds = (*np.moveaxis(limit_rates(panel.sessions), 2, 0), transfer_fee_rates(panel.sessions), stamp_duty)
    return np.ascontiguousarray(np.stack(kinds, axis=2))


def _symbol_rows(panel: Panel) -> Records:
    symbols, never = records(len(panel.symbols), SYMBOL_INTEGERS, SYMBOL_FLOATS), len(panel.sessions)
    lot_minimum, lot_step = lot_sizes()
    listing = listing_days(panel.sessions, panel.instruments, panel.traded)
    # An unknown code never trades: its board does not matter.
    symbols.board = [BOARDS.index(parse_symbol(symbol).board or BOARDS[0]) for symbol in panel.symbols]
    symbols.lot_minimum, symbols.lot_step = lot_minimum[symbols.board], lot_step[symbols.board]
    symbols.listed_from, symbols.history_close = panel.listed_from, panel.history_close
    symbols.delist_session = [
        _session_from(panel, i.delist_date) if i.delist_date else never for i in panel.instruments
    ]
    symbols.listing_session, symbols.free_until = listing.first, listing.free_until
    symbols.debut = listing.debut
    symbols.debut_limit_up = _above_issue_price(panel, listing.debut_rise)
    symbols.debut_auction_up = _above_issue_price(panel, listing.auction_rise)
    symbols.delist_value = [np.nan if i.delist_value is None else i.delist_value for i in panel.instruments]
    symbols.first_step, symbols.stop_step = panel.events.step_offsets[:-1], panel.events.step_offsets[1:]
    return symbols


def _above_issue_price(panel: Panel, rises: Floats) -> list[float]:
    """The highest price of each debut; 0, which is under any price, where the issue price is unknown.

    No buy of such a debut can be trusted to fill.
    """
    pairs = zip(panel.instruments, rises.tolist(), strict=True)
    return [round2(i.issue_price * (1 + rise)) if rise and i.issue_price else 0.0 for i, rise in pairs]


def _session_from(panel: Panel, day: object) -> int:
    """The first session on or after a day."""
    return int(np.searchsorted(panel.sessions, np.datetime64(str(day), "D")))


def _session_rows(panel: Panel, symbols: Records) -> tuple[Records, Integers]:
    sessions = records(len(panel.sessions), SESSION_INTEGERS)
    delisted = np.argsort(symbols.delist_session, kind="stable").astype(np.int64)
    offsets = np.searchsorted(symbols.delist_session[delisted], np.arange(len(sessions) + 1))
    sessions.first_delisted, sessions.stop_delisted = offsets[:-1], offsets[1:]
    sessions.first_event, sessions.stop_event = panel.events.offsets[:-1], panel.events.offsets[1:]
    sessions.month_start, sessions.year_start = held_at_most(panel.sessions, 1), held_at_most(panel.sessions, 12)
    return sessions, delisted


def _event_rows(panel: Panel) -> Records:
    events = records(len(panel.events.session), EVENT_INTEGERS, f"{EVENT_FLOATS} {EVENT_TAXES}")
    for name in (*EVENT_INTEGERS.split(), *EVENT_FLOATS.split()):
        events[name] = getattr(panel.events, name)
    rates = dividend_tax_rates(panel.sessions[panel.events.session])
    for column, name in enumerate(EVENT_TAXES.split()):
        events[name] = rates[:, column]
    return events


def _status_spans(panel: Panel, symbols: Records) -> Records:
    """Spans by symbol and rank; each symbol row learns where its spans are.

    The sessions of a delisting period that have no limits are spans of NO_LIMIT.
    """
    found = [
        (
            panel.position[span.symbol],
            STATUS_RANK[span.kind],
            _session_from(panel, span.start),
            len(panel.sessions) - 1 if span.end is None else base_row(panel.sessions, span.end),
        )
        for span in panel.status
        if span.symbol in panel.position
    ]
    free = delisting_days(panel.status, panel.position, panel.sessions, panel.traded, panel.history_day)
    found = sorted([*found, *((j, NO_LIMIT, t, t) for j, t in free)])
    columns = np.array(found, dtype=np.int64).reshape(-1, 4)
    spans = records(len(found), "kind first last")
    spans.kind, spans.first, spans.last = columns[:, 1], columns[:, 2], columns[:, 3]
    offsets = np.searchsorted(columns[:, 0], np.arange(len(symbols) + 1))
    symbols.first_span, symbols.stop_span = offsets[:-1], offsets[1:]
    return spans
