"""What a plot draws: growth of 100 and the falls below the highest value so far."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.metrics.curve import Curve
from backtest.metrics.drawdown import drawdown_path
from data_sources.language.text import Text, both
from data_sources.tables.facts import Dates, Floats

FALLS = both("Below the highest value so far", "距前期高点")
LOG_FROM = 3.0
"""A path that grows by more than this between its lowest and highest value is drawn on a logarithmic axis."""


@dataclass(frozen=True)
class Grown:
    """Two paths over the same days from 100 at the base, and how far each lies below its highest value, fractions."""

    title: str
    name: str
    benchmark: str
    dates: Dates
    own: Floats
    market: Floats
    own_falls: Floats
    market_falls: Floats

    @property
    def base(self) -> Text:
        """What 100 stands for."""
        return both(f"100 = close of {self.dates[0]}", f"{self.dates[0]} 收盘 = 100")

    @property
    def steep(self) -> bool:
        """Whether equal steps of the axis should be equal growth."""
        lowest = min(self.own.min(), self.market.min())
        return bool(lowest > 0 and max(self.own.max(), self.market.max()) / lowest > LOG_FROM)


def grown(curve: Curve, name: str, benchmark: str, title: str) -> Grown:
    """Return what a plot draws of a curve."""
    own, market = (100.0 * values / values[0] for values in (curve.equity, curve.benchmark))
    return Grown(title, name, benchmark, curve.dates, own, market, drawdown_path(own), drawdown_path(market))
