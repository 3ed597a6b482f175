"""Who spoke last of a company and a year: a later report, the consensus or the result; and why there is no split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from backtest.market.panel import Panel
from strategies.documents.document import Forecast, Report
from strategies.documents.library import report
from strategies.documents.rating import StockRating
from strategies.forecasts.re_rating import ReRating
from strategies.forecasts.splitting import split_forecast
from strategies.scorecard.price_change import prices_of
from tests.execution.market import A, Cell, D, action, rename
from tests.language import is_chinese
from tests.strategies.forecasts.made import forecast, made_report, market, said
from tests.strategies.rules.market import make_panel

RISING = [10.0, 10.0, 10.0, 11.0, 12.0, 13.0, 15.0]
SMIC = "688981.SH"


def splits(panel: Panel, first: Report, *later: Report) -> tuple[ReRating, ...]:
    found, unsplit = split_forecast(prices_of(panel), first, first.forecasts[0], [first, *later])
    assert bool(found) != bool(unsplit)
    return found


def why_not(panel: Panel, first: Report, *later: Report) -> str:
    found, unsplit = split_forecast(prices_of(panel), first, first.forecasts[0], [first, *later])
    assert found == ()
    assert unsplit is not None
    assert is_chinese(unsplit.why)
    return unsplit.why


def again(*forecasts: Forecast, priced_on: date = D[3]) -> Report:
    return made_report(*forecasts, number="901", published=D[4], priced_on=priced_on)


def test_the_two_shipped_reports_on_one_chip_maker_differ_in_the_multiple_alone() -> None:
    """Report 002 prints 89.90 and 0.84 for 2026, report 003 128.55 and 0.84: 107 and 153 times, all of it re-rating."""
    first, later = report("002"), report("003")
    days = [date(2025, 5, 6), date(2025, 5, 7), date(2026, 1, 28)]
    panel = make_panel(days, {SMIC: [89.9, 90.0, 128.55]})
    (of_2026,) = (each for each in first.forecasts if (each.symbol, each.year) == (SMIC, 2026))
    (found,), _ = split_forecast(prices_of(panel), first, of_2026, [later, first])
    assert (found.first.said_by, found.then.said_by) == ("002", "003")
    assert (found.first.day, found.then.day) == (days[0], days[2])
    assert (round(found.first.multiple), round(found.then.multiple)) == (107, 153)
    # 128.55 / 89.90 - 1 = 42.99%.
    assert found.revision == 0.0
    assert (found.price_change, found.re_rating) == pytest.approx((0.42992, 0.42992), abs=1e-5)
    # Of 2025 it is 0.64 and then 0.67: 67 / 64 - 1 = 4.69% of the same change is revision.
    (of_2025,) = (each for each in first.forecasts if (each.symbol, each.year) == (SMIC, 2025))
    (found,), _ = split_forecast(prices_of(panel), first, of_2025, [first, later])
    assert found.revision == pytest.approx(0.046875)
    assert 1.046875 * (1 + found.re_rating) == pytest.approx(128.55 / 89.9)


def test_a_later_report_is_the_last_one_that_speaks_of_the_same_year() -> None:
    panel = market(closes=RISING)
    others = (again(forecast(9.0, year=2024)), again(forecast(None, profit=1e9)), again(forecast(symbol="600002.SH")))
    for other in others:
        assert why_not(panel, made_report(forecast(1.0)), other) == "nobody has spoken of the year since"
    middle = made_report(forecast(3.0), number="902", published=D[2], priced_on=D[2])
    (found,) = splits(panel, made_report(forecast(1.0)), again(forecast(1.1)), middle)
    # 10.00 to 11.00, 1.00 to 1.10: ten times on both days.
    assert (found.then.said_by, found.then.day) == ("901", D[3])
    assert (found.price_change, found.revision) == pytest.approx((0.1, 0.1))
    assert found.re_rating == pytest.approx(0.0, abs=1e-12)
    # What was said before does not count, nor do prices of the same day.
    assert why_not(panel, again(forecast(1.0)), middle) == "nobody has spoken of the year since"
    same = again(forecast(1.1), priced_on=D[0])
    assert why_not(panel, made_report(forecast(1.0)), same) == f"there is no later price than that of {D[0]}"


def test_of_its_own_and_a_quoted_forecast_the_one_of_the_same_kind_is_compared() -> None:
    panel = market(closes=RISING)
    both = [forecast(1.2, by="consensus"), forecast(1.1)]
    for order in (both, both[::-1]):
        (own,) = splits(panel, made_report(forecast(1.0)), again(*order))
        assert (own.then.by, own.then.eps) == ("broker", 1.1)
        (quoted,) = splits(panel, made_report(forecast(1.0, by="consensus")), again(*order))
        assert (quoted.then.by, quoted.then.eps) == ("consensus", 1.2)


def test_a_company_is_the_same_under_its_new_code() -> None:
    # A is 600009 from D[2] on, share for share, and one share of it becomes two on D[3].
    new = "600009.SH"
    closes: Sequence[Cell] = [None, None, 10.0, 6.0, 6.0, 6.0, 6.0]
    panel = market(
        closes=[10.0, 10.0, None, None, None, None, None],
        more={new: closes},
        renames=[rename(A, new, D[2])],
        actions=[action(new, D[3], bonus_per_share=1.0)],
    )
    (found,) = splits(panel, made_report(forecast(1.0)), again(forecast(0.5, symbol=new)))
    # 12.00 for what cost 10.00, and as much to be earned: 20% of re-rating.
    assert (found.shares, found.price_change) == pytest.approx((2.0, 0.2))
    assert found.revision == pytest.approx(0.0, abs=1e-12)


def test_a_printed_close_is_used_with_its_day_and_the_stored_one_stands_beside() -> None:
    panel = market(closes=RISING)
    first = made_report(forecast(1.0, close=9.9))
    (found,) = splits(panel, first, again(forecast(1.1)))
    assert (found.first.close, found.first.stored, found.first.doubtful) == (9.9, 10.0, True)
    rated = StockRating("900", A, "Made-up", "推荐", "buy", D[0], 9.8, "", 1)
    (found,) = splits(panel, replace(made_report(forecast(1.0)), ratings=(rated,)), again(forecast(1.1)))
    assert found.first.close == 9.8
    # Of a rating with a day of prices of its own, that day.
    rated = replace(rated, priced_on=D[1], close=9.7)
    (found,) = splits(panel, replace(made_report(forecast(1.0)), ratings=(rated,)), again(forecast(1.1)))
    assert (found.first.close, found.first.day) == (9.7, D[1])
    # A close of no day could be of any: the stored one of the report's day it is.
    (found,) = splits(panel, replace(first, priced_on=None), again(forecast(1.1)))
    assert (found.first.close, found.first.day, found.first.stored) == (10.0, D[1], None)


def test_the_consensus_at_the_last_close_speaks_too_if_it_is_newer() -> None:
    expects = said(1.2, D[2], kind="forecast")
    found = splits(market([expects], RISING), made_report(forecast(1.0)), again(forecast(1.1)))
    assert [each.then.said_by for each in found] == ["901", "consensus"]
    # 10.00 to 15.00; 1.00 to 1.20; 10 to 12.5 times.
    assert (found[1].price_change, found[1].revision, found[1].re_rating) == pytest.approx((0.5, 0.2, 0.25))
    older = said(1.2, D[1], kind="forecast")
    assert why_not(market([older], RISING), made_report(forecast(1.0))) == "nobody has spoken of the year since"


def test_the_result_takes_the_place_of_the_consensus_at_the_close_of_its_day() -> None:
    panel = market([said(1.3, D[2], kind="forecast"), said(1.5, D[4])], RISING)
    (found,) = splits(panel, made_report(forecast(1.0)))
    # 10.00 to 12.00; 1.00 to 1.50; 10 to 8 times.
    assert (found.then.said_by, found.then.day) == ("result", D[4])
    assert (found.price_change, found.revision, found.re_rating) == pytest.approx((0.2, 0.5, -0.2))


def test_bonus_shares_are_taken_out_also_where_the_consensus_was_said_before_them() -> None:
    # One share becomes two on D[4]: 10.00, 10.00 and then 6.00; what was expected on D[2], 1.20, is 0.60 of a new one.
    gift = action(A, D[4], bonus_per_share=1.0)
    panel = market([said(1.2, D[2], kind="forecast")], [10.0] * 4 + [6.0] * 3, actions=[gift])
    (found,) = splits(panel, made_report(forecast(1.0)))
    assert (found.shares, found.then.eps) == pytest.approx((2.0, 0.6))
    # 12.00 for what cost 10.00, 1.20 for 1.00, ten times on both days.
    assert (found.price_change, found.revision) == pytest.approx((0.2, 0.2))
    assert found.re_rating == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(("first", "later", "earnings", "why"), [
    (forecast(None, profit=1e9), forecast(1.0), [], "a profit without EPS has no multiple"),
    (forecast(-0.1), forecast(1.0), [], "900 expects no profit, which has no multiple"),
    (forecast(0.1), forecast(-1.0), [], "901 expects no profit, which has no multiple"),
    (forecast(1.0), None, [said(-0.5)], "the result of 2023 is no profit, which has no multiple"),
    (forecast(1.0), None, [said(0.0, D[3], kind="forecast")],
     "the consensus of 2023 is no profit, which has no multiple"),
    (forecast(1.0, symbol="600999.SH"), None, [], "the store has no close of 2024-01-02, and 900 prints none"),
    (forecast(1.0, symbol="600999.SH", close=10.0), forecast(1.0, symbol="600999.SH", close=10.0), [],
     "the stored closes do not reach from 2024-01-02 to 2024-01-05: bonus shares are unknown"),
    (forecast(1.0), None, [said(1.5, D[8])], f"the store has no close of {D[8]}"),
])  # fmt: skip
def test_what_cannot_be_split_says_why(
    first: Forecast, later: Forecast | None, earnings: Sequence[dict[str, object]], why: str
) -> None:
    speakers = (again(later),) if later else ()
    assert why_not(market(earnings, RISING), made_report(first), *speakers) == why
