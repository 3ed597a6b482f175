"""The interval of a mean: every interval of a return, a difference or a score starts here."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from backtest.validity.long_run_variance import cosine_degrees, long_run_variance
from backtest.validity.student_t import t_quantile
from data_sources.tables.facts import Floats

CONFIDENCE = 0.95
LEAST_SESSIONS = 60  # 6 degrees of freedom; under them t is so wide that an interval says nothing
NOISE = 1e-12  # differences of equal curves leave floats of some 1e-16: what is smaller than this is none


@dataclass(frozen=True)
class Interval:
    """A confidence interval with equal tails; the unit is that of the function that returns it.

    ``sessions`` is the number of daily values behind it, ``degrees`` those of its t quantile.
    """

    low: float
    high: float
    confidence: float
    sessions: int
    degrees: int

    @property
    def excludes_zero(self) -> bool:
        """Whether a mean of zero does not explain what was seen, on either side.

        Under a zero mean one side alone, ``low > 0``, is claimed in half as many cases, (1 - confidence) / 2.
        """
        return self.low > 0 or self.high < 0

    def scaled(self, factor: float) -> Interval:
        """Return the interval of ``factor`` times the mean, factor > 0: of a sum over n sessions with n."""
        return replace(self, low=self.low * factor, high=self.high * factor)

    def grown(self, periods: float) -> Interval | None:
        """Return a mean daily logarithm as growth over ``periods`` sessions, ``e^(periods * mean) - 1``.

        None where the growth leaves the range of a float.
        """
        try:
            return replace(self, low=math.expm1(self.low * periods), high=math.expm1(self.high * periods))
        except OverflowError:
            return None

    def over(self, years: float) -> Interval:
        """Return an interval of annual growth as growth over so many years: under a year nothing is annualised."""
        return replace(self, low=(1.0 + self.low) ** years - 1.0, high=(1.0 + self.high) ** years - 1.0)


def mean_interval(values: Floats, confidence: float = CONFIDENCE) -> Interval | None:
    """Return the interval of the mean of a dependent series, in its own unit, or None under 60 values.

    ``mean +- t * sqrt(long-run variance / n)`` with the equal-weighted-cosine variance and Student's t of its B degrees
    (``long_run_variance``). Constant values have no width; values all under 1e-12 are rounding and give 0 to 0.

    Parameters
    ----------
    values : array of shape (n,)
        One value a session, in their order.
    confidence : float, default 0.95
        Share of the cases in which the interval holds the true mean, where the series is stationary.

    Raises ValueError for a value that is not finite: a mean over the rest would be that of other days.
    """
    if not np.isfinite(values).all():
        raise ValueError(f"value {int(np.argmin(np.isfinite(values)))} of {len(values)} is not finite")
    if len(values) < LEAST_SESSIONS:
        return None
    degrees = cosine_degrees(len(values))
    low, high = mean_bounds(values, confidence)
    return Interval(float(low), float(high), confidence, len(values), degrees)


def mean_bounds(values: Floats, confidence: float = CONFIDENCE) -> tuple[Floats, Floats]:
    """Return the low and the high end of ``mean_interval`` for each column of (n,) or (n, m), without its checks."""
    largest = np.abs(values).max(axis=0)
    mean, variance = values.mean(axis=0), long_run_variance(values)
    steady = np.ptp(values, axis=0) <= NOISE * (1.0 + largest)
    mean = np.where(largest < NOISE, 0.0, mean)
    error = np.where(steady, 0.0, np.sqrt(variance / len(values)))
    reach = t_quantile(confidence, cosine_degrees(len(values))) * error
    return mean - reach, mean + reach
