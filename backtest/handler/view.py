"""All that a handler may see: the market up to the last close, and the account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np

from backtest.handler.instruction import Instruction, LookAheadError
from backtest.handler.known_market import KnownMarket
from backtest.market.known_earnings import known_earnings, known_period
from backtest.market.panel import CLOSE, HIGH, LOW, OPEN, VOLUME
from data_sources.calendar.sessions import base_row
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.facts import Dates, EarningsKind, Floats, Integers
from data_sources.tables.signals import Signals


class Evening(NamedTuple):
    """The account after a close: cash in CNY; of the ``held`` columns shares and their last ex-adjusted closes."""

    cash: float
    symbols: int
    held: Integers
    shares: Integers
    valuation: Floats


class View:
    """The market and the account after the close of ``today``; every array is read-only and ends there.

    ``session`` is the row of today in the panel. Matrices are rows x symbols, in the order of ``symbols``, the last row
    is today; ``lookback`` takes the last so many rows, None all of them. Their memory holds nothing later: a view has
    no way to the market that the run trades on. A view that is kept goes on showing its own evening.
    """

    __slots__ = ("_decided", "_evening", "_market", "session")

    def __init__(self, market: KnownMarket, evening: Evening, decided: Mapping[int, Instruction] | None = None) -> None:
        """Show a market as it is known, the account, and what followed strategies want."""
        self._market, self._evening, self._decided = market, evening, decided
        self.session = market.session

    @property
    def today(self) -> date:
        """The session whose close has just been known."""
        day: date = self._market.days[self.session].item()
        return day

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols of the columns."""
        return self._market.symbols

    def decided(self, number: int) -> Instruction | None:
        """What the followed strategy of a number wants of the next session (``strategies.own.following``)."""
        return (self._decided or {}).get(number)

    def row(self, day: date) -> int:
        """The row of the last session on or before a day; raises LookAheadError for a day after today."""
        if day > self.today:
            raise LookAheadError(
                f"asked for {day} at a decision taken after the close of {self.today}; the view ends {self.today}"
            )
        return base_row(self._market.days[: self.session + 1], day)

    def close(self, lookback: int | None = None) -> Floats:
        """Raw closes, CNY, NaN where a symbol did not trade."""
        return self._field(CLOSE, lookback)

    def open(self, lookback: int | None = None) -> Floats:
        """Raw first prices."""
        return self._field(OPEN, lookback)

    def high(self, lookback: int | None = None) -> Floats:
        """Raw highest prices."""
        return self._field(HIGH, lookback)

    def low(self, lookback: int | None = None) -> Floats:
        """Raw lowest prices."""
        return self._field(LOW, lookback)

    def volume(self, lookback: int | None = None) -> Floats:
        """Shares traded, 0 where a symbol did not trade."""
        return self._field(VOLUME, lookback)

    def total_return_index(self, lookback: int | None = None) -> Floats:
        """Closes with dividends reinvested, carried over suspensions: for returns, not a price."""
        return self._rows(self._market.index, lookback)

    def benchmark(self, symbol: str = "000300.SH", lookback: int | None = None) -> Floats:
        """Closes of an index (rows). Raises InputError for one that the store has not."""
        market = self._market
        if symbol not in market.benchmarks:
            there = ", ".join(market.benchmarks)
            raise InputError(
                both(
                    f"benchmark {symbol} is not in the store; there are {there}",
                    f"行情库中没有基准 {symbol}；现有 {there}",
                )
            )
        return self._rows(market.levels[market.benchmarks.index(symbol)], lookback)

    def signals(self) -> Signals:
        """The values of industry series published up to today."""
        known = self._market.published.now()
        if self.session == self._market.session:
            return known
        # A view that was kept: the market has gone on since.
        return known.rows(known.published_on <= np.datetime64(self.today))

    def earnings(
        self, field: str, lookback: int | None = None, *, kind: EarningsKind = "actual", years: int = 0
    ) -> Floats:
        """What was last announced by each close, NaN where nothing was: as ``History.earnings`` (rows x symbols)."""
        days, columns = self._days(lookback), len(self.symbols)
        return known_earnings(self._market.announced.now(), days, columns, field, kind=kind, years=years)

    def earnings_period(self, lookback: int | None = None, *, kind: EarningsKind = "actual", years: int = 0) -> Dates:
        """The last day of the period that it is of: as ``History.earnings_period`` (rows x symbols)."""
        return known_period(
            self._market.announced.now(), self._days(lookback), len(self.symbols), kind=kind, years=years
        )

    def _days(self, lookback: int | None) -> Dates:
        days: Dates = self._market.days[self._span(lookback)]
        return days

    def _field(self, field: int, lookback: int | None) -> Floats:
        matrix: Floats = self._market.bars[field]
        return self._rows(matrix, lookback)

    def _rows(self, matrix: Floats, lookback: int | None) -> Floats:
        return matrix[self._span(lookback)]

    def _span(self, lookback: int | None) -> slice:
        if lookback is not None and lookback < 1:
            raise LookAheadError(f"lookback is {lookback}; the view ends {self.today} and looks back 1 session or more")
        first = 0 if lookback is None else max(self.session + 1 - lookback, 0)
        return slice(first, self.session + 1)

    @property
    def cash(self) -> float:
        """Cash, CNY."""
        return self._evening.cash

    @property
    def shares(self) -> Integers:
        """Shares held by column (N), a copy."""
        shares = np.zeros(self._evening.symbols, np.int64)
        shares[self._evening.held] = self._evening.shares
        return shares

    @property
    def holdings(self) -> Floats:
        """The value of each holding at its last ex-adjusted close (N), CNY."""
        holdings = np.zeros(self._evening.symbols)
        holdings[self._evening.held] = self._evening.shares * self._evening.valuation
        return holdings

    @property
    def equity(self) -> float:
        """Cash and holdings, CNY."""
        return self.cash + float(self.holdings.sum())

    @property
    def positions(self) -> Mapping[str, int]:
        """Shares by symbol, held ones only."""
        evening, symbols = self._evening, self._market.symbols
        return {symbols[j]: n for j, n in zip(evening.held.tolist(), evening.shares.tolist(), strict=True) if n}
