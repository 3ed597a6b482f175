"""A call held against the rating standard (评级标准) of the report that made it: an excess over a horizon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.metrics.curve import Curve
from backtest.metrics.returns import total_return
from data_sources.tables.schema import CALENDAR_INDEX

# 20% less 5% must count as 15 points although the binary difference falls short of it.
DECIMALS = 8


@dataclass(frozen=True)
class Standard:
    """What a report asked of its own call.

    Parameters
    ----------
    report : str
        The id of the report.
    rating : str
        The rating's own word.
    published : date
        The horizon begins at the close of the last session on or before this day.
    due : date
        The last day of the horizon.
    lower, upper : float or None
        The excess return that meets the call, as fractions; None where it has no bound on that side.
    lower_closed, upper_closed : bool
        Whether an excess exactly on the bound meets it.
    benchmark : str
        The index that the report names for A shares. Default: the CSI 300.
    """

    report: str
    rating: str
    published: date
    due: date
    lower: float | None
    upper: float | None
    lower_closed: bool = True
    upper_closed: bool = False
    benchmark: str = CALENDAR_INDEX

    def met_by(self, excess: float) -> bool:
        """Whether an excess return, a fraction, meets the call."""
        seen = round(excess, DECIMALS)
        above = self.lower is None or seen > self.lower or (self.lower_closed and seen == self.lower)
        below = self.upper is None or seen < self.upper or (self.upper_closed and seen == self.upper)
        return above and below


@dataclass(frozen=True)
class StandardOutcome:
    """A standard and the excess over its horizon so far, a fraction; ``due`` False: the horizon is still open."""

    standard: Standard
    excess: float
    due: bool

    @property
    def met(self) -> bool:
        """Whether the excess so far meets the call; it is final when ``due``."""
        return self.standard.met_by(self.excess)


def standard_outcome(standard: Standard, curve: Curve) -> StandardOutcome:
    """Hold a curve, base first, against a standard; sessions after the horizon do not count.

    The curve is beside the standard's own index. The excess is the difference of the two returns in points: what the
    strategy earned, its dividends included, as a holder would count it. The scorecard judges the price change of the
    report's own list.
    The horizon is over when a session on its last day, or after it, is in the curve.
    """
    due = np.datetime64(standard.due, "D")
    last = max(int(np.searchsorted(curve.dates, due, side="right")) - 1, 0)
    piece = curve.part(0, last)
    excess = total_return(piece.equity) - total_return(piece.benchmark)
    return StandardOutcome(standard, excess, due=bool(curve.dates[-1] >= due))
