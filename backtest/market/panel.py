"""The panel: aligned arrays, sessions x symbols, that strategies read and the engine trades on.

All arrays are read-only. Prices are raw CNY per share, volume in shares, amount in CNY; a cell is NaN (volume 0) where
the symbol did not trade. Row t is known after the close of ``sessions[t]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from backtest.market.announcements import Announcements
from backtest.market.corporate_events import CorporateEvents, adjustment_factor
from data_sources.tables.brief import first_of, span_of
from data_sources.tables.facts import BAR_FIELDS, Booleans, Dates, Floats, Instrument, Integers, Rename, StatusSpan
from data_sources.tables.finding import Finding
from data_sources.tables.read_only import Scalar, is_locked, marked_read_only, read_only
from data_sources.tables.signals import Signals

OPEN, HIGH, LOW, CLOSE, VOLUME, AMOUNT, PREV_CLOSE = range(len(BAR_FIELDS))


@dataclass(frozen=True, repr=False)
class Panel:
    """S sessions x N symbols of one snapshot. Row t is known after the close of ``sessions[t]``.

    Parameters
    ----------
    sessions : array of shape (S,)
        The days with data as ``datetime64[D]``, ascending.
    symbols : tuple of N str
        The columns, in string order.
    instruments : tuple of N Instrument
        The listing of each symbol; empty for one that no source lists.
    bars : array of shape (7, S, N)
        One matrix per field, in the order of ``BAR_FIELDS``; ``open``, ``close`` and so on are its slices.
    history_close : array of shape (N,)
        The last close before the first session, CNY; NaN without one.
    history_day : array of shape (N,)
        The day of that close; NaT without one.
    listed_from : array of shape (N,)
        The session from which a symbol can be traded. After a rename the new symbol's column continues the old one's
        when it had no bars of its own, and is tradable from the rename on.
    events : CorporateEvents
        Corporate actions and renames on the session axis.
    status : tuple of StatusSpan
        ST, delisting periods and days without limits.
    renames : tuple of Rename
        Changed codes and share-for-share mergers.
    benchmarks : mapping of symbol to array of shape (S,)
        Index closes, NaN where the index has no row.
    signals : Signals, default no value
        Industry series; each value is usable from its ``published_on``.
    earnings : Announcements, default none
        What companies reported and analysts expected; each is usable from its ``announced_on``.
    findings : tuple of Finding, default ()
        What the data checks said about these facts.
    next_session : date or None, default None
        The calendar's first session without data.
    snapshot : str, default 'unsaved'
        The store's snapshot that the facts were read from.
    simulated : bool, default False
        Whether the prices are invented.
    store : str or None, default None
        The address of that store, where a run on this panel is counted; None for a panel that no store was read for.
        It may hold a password and is never shown.
    """

    sessions: Dates
    symbols: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    bars: Floats
    history_close: Floats
    history_day: Dates
    listed_from: Integers
    events: CorporateEvents
    status: tuple[StatusSpan, ...]
    renames: tuple[Rename, ...]
    benchmarks: Mapping[str, Floats]
    signals: Signals = field(default_factory=Signals.of)
    earnings: Announcements = field(default_factory=Announcements.of)
    findings: tuple[Finding, ...] = ()
    next_session: date | None = None
    snapshot: str = "unsaved"
    simulated: bool = False
    store: str | None = None

    def __repr__(self) -> str:
        """Return span, shape and counts, not the arrays."""
        shape = f"{len(self.sessions):,} sessions x {len(self.symbols):,} symbols ({first_of(self.symbols)})"
        counts = f"{len(self.events.session):,} corporate events, {len(self.signals):,} signal values"
        counts += f", {len(self.earnings):,} announced earnings" if len(self.earnings) else ""
        return (
            f"<Panel{' SIMULATED' * self.simulated} {span_of(self.sessions)}: {shape},\n"
            f" {counts}, indices {first_of(sorted(self.benchmarks))}, snapshot {self.snapshot}>"
        )

    @property
    def open(self) -> Floats:
        """First price of the session (S x N)."""
        return self._field(OPEN)

    @property
    def high(self) -> Floats:
        """Highest price of the session (S x N)."""
        return self._field(HIGH)

    @property
    def low(self) -> Floats:
        """Lowest price of the session (S x N)."""
        return self._field(LOW)

    @property
    def close(self) -> Floats:
        """Last price of the session (S x N)."""
        return self._field(CLOSE)

    @property
    def volume(self) -> Floats:
        """Shares traded (S x N), 0 where the symbol did not trade."""
        return self._field(VOLUME)

    @property
    def amount(self) -> Floats:
        """CNY traded (S x N), NaN where unknown."""
        return self._field(AMOUNT)

    @property
    def prev_close(self) -> Floats:
        """The reference price as the bar itself gives it (S x N), NaN where it does not."""
        return self._field(PREV_CLOSE)

    def _field(self, field: int) -> Floats:
        matrix: Floats = self.bars[field]
        return matrix

    @cached_property
    def traded(self) -> Booleans:
        """Where a symbol traded (S x N): it has a row and volume above 0."""
        return self._as_bars(self.volume > 0)

    @cached_property
    def last_traded(self) -> int:
        """Row of the last session on which any symbol traded, -1 when none ever did; an index may go on after it."""
        return next((t for t in range(len(self.sessions) - 1, -1, -1) if (self.volume[t] > 0).any()), -1)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Column number by symbol."""
        return {symbol: column for column, symbol in enumerate(self.symbols)}

    @cached_property
    def adjusted_close(self) -> Floats:
        """Closes times a multiplicative factor anchored at the first bar (S x N), NaN where not trading.

        Ratios of two cells of a column are total returns, dividends before tax reinvested on the ex-date. Anchored in
        the past, so a later corporate action never changes an earlier cell. Not a price: no lots, limits or fees on it.
        """
        return self._as_bars(self.close * adjustment_factor(self.close, self.traded, self.history_close, self.events))

    @cached_property
    def total_return_index(self) -> Floats:
        """``adjusted_close`` carried forward over sessions without trading (S x N); NaN before the first bar."""
        return self._as_bars(carried_forward(self.adjusted_close, self.traded))

    def _as_bars(self, values: NDArray[Scalar]) -> NDArray[Scalar]:
        """Fix what was worked out as the bars are fixed: those of a panel that the audit changed serve one question."""
        return read_only(values) if is_locked(self.bars) else marked_read_only(values)


def carried_forward(prices: Floats, traded: Booleans) -> Floats:
    """Prices (S x N) carried over sessions without trading; NaN before the first session with it."""
    # A calendar may begin years before the first bar; nothing is worked out for those sessions.
    first = int(traded.any(axis=1).argmax()) if len(prices) else 0
    carried = np.full(prices.shape, np.nan)
    last = np.maximum.accumulate(np.where(traded[first:], np.arange(len(prices) - first)[:, None], -1), axis=0)
    found = np.take_along_axis(prices[first:], np.maximum(last, 0), axis=0)
    np.copyto(carried[first:], found, where=last >= 0)
    return carried
