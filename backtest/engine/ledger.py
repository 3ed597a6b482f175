"""The ledger: everything one execution did, as columns, sorted as the files are (date, sells first, symbol)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from backtest.market.panel import Panel
from data_sources.tables.brief import first_of, span_of
from data_sources.tables.facts import Dates, Floats, Integers

SELL, BUY = -1, 1
SIDE_WORDS = {SELL: "sell", BUY: "buy"}
REASONS = ("not_listed", "below_lot", "suspended", "limit_down", "limit_up", "t_plus_1", "volume_cap", "cash")
NOT_LISTED, BELOW_LOT, SUSPENDED, LIMIT_DOWN, LIMIT_UP, T_PLUS_1, VOLUME_CAP, CASH = range(len(REASONS))
EVENT_KINDS = ("dividend", "bonus", "rights", "delisting", "rename", "dividend_tax")
DIVIDEND, BONUS, RIGHTS, DELISTING, RENAMED, DIVIDEND_TAX = range(len(EVENT_KINDS))


class Fills(NamedTuple):
    """What traded (K rows, as many as ``session`` has entries); CNY and shares.

    ``session`` and ``symbol`` are positions in the ledger's axes.
    ``quoted`` is the market price p before slippage, ``price`` the price paid or received, 8 decimals.
    """

    session: Integers
    symbol: Integers
    side: Integers
    quantity: Integers
    quoted: Floats
    price: Floats
    value: Floats
    commission: Floats
    stamp_duty: Floats
    transfer_fee: Floats


class Refusals(NamedTuple):
    """What could not trade, and why (K rows); ``reason`` is a position in ``REASONS``."""

    session: Integers
    symbol: Integers
    side: Integers
    quantity: Integers
    reason: Integers


class Events(NamedTuple):
    """What happened to held shares without a trade (K rows); ``kind`` is a position in ``EVENT_KINDS``.

    ``dividend_tax`` rows exist only when dividends are taxed by holding period: the tax charged at a sale, negative.
    """

    session: Integers
    symbol: Integers
    kind: Integers
    shares: Integers
    cash: Floats


class Changes(NamedTuple):
    """Every change of a holding (K rows) in order of time: the shares held from then on.

    Of several rows of one session and symbol the last one holds after it.
    """

    session: Integers
    symbol: Integers
    shares: Integers


@dataclass(frozen=True, repr=False)
class Ledger:
    """One execution over T sessions, the first of which is the base date (initial cash, nothing held)."""

    sessions: Dates
    symbols: tuple[str, ...]
    cash: Floats
    holdings: Floats
    fills: Fills
    refusals: Refusals
    events: Events
    changes: Changes
    panel: Panel = field(compare=False)

    def __repr__(self) -> str:
        """Return span, counts and what the cash became, not the columns."""
        counts = [f"{rows} {len(getattr(self, rows).session):,}" for rows in ("fills", "refusals", "events")]
        return (
            f"<Ledger {span_of(self.sessions)}: {len(self.sessions):,} sessions,"
            f" {len(self.symbols):,} symbols ({first_of(self.symbols)}),\n"
            f" {', '.join(counts)}, equity {self.equity[0]:,.2f} to {self.equity[-1]:,.2f} CNY>"
        )

    @cached_property
    def equity(self) -> Floats:
        """Cash plus holdings after each session (T), CNY to the cent."""
        return np.round(self.cash + self.holdings, 2)
