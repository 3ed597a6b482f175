"""Whether the two books agree, and what the events made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from vectorbt.portfolio.enums import RejectedOrderError

from backtest.engine.ledger import Ledger
from backtest.engine.positions import positions_of
from backtest.result.result import Result
from backtest.vectorbt_bridge.bookings import cash_from_events, shares_from_events
from backtest.vectorbt_bridge.portfolio import INCOME_COLUMN, SessionPortfolio, to_vectorbt
from data_sources.tables.facts import Floats

HALF_A_CENT = 0.005
VECTORBT_TOLERANCE = 1e-9
"""vectorbt takes two amounts for equal that differ by this part of them, so that such a rest of cash becomes 0."""


@dataclass(frozen=True)
class Book:
    """Cash and equity and the shares of each symbol after every session but the base date (T - 1)."""

    cash: Floats
    equity: Floats
    shares: Mapping[str, Floats]


@dataclass(frozen=True)
class Holding:
    """The final shares of one symbol in both books; ``from_events`` of them came or went without a trade."""

    symbol: str
    ours: int
    theirs: float
    from_events: int


@dataclass(frozen=True)
class BookCheck:
    """Our books beside vectorbt's after the last session; CNY and shares.

    ``cash_from_events`` and each holding's ``from_events`` are what dividends, bonus shares, renames and delistings
    moved: the exact difference that a book without those channels would show. ``largest_cash_gap`` and
    ``largest_shares_gap`` are the largest differences after any session. ``largest_equity_gap`` is below half a cent
    per position, for we round each position's value to the cent and vectorbt rounds none. ``rejected`` is why vectorbt
    refused a booking, empty when it took all of them. ``tolerance`` of cash is half a cent, and more only where one
    fill is worth over 5 million CNY: a billionth of the largest, by which vectorbt's own arithmetic may be off.
    ``ends_at_base`` for a run without a session after its base date: there is nothing to re-book, and nothing differs.
    """

    fills: int
    events: int
    cash_ours: float
    cash_theirs: float
    cash_from_events: float
    holdings: tuple[Holding, ...]
    largest_cash_gap: float
    largest_shares_gap: float
    largest_equity_gap: float
    tolerance: float = HALF_A_CENT
    rejected: str = ""
    ends_at_base: bool = False

    @property
    def agrees(self) -> bool:
        """Cash is the same to the cent and shares are the same after every session, nothing was rejected."""
        return not self.rejected and self.largest_cash_gap < self.tolerance and self.largest_shares_gap == 0

    @property
    def sentence(self) -> str:
        """The check in one line, for the command line."""
        if self.ends_at_base:
            return "nothing to re-book: the run ends on its base date, and no session follows"
        if self.rejected:
            return f"vectorbt refuses a booking of ours: {self.rejected}"
        books = f"vectorbt re-booked {self.fills} fills and {self.events} events: cash {self.cash_theirs:,.2f}"
        if self.agrees:
            off = f" within {self.tolerance:,.2f}" if self.largest_cash_gap >= HALF_A_CENT else ""
            return f"{books} and {len(self.holdings)} positions, the same as ours{off}"
        wrong = [holding for holding in self.holdings if holding.ours != holding.theirs]
        parts = "".join(f"; {one.symbol} {one.theirs:,.0f} shares, ours {one.ours:,}" for one in wrong[:3])
        return f"{books}, ours {self.cash_ours:,.2f}{parts}; after a session at most {self.largest_cash_gap:,.2f} apart"


def check_books(result: Result) -> BookCheck:
    """Re-book a run with vectorbt and compare cash, shares and equity after every session."""
    ledger = result.ledger
    if len(ledger.sessions) == 1:
        cash = float(ledger.cash[0])
        return BookCheck(0, 0, cash, cash, 0.0, (), 0.0, 0.0, 0.0, ends_at_base=True)
    try:
        portfolio = to_vectorbt(result)
    except RejectedOrderError as refusal:
        nothing = np.zeros(len(ledger.sessions) - 1)
        return _compared(ledger, Book(nothing, nothing, {}), str(refusal))
    return _compared(ledger, book_of(portfolio))


def book_of(portfolio: SessionPortfolio) -> Book:
    """Read vectorbt's book."""
    assets = portfolio.assets().drop(columns=INCOME_COLUMN)
    shares = {name: assets[name].to_numpy() for name in assets.columns}
    return Book(portfolio.cash().to_numpy(), portfolio.value().to_numpy(), shares)


def _our_book(ledger: Ledger) -> Book:
    held = positions_of(ledger)
    symbols, row = np.unique(held.symbol, return_inverse=True)
    shares = np.zeros((len(symbols), len(ledger.sessions)))
    shares[row, held.session] = held.shares
    by_symbol = {ledger.symbols[j]: own[1:] for j, own in zip(symbols.tolist(), shares, strict=True)}
    return Book(ledger.cash[1:], ledger.equity[1:], by_symbol)


def _compared(ledger: Ledger, theirs: Book, rejected: str = "") -> BookCheck:
    ours, nothing = _our_book(ledger), np.zeros(len(ledger.sessions) - 1)
    names = sorted({*ours.shares, *theirs.shares})
    both = {name: (ours.shares.get(name, nothing), theirs.shares.get(name, nothing)) for name in names}
    moved = shares_from_events(ledger)
    return BookCheck(
        fills=len(ledger.fills.session),
        events=len(ledger.events.session),
        cash_ours=float(ours.cash[-1]),
        cash_theirs=float(np.round(theirs.cash[-1], 2)),
        cash_from_events=cash_from_events(ledger),
        holdings=tuple(
            Holding(name, int(our[-1]), float(their[-1]), moved.get(name, 0))
            for name, (our, their) in both.items()
            if our[-1] or their[-1]
        ),
        largest_cash_gap=float(np.abs(ours.cash - theirs.cash).max()),
        largest_shares_gap=float(max((np.abs(our - their).max() for our, their in both.values()), default=0.0)),
        largest_equity_gap=float(np.abs(ours.equity - theirs.equity).max()),
        tolerance=max(HALF_A_CENT, VECTORBT_TOLERANCE * float(ledger.fills.value.max(initial=0.0))),
        rejected=rejected,
    )
