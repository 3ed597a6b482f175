"""One part of a run against an index: both returns, the excess, and how wide it could have been by chance."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.metrics.relative import excess_path
from backtest.metrics.returns import annual_return, periods_per_year, total_return, years
from backtest.result.benchmark import HeadlineIndex
from backtest.result.parts import RunPart, part_curve
from backtest.result.result import Result
from backtest.validity.bootstrap import Interval, excess_interval


@dataclass(frozen=True)
class Comparison:
    """Strategy against benchmark over one part, fractions.

    ``annual_excess`` is geometric; it is None with ``interval`` when the part is too short to be spread over a year.
    """

    own: float
    market: float
    annual_excess: float | None
    interval: Interval | None

    @property
    def excess(self) -> float:
        """Difference of the two returns."""
        return self.own - self.market


def compare(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Comparison:
    """Return the returns of a part, the excess a year and its bootstrap interval."""
    curve = part_curve(result, part, benchmark)
    relative = excess_path(curve.equity, curve.benchmark)
    interval = excess_interval(curve.equity, curve.benchmark, periods_per_year(curve.dates))
    annual = annual_return(relative, years(curve.dates)) if interval else None
    return Comparison(total_return(curve.equity), total_return(curve.benchmark), annual, interval)
