"""All that a handler may see: the market up to the last close, and the account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from backtest.engine.account import Account
from backtest.engine.object_rows import column
from backtest.market.panel import Panel
from data_sources.calendar.sessions import base_row
from data_sources.errors import UserError
from data_sources.tables.facts import Floats, Integers
from data_sources.tables.signals import Signals


class LookAheadError(UserError):
    """A handler asked for what was not known yet."""


class View:
    """The market and the account after the close of ``today``; every array is read-only and ends there.

    ``session`` is the row of today in the panel. Matrices are rows x symbols, in the order of ``symbols``, the last row
    is today; ``lookback`` takes the last so many rows, None all of them.
    """

    __slots__ = ("_account", "_panel", "session")

    def __init__(self, panel: Panel, account: Account, session: int) -> None:
        """Show a panel up to a session."""
        self._panel, self._account, self.session = panel, account, session

    @property
    def today(self) -> date:
        """The session whose close has just been known."""
        day: date = self._panel.sessions[self.session].item()
        return day

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols of the columns."""
        return self._panel.symbols

    def row(self, day: date) -> int:
        """The row of the last session on or before a day; raises LookAheadError for a day after today."""
        if day > self.today:
            raise LookAheadError(
                f"asked for {day} at a decision taken after the close of {self.today}; the view ends {self.today}"
            )
        return base_row(self._panel.sessions, day)

    def close(self, lookback: int | None = None) -> Floats:
        """Raw closes, CNY, NaN where a symbol did not trade."""
        return self._rows(self._panel.close, lookback)

    def open(self, lookback: int | None = None) -> Floats:
        """Raw first prices."""
        return self._rows(self._panel.open, lookback)

    def high(self, lookback: int | None = None) -> Floats:
        """Raw highest prices."""
        return self._rows(self._panel.high, lookback)

    def low(self, lookback: int | None = None) -> Floats:
        """Raw lowest prices."""
        return self._rows(self._panel.low, lookback)

    def volume(self, lookback: int | None = None) -> Floats:
        """Shares traded, 0 where a symbol did not trade."""
        return self._rows(self._panel.volume, lookback)

    def total_return_index(self, lookback: int | None = None) -> Floats:
        """Closes with dividends reinvested, carried over suspensions: for returns, not a price."""
        return self._rows(self._panel.total_return_index, lookback)

    def benchmark(self, symbol: str = "000300.SH", lookback: int | None = None) -> Floats:
        """Closes of an index (rows)."""
        return self._rows(self._panel.benchmarks[symbol], lookback)

    def signals(self) -> Signals:
        """The values of industry series published up to today."""
        return self._panel.signals.rows(self._panel.signals.published_on <= np.datetime64(self.today, "D"))

    def _rows(self, matrix: Floats, lookback: int | None) -> Floats:
        if lookback is not None and lookback < 1:
            raise LookAheadError(f"lookback is {lookback}; the view ends {self.today} and looks back 1 session or more")
        first = 0 if lookback is None else max(self.session + 1 - lookback, 0)
        return matrix[first : self.session + 1]

    @property
    def cash(self) -> float:
        """Cash, CNY."""
        return float(self._account.book[0].cash) / 100

    @property
    def shares(self) -> Integers:
        """Shares held by column (N), a copy."""
        return column(self._account.lines, "shares")

    @property
    def holdings(self) -> Floats:
        """The value of each holding at its last ex-adjusted close (N), CNY."""
        shares = self.shares
        return np.where(shares > 0, shares * column(self._account.lines, "valuation"), 0.0)

    @property
    def equity(self) -> float:
        """Cash and holdings, CNY."""
        return self.cash + float(self.holdings.sum())

    @property
    def positions(self) -> Mapping[str, int]:
        """Shares by symbol, held ones only."""
        shares, symbols = self.shares, self._panel.symbols
        held = np.flatnonzero(shares)
        return {symbols[j]: count for j, count in zip(held.tolist(), shares[held].tolist(), strict=True)}
