"""Forecasts taken together, worked out by hand; what has no ratio must not flatter them."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.language.text import same
from strategies.forecasts.judged import JudgedForecast
from strategies.forecasts.summary import summarise_forecasts
from tests.strategies.forecasts.made import forecast

NAN = float("nan")
AMOUNTS = st.floats(-10, 10).filter(lambda amount: abs(amount) > 0.01)


def row(expected: float, earned: float, last_year: float = NAN) -> JudgedForecast:
    return JudgedForecast(forecast(expected), "eps", expected, expected, earned, None, last_year)


def pending() -> JudgedForecast:
    return JudgedForecast(forecast(1.0), "eps", 1.0, why=same("the year has not ended"))


def test_bias_and_typical_error_are_medians() -> None:
    # Errors +10%, +50%, -20%; sorted -20, +10, +50: bias +10%. Sizes 10, 20, 50: typical 20%.
    found = summarise_forecasts([row(1.1, 1.0), row(1.5, 1.0), row(0.8, 1.0), pending()])
    assert (found.made, found.compared, found.too_high, found.lost) == (4, 3, 2, 0)
    assert (found.bias, found.typical) == pytest.approx((0.10, 0.20))
    assert (found.beside, found.closer) == (0, 0)
    assert isnan(found.last_year_typical)


def test_a_profit_that_did_not_come_ranks_above_every_error() -> None:
    # Errors -10%, +20% and one above both: the median is +20%, where leaving the loss out would give +5%.
    found = summarise_forecasts([row(0.9, 1.0), row(1.2, 1.0), row(0.5, -0.1)])
    assert (found.compared, found.too_high, found.lost) == (3, 2, 1)
    assert (found.bias, found.typical) == pytest.approx((0.20, 0.20))
    # Of two, the middle lies between 20% and no number at all.
    assert isnan(summarise_forecasts([row(1.2, 1.0), row(0.5, -0.1)]).bias)


def test_an_expected_loss_has_a_side_and_no_rank() -> None:
    found = summarise_forecasts([row(-0.1, -0.2), row(1.2, 1.0)])
    assert (found.compared, found.too_high, found.lost) == (2, 2, 0)
    assert found.bias == pytest.approx(0.20)


def test_beside_the_last_year_both_errors_are_of_the_same_forecasts() -> None:
    # Beside a last year: 10% against 30%, 40% against 20%. The third has none; its 90% is in the first median only.
    found = summarise_forecasts([row(1.1, 1.0, 0.7), row(1.4, 1.0, 1.2), row(1.9, 1.0)])
    assert found.typical == pytest.approx(0.40)
    assert (found.beside, found.closer) == (2, 1)
    # Medians of 10 and 40, and of 30 and 20.
    assert (found.typical_beside, found.last_year_typical) == pytest.approx((0.25, 0.25))


def test_of_nothing_there_is_nothing() -> None:
    found = summarise_forecasts([pending()])
    assert (found.made, found.compared) == (1, 0)
    assert isnan(found.bias)
    assert isnan(found.typical)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS | st.just(NAN)), max_size=8))
def test_counts_are_of_what_was_made_and_the_unit_of_money_changes_nothing(
    amounts: list[tuple[float, float, float]],
) -> None:
    rows = [row(*each) for each in amounts]
    found = summarise_forecasts(rows)
    assert found.closer <= found.beside <= found.compared == found.made == len(rows)
    assert found.lost <= found.too_high <= found.compared
    again = summarise_forecasts(row(*(4.0 * amount for amount in each)) for each in amounts)
    assert (again.too_high, again.lost, again.closer) == (found.too_high, found.lost, found.closer)
    assert (again.bias, again.typical) == pytest.approx((found.bias, found.typical), nan_ok=True)
