"""vectorbt as a second book: it executes our bookings itself, and what it holds becomes a Portfolio on sessions.

The simulation runs on moments: a session with sells and buys has two, so that sells pay for buys, and one without
bookings has none. Its order records are then dated by session. vectorbt knows no second order of a symbol in one row,
no dividends and no corporate actions; ``bookings`` says how those are ordered.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import vectorbt as vbt
from numpy.typing import NDArray
from vectorbt.portfolio.enums import Direction, log_dt

from backtest.metrics.returns import periods_per_year
from backtest.result.result import Result
from backtest.vectorbt_bridge.bookings import INCOME, Booking, bookings_of, marks_of, opening_bookings
from data_sources.errors import UserError
from data_sources.tables.facts import Floats, Integers

INCOME_COLUMN = "dividends"
"""The column of the income account: short by what was received, worth 0."""


class SessionPortfolio(vbt.Portfolio):  # type: ignore[misc]  # vectorbt ships no types
    """A vectorbt Portfolio whose year has the run's sessions, not 365 days, and whose benchmark is the run's index.

    Durations count sessions, although vectorbt calls them days. ``Open Trade PnL`` includes the dividends.
    """

    def __init__(self, *given: Any, year_freq: str, benchmark: Floats, **more: Any) -> None:  # noqa: ANN401 - vectorbt's
        super().__init__(*given, **more)
        self.update_config(year_freq=year_freq, benchmark=benchmark)

    @property
    def stats_defaults(self) -> dict[str, Any]:
        """The defaults of ``stats``, with the run's year."""
        return self._with_year(super().stats_defaults)

    @property
    def plots_defaults(self) -> dict[str, Any]:
        """The defaults of ``plot``: the run's year, and the parts that show the account as a whole.

        ``plot_orders(column=symbol)`` and ``plot_trades(column=symbol)`` show one symbol.
        """
        return self._with_year(super().plots_defaults) | {
            "subplots": ["cum_returns", "drawdowns", "underwater", "cash"]
        }

    def get_returns_acc(self, *given: Any, year_freq: str | None = None, **more: Any) -> Any:  # noqa: ANN401 - vectorbt's
        """Return the accessor behind the ratios, with the run's year unless another is given."""
        return super().get_returns_acc(*given, year_freq=year_freq or self.config["year_freq"], **more)

    def benchmark_value(self, group_by: Any = None, **more: Any) -> Any:  # noqa: ANN401 - vectorbt's
        """Return the initial cash grown with the index; ungrouped columns have vectorbt's buy-and-hold instead."""
        if self.wrapper.grouper.is_grouping_disabled(group_by=group_by):
            return super().benchmark_value(group_by=group_by, **more)
        closes = self.config["benchmark"]
        return self.wrapper.wrap(closes[1:] / closes[0] * float(np.sum(self.init_cash)), group_by=group_by)

    def cash_flow(self, group_by: Any = None, free: bool = False, **more: Any) -> Any:  # noqa: ANN401, ARG002 - vectorbt's
        """Return the flow of cash. All cash is free: only the income account is short, and it locks nothing."""
        return super().cash_flow(group_by=group_by, **more)

    def _with_year(self, defaults: dict[str, Any]) -> dict[str, Any]:
        return {**defaults, "settings": {**defaults["settings"], "year_freq": self.config["year_freq"]}}


def to_vectorbt(result: Result) -> SessionPortfolio:
    """Re-book a run with vectorbt and return its Portfolio: a row for each return, a column for each symbol held.

    The base date has no row, so that every ratio counts the returns that ours counts. Raises UserError when the run
    ends on its base date, and ``vectorbt.portfolio.enums.RejectedOrderError`` when vectorbt finds too little cash or
    too few shares for a booking; it executes no booking in part.
    """
    ledger = result.ledger
    if len(ledger.sessions) == 1:
        raise UserError(f"the run ends on its base date {ledger.sessions[0]}; vectorbt needs a session after it")
    closes = marks_of(ledger)
    booked = bookings_of(ledger, closes)
    opening = sum(booking.quantity * booking.price for booking in opening_bookings(ledger, closes))
    cash = float(ledger.cash[0]) + opening
    held = sorted({booking.symbol for booking in booked} - {INCOME})
    days, names = pd.DatetimeIndex(ledger.sessions[1:]), [*(ledger.symbols[j] for j in held), INCOME_COLUMN]
    close = pd.DataFrame(np.column_stack([closes[1:, held], np.zeros(len(days))]), index=days, columns=names)
    return SessionPortfolio(
        vbt.ArrayWrapper.from_obj(close, freq="1D", group_by=True),
        close,
        _executed(booked, {symbol: k for k, symbol in enumerate([*held, INCOME])}, cash),
        np.empty(0, dtype=log_dt),
        np.array([cash]),
        cash_sharing=True,
        # The length of a year in sessions, as our metrics count it.
        year_freq=f"{periods_per_year(ledger.sessions):.9f} days",
        benchmark=result.benchmark,
    )


def _executed(booked: list[Booking], column: dict[int, int], cash: float) -> NDArray[np.void]:
    """Let vectorbt execute the bookings; return its order records, by session after the base date."""
    moment, session = _moments(booked)
    shape = (max(len(session), 1), len(column))
    where = (moment, [column[booking.symbol] for booking in booked])
    size, price, fees = (np.full(shape, fill) for fill in (np.nan, 1.0, 0.0))
    size[where] = [booking.quantity for booking in booked]
    price[where] = [booking.price for booking in booked]
    fees[where] = [booking.fees for booking in booked]
    direction = np.full(shape, Direction.LongOnly)
    direction[:, column[INCOME]] = Direction.Both
    simulated = vbt.Portfolio.from_orders(
        pd.DataFrame(price),
        size,
        size_type="amount",
        direction=direction,
        price=price,
        fees=0.0,
        fixed_fees=fees,
        init_cash=cash,
        cash_sharing=True,
        group_by=True,
        min_size=0.0,
        allow_partial=False,
        raise_reject=True,
        max_orders=max(len(booked), 1),
        freq="1D",
    )
    records: NDArray[np.void] = simulated.order_records.copy()
    records["idx"] = session[records["idx"]] - 1
    return records


def _moments(booked: list[Booking]) -> tuple[list[int], Integers]:
    """The moment of each booking, and the session of each moment.

    A step begins a new moment, and so does the second order of a symbol.
    """
    moment: list[int] = []
    sessions: list[int] = []
    step: tuple[int, int] | None = None
    seen: set[int] = set()
    for booking in booked:
        if (booking.session, booking.step) != step or booking.symbol in seen:
            step, seen = (booking.session, booking.step), set()
            sessions.append(booking.session)
        seen.add(booking.symbol)
        moment.append(len(sessions) - 1)
    return moment, np.array(sessions, dtype=np.int64)
