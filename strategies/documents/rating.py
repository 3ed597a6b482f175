"""What a broker's ratings mean: the classes of its rating standard (评级标准) and the stocks it rated.

Every number is an excess return over the benchmark in percentage points, counted over the standard's horizon from the
publication date. The reports do not say where an excess exactly on a threshold belongs; the files say how we read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RatingClass:
    """One class of a rating standard: a range of excess return in percentage points.

    ``lower`` or ``upper`` None means that the class has no end on that side; ``rating`` is the report's own word.
    """

    name: str
    rating: str
    lower: float | None
    upper: float | None
    lower_closed: bool
    upper_closed: bool

    def holds(self, excess: float) -> bool:
        """Whether an excess return (percentage points) falls in this class; never for NaN."""
        above = self.lower is None or excess > self.lower or (self.lower_closed and excess == self.lower)
        below = self.upper is None or excess < self.upper or (self.upper_closed and excess == self.upper)
        return above and below and excess == excess  # noqa: PLR0124 - NaN is the only number unequal to itself


@dataclass(frozen=True)
class Benchmark:
    """The index against which names of one market are judged; ``symbol`` is empty where the report leaves a choice.

    ``name`` is empty where the file gives the code alone.
    """

    market: str
    name: str
    symbol: str


@dataclass(frozen=True)
class RatingStandard:
    """How a report wants its ratings to be judged: horizon, benchmark by market, classes from best to worst.

    ``horizon_months`` is 0, a scale or the benchmarks empty, where the report prints none.
    """

    horizon_months: int
    measure: str
    benchmarks: tuple[Benchmark, ...]
    stock: tuple[RatingClass, ...]
    industry: tuple[RatingClass, ...]
    edges_printed: bool
    lines: str
    note: str


@dataclass(frozen=True)
class StockRating:
    """A rating that a report gave one stock; ``close`` is the price it printed, of ``priced_on``, CNY, raw.

    ``rating_class`` is empty where the report explains none of its words. ``line`` counts lines of the report's text.
    """

    report: str
    symbol: str
    name: str
    rating: str
    rating_class: str
    priced_on: date | None
    close: float | None
    action: str
    line: int = 0
