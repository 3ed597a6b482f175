"""One forecast beside what the company earned, and beside the forecast that costs nothing: as in the last year known.

What is judged is the number that the report prints: EPS where it prints one, net profit otherwise. There is no rating
class for a forecast, so none is met or missed. Its ``error`` is the size of the miss in terms of what was earned; the
same error of the last year's result says how hard the year was to foresee.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite, isnan

from data_sources.language.text import NOTHING, Text, both
from strategies.documents.document import Forecast, Report
from strategies.forecasts.announced import MEASURES, Announced, Measure, earned_in, last_year_known
from strategies.forecasts.company import shares_between
from strategies.forecasts.printed import printed_beside
from strategies.scorecard.price_change import UNKNOWN, Prices
from strategies.scorecard.window import day_of, last_row_with_bars

BONUS_UNKNOWN = both(
    "the stored closes do not reach from the report to the announcement: bonus shares are unknown",
    "已存收盘价未覆盖研报至公告日：送转情况未知",
)


@dataclass(frozen=True)
class JudgedForecast:
    """A forecast and what came of it; numbers are of ``measure``, CNY per share or CNY, NaN where the data cannot say.

    ``expected`` is what the report prints. ``comparable`` is the same per share of the day on which ``earned`` was
    announced: bonus shares since the report divide EPS, not profit. ``last_year`` is what the company had earned in the
    latest year before that it had reported when the report came out, made comparable alike. ``why`` says what keeps a
    forecast from being compared, or its error from being a ratio; it is empty for a forecast with an error.
    """

    forecast: Forecast
    measure: Measure
    expected: float
    comparable: float = UNKNOWN
    earned: float = UNKNOWN
    announced_on: date | None = None
    last_year: float = UNKNOWN
    why: Text = NOTHING

    @property
    def compared(self) -> bool:
        """Whether it can be said at all which of the two is higher; a loss can be compared, too."""
        return isfinite(self.comparable) and isfinite(self.earned)

    @property
    def too_high(self) -> bool:
        """Whether the report expected more than was earned."""
        return self.compared and self.comparable > self.earned

    @property
    def error(self) -> float:
        """What was expected over what was earned, less 1, a fraction: 0.1 is a tenth too much.

        NaN after a loss or nothing earned, beside which a ratio says nothing.
        """
        return self.comparable / self.earned - 1.0 if self.earned > 0 else UNKNOWN

    @property
    def last_year_error(self) -> float:
        """The error of whoever expects the result of the last year known."""
        return self.last_year / self.earned - 1.0 if self.earned > 0 else UNKNOWN

    @property
    def closer(self) -> bool | None:
        """Whether the report was closer than the last year's result; None where one is unknown or both are as far."""
        miss, other = abs(self.comparable - self.earned), abs(self.last_year - self.earned)
        return None if isnan(miss) or isnan(other) or miss == other else miss < other


def judge_forecast(prices: Prices, report: Report, forecast: Forecast) -> JudgedForecast:
    """Judge one forecast of a report on what the panel of the prices knows; cut it for what was known on a day."""
    panel, symbol, year = prices.panel, forecast.symbol, forecast.year
    printed: dict[Measure, float | None] = {"eps": forecast.eps, "net_profit": forecast.net_profit}
    sides = [(measure, value) for measure, value in printed.items() if value is not None]
    earned = {measure: earned_in(panel, symbol, year, measure) for measure in MEASURES}
    measure, expected = next((side for side in sides if earned[side[0]]), sides[0])
    found = earned[measure]
    if found is None:
        today = day_of(panel, last_row_with_bars(panel))
        said = any(earned.values())
        return JudgedForecast(forecast, measure, expected, why=_nothing_earned(year, measure, today, said=said))
    comparable = expected / _shares(prices, symbol, measure, printed_beside(report, forecast).day, found)
    before = last_year_known(panel, symbol, year, report.published, measure)
    last_year = before.value / _shares(prices, symbol, measure, before.announced_on, found) if before else UNKNOWN
    why = NOTHING if found.value > 0 else _no_profit(year)
    if isnan(comparable):
        why = BONUS_UNKNOWN
    return JudgedForecast(forecast, measure, expected, comparable, found.value, found.announced_on, last_year, why)


def _shares(prices: Prices, symbol: str, measure: Measure, day: date, found: Announced) -> float:
    """How many shares of the announcement one of a day has become; a profit is that of the company as it is."""
    return shares_between(prices, symbol, day, found.announced_on) if measure == "eps" else 1.0


def _no_profit(year: int) -> Text:
    return both(f"no profit in {year}, beside which a ratio says nothing", f"{year} 年没有盈利，比率没有意义")


def _nothing_earned(year: int, measure: Measure, today: date, *, said: bool) -> Text:
    if said:
        per_share = measure == "eps"
        return both(
            f"the stored earnings of {year} do not say {'EPS' if per_share else 'net profit'}",
            f"已存的 {year} 年业绩没有{'每股收益' if per_share else '净利润'}",
        )
    if year < today.year:
        return both(f"no earnings of {year} are stored", f"数据库中没有 {year} 年业绩")
    return both("the year has not ended", "该年度尚未结束")
