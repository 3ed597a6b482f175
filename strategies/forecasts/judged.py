"""Each forecast of a report beside what the company earned, and how far off the report's forecasts were together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from statistics import median

from backtest.market.panel import Panel
from strategies.documents.document import Forecast, Report
from strategies.forecasts.realised import Realised, realised_in

UNKNOWN = float("nan")


@dataclass(frozen=True)
class JudgedForecast:
    """A forecast and what came of it.

    ``error`` is what was expected over what was earned, less 1, a fraction: above 0 the report expected too much. It is
    of EPS where the report prints one, else of net profit (``measure``). NaN while the year's earnings are not stored,
    and after a loss, beside which a ratio says nothing; ``why`` then says which, empty where there is an error.
    """

    forecast: Forecast
    measure: str
    expected: float
    earned: float
    realised: Realised
    error: float
    why: str


@dataclass(frozen=True)
class ForecastSummary:
    """The judged forecasts of a report.

    ``judged`` of ``made`` have an error; ``too_high`` of these expected more than was earned. ``bias`` is the median
    error and ``typical`` the median of its size, fractions, NaN without any.
    """

    made: int
    judged: int
    too_high: int
    bias: float
    typical: float


def judge_forecasts(panel: Panel, report: Report) -> tuple[JudgedForecast, ...]:
    """Judge every forecast of a report on the earnings of a panel, in the report's order; cut the panel for a day."""
    return tuple(_judged(each, realised_in(panel, each.symbol, each.year)) for each in report.forecasts)


def summarise_forecasts(rows: Iterable[JudgedForecast]) -> ForecastSummary:
    """Take forecasts together; the median, since one company near zero profit would rule a mean."""
    all_rows = tuple(rows)
    errors = [row.error for row in all_rows if isfinite(row.error)]
    return ForecastSummary(
        made=len(all_rows),
        judged=len(errors),
        too_high=sum(error > 0 for error in errors),
        bias=median(errors) if errors else UNKNOWN,
        typical=median(map(abs, errors)) if errors else UNKNOWN,
    )


def _judged(forecast: Forecast, realised: Realised) -> JudgedForecast:
    measure, expected, earned = _measured(forecast, realised)
    why = _why_not(forecast, realised, earned)
    error = UNKNOWN if why else expected / earned - 1.0
    return JudgedForecast(forecast, measure, expected, earned, realised, error, why)


def _measured(forecast: Forecast, realised: Realised) -> tuple[str, float, float]:
    """EPS where both sides have one, else net profit where both have it, else what the report prints."""
    sides = [
        (name, getattr(forecast, name), getattr(realised, name))
        for name in ("eps", "net_profit")
        if getattr(forecast, name) is not None
    ]
    return next((side for side in sides if isfinite(side[2])), sides[0])


def _why_not(forecast: Forecast, realised: Realised, earned: float) -> str:
    if realised.announced_on is None:
        return f"no earnings of {forecast.year} are stored"
    if not isfinite(earned):
        return f"the stored earnings of {forecast.year} do not say what the report expected"
    return f"{forecast.year} ended with a loss, beside which a ratio says nothing" if earned <= 0 else ""
