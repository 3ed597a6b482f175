"""A ledger as the rows of its files: plain dates, words and numbers, in the columns of section 6."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from backtest.engine.ledger import EVENT_KINDS, REASONS, SIDE_WORDS, Ledger
from backtest.engine.positions import positions_of
from data_sources.tables.facts import Floats

COLUMNS = {
    "equity": ("date", "cash", "holdings", "equity", "benchmark"),
    "fills": (
        "date", "symbol", "side", "quantity", "price", "value", "commission", "stamp_duty", "transfer_fee",
    ),
    "refusals": ("date", "symbol", "side", "quantity", "reason"),
    "positions": ("date", "symbol", "shares", "close", "value"),
    "events": ("date", "symbol", "kind", "shares", "cash"),
    "targets": ("date", "symbol", "weight"),
}  # fmt: skip

EquityRow = tuple[date, float, float, float, float]
FillRow = tuple[date, str, str, int, float, float, float, float, float]
RefusalRow = tuple[date, str, str, int, str]
EventRow = tuple[date, str, str, int, float]
PositionRow = tuple[date, str, int, float, float]


def equity_rows(ledger: Ledger, benchmark: Floats) -> list[EquityRow]:
    """One row per session, the base date first; the benchmark as the index closes, not scaled."""
    columns = (ledger.sessions, ledger.cash, ledger.holdings, ledger.equity, benchmark)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def fill_rows(ledger: Ledger) -> list[FillRow]:
    """What traded."""
    fills = ledger.fills
    columns = (fills.quantity, fills.price, fills.value, fills.commission, fills.stamp_duty, fills.transfer_fee)
    words = [SIDE_WORDS[side] for side in fills.side.tolist()]
    where = _where(ledger, fills.session, fills.symbol)
    return [(*place, side, *numbers) for place, side, *numbers in zip(where, words, *_lists(columns), strict=True)]


def refusal_rows(ledger: Ledger) -> list[RefusalRow]:
    """What could not trade, and why."""
    refusals = ledger.refusals
    words = [SIDE_WORDS[side] for side in refusals.side.tolist()]
    reasons = [REASONS[reason] for reason in refusals.reason.tolist()]
    where = _where(ledger, refusals.session, refusals.symbol)
    quantities = refusals.quantity.tolist()
    return [(*place, *rest) for place, *rest in zip(where, words, quantities, reasons, strict=True)]


def event_rows(ledger: Ledger) -> list[EventRow]:
    """What holders received or gave up without trading."""
    events = ledger.events
    kinds = [EVENT_KINDS[kind] for kind in events.kind.tolist()]
    where = _where(ledger, events.session, events.symbol)
    return [(*place, *rest) for place, *rest in zip(where, kinds, *_lists((events.shares, events.cash)), strict=True)]


def position_rows(ledger: Ledger) -> list[PositionRow]:
    """What was held after each session."""
    held = positions_of(ledger)
    where = _where(ledger, held.session, held.symbol)
    return [(*place, *rest) for place, *rest in zip(where, *_lists((held.shares, held.close, held.value)), strict=True)]


def _lists(columns: tuple[np.ndarray, ...]) -> Iterator[list[float]]:
    return (column.tolist() for column in columns)


def _where(ledger: Ledger, session: np.ndarray, symbol: np.ndarray) -> list[tuple[date, str]]:
    days, symbols = ledger.sessions[session].tolist(), [ledger.symbols[j] for j in symbol.tolist()]
    return list(zip(days, symbols, strict=True))
