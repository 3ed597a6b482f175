"""One forecast beside what was earned: the error by hand, bonus shares, losses, and what cannot be judged."""

from __future__ import annotations

from math import isnan

import pytest

from backtest.market.panel import Panel
from strategies.documents.document import Forecast, Report
from strategies.forecasts.judged import JudgedForecast, judge_forecast
from strategies.scorecard.price_change import prices_of
from tests.execution.market import D, action
from tests.strategies.forecasts.made import (
    ANNOUNCED,
    IN_APRIL,
    YEAR_BEFORE,
    forecast,
    made_report,
    market,
    said,
)

LAST_YEAR = said(0.6, IN_APRIL, year_end=YEAR_BEFORE)


def judged(panel: Panel, each: Forecast, report: Report | None = None) -> JudgedForecast:
    return judge_forecast(prices_of(panel), report or made_report(each), each)


def test_an_error_is_what_was_expected_over_what_was_earned() -> None:
    row = judged(market([said(0.8)]), forecast(1.0))
    # 1.00 / 0.80 - 1 = 25% too much.
    assert (row.measure, row.expected, row.comparable, row.earned) == ("eps", 1.0, 1.0, 0.8)
    assert row.error == pytest.approx(0.25)
    assert (row.announced_on, row.too_high, row.why) == (ANNOUNCED, True, "")
    # Nothing is known of 2022.
    assert isnan(row.last_year)
    assert row.closer is None


def test_beside_it_stands_the_last_year_known_when_the_report_came_out() -> None:
    """The year before was 0.60 when the report came out; that it was corrected to 0.75 afterwards helped nobody."""
    # Its closes reach from April 2023 on: the calendar of the market begins in January 2024, so of profit.
    rows = [said(None, profit=8e8), said(None, IN_APRIL, year_end=YEAR_BEFORE, profit=6e8)]
    rows += [said(None, D[3], year_end=YEAR_BEFORE, profit=7.5e8)]
    row = judged(market(rows), forecast(None, profit=9e8))
    # 9 / 8 - 1 = 12.5% too much; the year before says 6 / 8 - 1 = 25% too little.
    assert (row.measure, row.last_year, row.closer) == ("net_profit", 6e8, True)
    assert (row.error, row.last_year_error) == pytest.approx((0.125, -0.25))


def test_a_last_year_of_which_the_shares_are_unknown_is_left_out() -> None:
    row = judged(market([said(0.8), LAST_YEAR]), forecast(1.0))
    assert row.error == pytest.approx(0.25)
    assert isnan(row.last_year)


def test_bonus_shares_between_the_report_and_the_result_divide_what_was_expected_of_a_share() -> None:
    # One share becomes two on D[2]; 1.00 a share is 0.50 of a new one, and 0.50 was earned: right, not 100% too high.
    # The year before, announced on D[1] with 0.40 a share, is 0.20 of a new one.
    earned = [said(0.5), said(0.4, D[1], year_end=YEAR_BEFORE)]
    panel = market(earned, [10.0] * 2 + [5.0] * 5, actions=[action("600001.SH", D[2], bonus_per_share=1.0)])
    row = judged(panel, forecast(1.0))
    assert (row.expected, row.comparable) == pytest.approx((1.0, 0.5))
    assert row.error == pytest.approx(0.0, abs=1e-12)
    assert (row.last_year, row.last_year_error) == pytest.approx((0.2, -0.6))
    # A profit is the same however many shares there are.
    profit = judged(market([said(None, profit=5e8)], actions=[action("600001.SH", D[2], bonus_per_share=1.0)]),
                    forecast(None, profit=5e8))  # fmt: skip
    assert profit.error == 0.0


def test_bonus_shares_before_the_prices_of_the_report_are_in_its_number_already() -> None:
    panel = market([said(0.5)], [10.0] * 2 + [5.0] * 5, actions=[action("600001.SH", D[2], bonus_per_share=1.0)])
    each = forecast(0.5)
    assert judged(panel, each, made_report(each, priced_on=D[2], published=D[3])).error == pytest.approx(0.0, abs=1e-12)
    # Those between its prices and its day are not: 1.00 a share at the prices of D[1] is 0.50 of a new one.
    before = judged(panel, forecast(1.0), made_report(each, priced_on=D[1], published=D[3]))
    assert before.error == pytest.approx(0.0, abs=1e-12)
    # Without a day of prices the report's own day counts.
    assert judged(panel, each, made_report(each, priced_on=None, published=D[2])).error == pytest.approx(0.0, abs=1e-12)


def test_after_a_loss_there_is_no_ratio_and_still_a_side() -> None:
    row = judged(market([said(-0.2)]), forecast(0.1))
    assert isnan(row.error)
    assert (row.compared, row.too_high) == (True, True)
    assert row.why == "no profit in 2023, beside which a ratio says nothing"
    assert not judged(market([said(-0.2)]), forecast(-0.3)).too_high
    # An expected loss beside a profit has one: -0.1 / 0.2 - 1 = -150%.
    assert judged(market([said(0.2)]), forecast(-0.1)).error == pytest.approx(-1.5)


def test_eps_is_judged_where_both_have_it_and_profit_where_only_that_was_reported() -> None:
    both = forecast(1.0, profit=1e9)
    assert judged(market([said(0.8, profit=5e8)]), both).measure == "eps"
    row = judged(market([said(None, profit=5e8)]), both)
    assert row.measure == "net_profit"
    assert row.error == pytest.approx(1.0)


@pytest.mark.parametrize(("each", "earnings", "why"), [
    (forecast(), [], "no earnings of 2023 are stored"),
    (forecast(year=2024), [], "the year has not ended"),
    (forecast(symbol="600999.SH"), [], "no earnings of 2023 are stored"),
    (forecast(), [said(None, profit=5e8)], "the stored earnings of 2023 do not say EPS"),
    (forecast(None, profit=5e8), [said(0.5)], "the stored earnings of 2023 do not say net profit"),
    (forecast(), [said(0.8, D[8])],
     "the stored closes do not reach from the report to the announcement: bonus shares are unknown"),
])  # fmt: skip
def test_what_cannot_be_judged_says_why(each: Forecast, earnings: list[dict[str, object]], why: str) -> None:
    row = judged(market(earnings), each)
    assert row.why == why
    assert isnan(row.error)
    assert not row.compared
    assert not row.too_high
