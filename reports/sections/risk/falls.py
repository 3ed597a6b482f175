"""The deepest falls of the judged part, of equity and of wealth relative to the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.metrics.curve import Curve
from backtest.metrics.drawdown import Drawdown, top_drawdowns
from backtest.metrics.relative import excess_path
from data_sources.tables.facts import Dates


@dataclass(frozen=True)
class Fall:
    """One drawdown; ``recovered`` None while it is open. ``to_low`` and ``under`` count sessions.

    ``to_low`` leads from the maximum to the lowest close, ``under`` counts all that closed below the maximum.
    """

    depth: float
    start: date
    trough: date
    recovered: date | None
    to_low: int
    under: int


def falls(curve: Curve, *, excess: bool, count: int = 5) -> tuple[Fall, ...]:
    """Return the deepest falls of a part's curve, of equity or of its wealth relative to the benchmark."""
    path = excess_path(curve.equity, curve.benchmark) if excess else curve.equity
    return tuple(_fall(found, curve.dates) for found in top_drawdowns(path, count))


def _fall(found: Drawdown, dates: Dates) -> Fall:
    recovered = None if found.recovery is None else dates[found.recovery].item()
    start, trough = dates[found.start].item(), dates[found.trough].item()
    return Fall(found.depth, start, trough, recovered, found.sessions_to_low, found.sessions_under)
