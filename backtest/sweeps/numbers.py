"""The numbers of each setting of a sweep, under the names of the metrics of a run, and its rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backtest.metrics.curve import Curve
from backtest.metrics.summary import own_performance, relative_performance
from backtest.sweeps.common import Common
from data_sources.tables.facts import Floats

OWN = ("total_return", "annual_return", "volatility", "sharpe", "max_drawdown")
RELATIVE = ("excess_arithmetic", "excess_geometric", "information_ratio")
NUMBERS = (*OWN, *RELATIVE)


@dataclass(frozen=True)
class SettingNumbers:
    """What one setting made on the common sessions; a ratio that is not defined is None."""

    total_return: float | None
    annual_return: float | None
    volatility: float | None
    sharpe: float | None
    max_drawdown: float | None
    excess_arithmetic: float | None
    excess_geometric: float | None
    information_ratio: float | None


def numbers_of(common: Common, benchmark: Floats, risk_free: float = 0.0) -> list[SettingNumbers]:
    """Return the numbers of each column.

    Parameters
    ----------
    common : Common
        The settings, n + 1 sessions.
    benchmark : array of shape (n + 1,)
        Closes of the index on the same sessions.
    risk_free : float, default 0.0
        Annual rate, as a fraction.
    """
    found = []
    for column in common.equity.T:
        curve = Curve(common.sessions, np.ascontiguousarray(column), benchmark)
        every = own_performance(curve, risk_free) | relative_performance(curve, risk_free)
        found.append(SettingNumbers(**{name: _number(every[name]) for name in NUMBERS}))
    return found


def ranks(values: list[float | None]) -> list[int | None]:
    """Return the rank of each value, 1 for the largest, the best rank for equal ones; None where there is no value."""
    there = sorted((value for value in values if value is not None), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(there, 1)))}
    return [None if value is None else first[value] for value in values]


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, float | int) else None
