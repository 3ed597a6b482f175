"""The forecasts of a report taken together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isfinite, isnan
from statistics import median

from strategies.forecasts.judged import JudgedForecast
from strategies.scorecard.price_change import UNKNOWN


@dataclass(frozen=True)
class ForecastSummary:
    """How far off forecasts were together.

    ``compared`` of ``made`` stand beside what was earned, and ``too_high`` of these expected more. ``bias`` is the
    median error and ``typical`` the median of its size, fractions. The ``lost`` expected a profit where none was made:
    they have no error, and rank above every other one, since leaving them out would flatter the forecasts; a loss that
    was expected does not rank. ``closer`` of the ``beside`` were closer than the last year's result was, and
    ``typical_beside`` and ``last_year_typical`` are the typical errors of both on these. A median is NaN without a row,
    or where it falls on a row without an error.
    """

    made: int
    compared: int
    too_high: int
    lost: int
    bias: float
    typical: float
    beside: int
    closer: int
    typical_beside: float
    last_year_typical: float


def summarise_forecasts(rows: Iterable[JudgedForecast]) -> ForecastSummary:
    """Take forecasts together by medians, since one company near zero profit would rule a mean."""
    made = tuple(rows)
    compared = [row for row in made if row.compared]
    errors = [_ranked(row.comparable, row.earned) for row in compared]
    beside = [
        row for row in compared if not isnan(_ranked(row.last_year, row.earned) + _ranked(row.comparable, row.earned))
    ]
    return ForecastSummary(
        made=len(made),
        compared=len(compared),
        too_high=sum(row.too_high for row in compared),
        lost=sum(error == inf for error in errors),
        bias=_median(errors),
        typical=_median(map(abs, errors)),
        beside=len(beside),
        closer=sum(row.closer is True for row in beside),
        typical_beside=_median(abs(_ranked(row.comparable, row.earned)) for row in beside),
        last_year_typical=_median(abs(_ranked(row.last_year, row.earned)) for row in beside),
    )


def _ranked(expected: float, earned: float) -> float:
    """An error as it ranks: infinite for a profit that did not come, NaN where it has no rank."""
    if earned > 0:
        return expected / earned - 1.0
    return inf if expected > 0 and earned <= 0 else UNKNOWN


def _median(errors: Iterable[float]) -> float:
    ranked = [error for error in errors if not isnan(error)]
    middle = median(ranked) if ranked else UNKNOWN
    return middle if isfinite(middle) else UNKNOWN
