"""Daily returns of strategy and benchmark counted in bins, for its drawing."""

from __future__ import annotations

from backtest.metrics.curve import Curve
from backtest.metrics.daily_spread import daily_spread
from backtest.metrics.returns import daily_returns
from data_sources.language.text import Text
from reports.drawing.histogram import Histogram


def histogram(curve: Curve, benchmark: Text) -> Histogram | None:
    """Return the days of a curve by their return; None for a base date alone."""
    seen = daily_spread(daily_returns(curve.equity), daily_returns(curve.benchmark))
    if seen is None:
        return None
    own, market = tuple(seen.own.tolist()), tuple(seen.market.tolist())
    return Histogram(seen.first, seen.width, own, market, benchmark)
