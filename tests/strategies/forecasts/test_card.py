"""All forecasts of some reports, with what was known on a day and nothing later."""

from __future__ import annotations

from datetime import date

import pytest

from backtest.validity.future import scramble_panel
from data_sources.errors import UserError
from strategies.forecasts.card import ForecastCard, judge_forecasts
from tests.execution.market import B, D
from tests.strategies.forecasts.made import forecast, made_report, market, said

FIRST = made_report(
    forecast(1.0), forecast(2.0, symbol=B, by="consensus"), forecast(2.2, symbol=B), forecast(1.5, year=2024)
)
AGAIN = made_report(forecast(1.2), forecast(1.8, year=2024), number="901", published=D[3], priced_on=D[2])
PANEL = market(
    [said(0.8), said(2.0, symbol=B), said(0.9, D[6]), said(1.9, D[2], kind="forecast")],
    [10.0, 10.0, 10.0, 12.0, 12.0, 12.0, 12.0],
)


def test_own_and_quoted_forecasts_are_taken_together_apart() -> None:
    card = judge_forecasts(PANEL, [FIRST, AGAIN])
    first, again = card.reports
    assert card.as_of == D[6]
    assert [row.forecast for row in first.rows] == list(FIRST.forecasts)
    assert {by: (each.made, each.compared) for by, each in first.summaries.items()} == {
        "broker": (3, 2), "consensus": (1, 1),
    }  # fmt: skip
    # A was corrected to 0.90 on the last day: 1 / 0.9 - 1 = 11.1%; B was expected at 2.20 and earned 2.00: 10%.
    assert first.summaries["broker"].bias == pytest.approx((1 / 9 + 0.1) / 2)
    assert first.summaries["consensus"].bias == 0.0
    assert [(each.symbol, each.year, each.then.said_by) for each in again.re_ratings] == [("600001.SH", 2023, "result")]


def test_as_of_a_day_later_results_reports_and_consensus_do_not_exist() -> None:
    (first,) = judge_forecasts(PANEL, [FIRST], D[2], [FIRST, AGAIN]).reports
    assert {row.why for row in first.rows} == {"no earnings of 2023 are stored", "the year has not ended"}
    assert [each.then.said_by for each in first.re_ratings] == ["consensus"]
    (first,) = judge_forecasts(PANEL, [FIRST], D[4], [FIRST, AGAIN]).reports
    # The correction is not known yet: 1 / 0.8 - 1 = 25%.
    assert first.rows[0].error == pytest.approx(0.25)
    assert [(each.year, each.then.said_by) for each in first.re_ratings][:2] == [(2023, "901"), (2023, "result")]


@pytest.mark.parametrize("day", D[1:6])
def test_what_comes_after_the_day_changes_nothing(day: date) -> None:
    def found(seed: int | None) -> ForecastCard:
        panel = PANEL if seed is None else scramble_panel(PANEL, day, seed)
        return judge_forecasts(panel, [FIRST], day, [FIRST, AGAIN])

    plain = repr(found(None))
    assert [repr(found(seed)) for seed in (1, 2)] == [plain, plain]


def test_a_market_without_a_bar_is_refused() -> None:
    with pytest.raises(UserError, match="no symbol has a bar by then"):
        judge_forecasts(PANEL, [FIRST], date(2023, 12, 29))
