"""Strategy against benchmark over one stretch of a run: the returns, the excess, and how far chance explains it."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.metrics.curve import Curve
from backtest.metrics.relative import excess_path
from backtest.metrics.returns import annual_return, periods_per_year, total_return, years
from backtest.result.benchmark import HeadlineIndex
from backtest.result.parts import A_YEAR, RunPart, part_curve
from backtest.result.result import Result
from backtest.validity.excess import excess_interval
from backtest.validity.interval import Interval


@dataclass(frozen=True)
class Comparison:
    """Strategy against benchmark over one part, fractions.

    ``relative`` is the growth of the wealth relative to the benchmark over the part itself, ``span_interval`` its
    interval. ``annual_excess`` and ``interval`` are the same two as rates a year. All but ``relative`` are None when
    the part is too short for an interval; ``under_a_year`` says that words and tiles must use the two of the span,
    which is ``years`` long.
    """

    own: float
    market: float
    annual_excess: float | None
    interval: Interval | None
    relative: float
    span_interval: Interval | None
    under_a_year: bool
    years: float

    @property
    def excess(self) -> float:
        """Difference of the two returns."""
        return self.own - self.market

    @property
    def shown_interval(self) -> Interval | None:
        """The interval that words and tiles show: over the span under a year, a year otherwise."""
        return self.span_interval if self.under_a_year else self.interval

    @property
    def shown_excess(self) -> float | None:
        """What ``shown_interval`` is of."""
        return self.relative if self.under_a_year else self.annual_excess


def compare(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Comparison:
    """Return the returns of a part, its excess and the interval of that."""
    return compare_curve(part_curve(result, part, benchmark))


def compare_curve(curve: Curve) -> Comparison:
    """Return the comparison of one stretch, base first."""
    path = excess_path(curve.equity, curve.benchmark)
    a_year = periods_per_year(curve.dates)
    interval = excess_interval(curve.equity, curve.benchmark, a_year)
    days = (curve.dates[-1] - curve.dates[0]).astype(int)
    return Comparison(
        total_return(curve.equity),
        total_return(curve.benchmark),
        annual_return(path, years(curve.dates)) if interval else None,
        interval,
        total_return(path),
        interval.over((len(curve.dates) - 1) / a_year) if interval else None,
        bool(days < A_YEAR),
        years(curve.dates),
    )
