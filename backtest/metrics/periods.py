"""Returns by calendar month and year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from backtest.metrics.returns import growth
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class PeriodReturn:
    """One calendar month or year: `2025-02` or `2025`.

    `excess` is the difference strategy - benchmark, in points, so that a row adds up; `sessions` counts the returns.
    The first and the last period of a run may be cut short by its dates.
    """

    period: str
    strategy: float
    benchmark: float
    excess: float
    sessions: int


def monthly_table(dates: Dates, equity: Floats, benchmark: Floats) -> list[PeriodReturn]:
    """One row per calendar month, in order: last value of the month over last value before it, less 1.

    The first month counts from the base date. A month that holds the base date and nothing after it has no return
    and no row. An empty list for a base date alone; 0.0 after a total loss.

    Parameters
    ----------
    dates : array of shape (n,)
        The sessions as ``datetime64[D]``, the base date first.
    equity : array of shape (n,)
        Equity by session in CNY, the base first.
    benchmark : array of shape (n,)
        Index closes of the same sessions, in any scale.
    """
    return _table(dates, equity, benchmark, "M")


def yearly_table(dates: Dates, equity: Floats, benchmark: Floats) -> list[PeriodReturn]:
    """One row per calendar year, by the rules of `monthly_table`."""
    return _table(dates, equity, benchmark, "Y")


def _table(dates: Dates, equity: Floats, benchmark: Floats, unit: Literal["M", "Y"]) -> list[PeriodReturn]:
    if dates.size == 1:
        return []
    period = dates[1:].astype(f"datetime64[{unit}]")
    last_of_period = np.append(period[1:] != period[:-1], True)
    ends = np.flatnonzero(last_of_period) + 1
    starts = np.concatenate(([0], ends[:-1]))
    strategy = growth(equity[starts], equity[ends])
    index = growth(benchmark[starts], benchmark[ends])
    return [
        PeriodReturn(str(label), float(own), float(market), float(own - market), int(count))
        for label, own, market, count in zip(period[ends - 1], strategy, index, ends - starts, strict=True)
    ]
