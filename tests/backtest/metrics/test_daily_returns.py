"""Returns, years and annualisation, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.metrics.returns import annual_return, daily_returns, growth, periods_per_year, total_return, years
from data_sources.errors import InputError
from data_sources.tables.facts import Dates

# 2020-01-01 to 2024-01-01 is 366 + 365 + 365 + 365 = 1461 days = exactly 4 years of 365.25.
FOUR_YEARS = np.array(["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"], "datetime64[D]")


def test_daily_returns_are_quotients_less_one() -> None:
    # 110/100, 99/110, 108.9/99, 119.79/108.9
    assert daily_returns(np.array([100, 110, 99, 108.9, 119.79])) == pytest.approx([0.1, -0.1, 0.1, 0.1])


def test_a_base_value_alone_has_no_return_and_a_total_return_of_zero() -> None:
    assert daily_returns(np.array([100.0])).size == 0
    assert total_return(np.array([100.0])) == 0.0


def test_after_a_total_loss_returns_are_zero_and_not_nan() -> None:
    # 50/100 - 1 = -0.5; 0/50 - 1 = -1; then 0/0, of which nothing is left
    assert daily_returns(np.array([100.0, 50.0, 0.0, 0.0])).tolist() == [-0.5, -1.0, 0.0]
    assert growth(np.array([0.0]), np.array([5.0])).tolist() == [0.0]


def test_years_come_from_the_calendar_and_periods_from_the_sessions() -> None:
    assert years(FOUR_YEARS) == 4.0
    assert periods_per_year(FOUR_YEARS) == 1.0  # 4 returns over 4 years
    # 2024-01-31 to 2024-03-31 is 29 + 31 = 60 days; 2 returns in 60 / 365.25 years
    assert periods_per_year(np.array(["2024-01-31", "2024-02-29", "2024-03-31"], "datetime64[D]")) == (
        pytest.approx(2 * 365.25 / 60)
    )


def test_a_base_date_alone_spans_no_time() -> None:
    assert years(FOUR_YEARS[:1]) == 0.0
    assert periods_per_year(FOUR_YEARS[:1]) == 0.0
    assert annual_return(np.array([100.0]), 0.0) is None


@pytest.mark.parametrize(
    ("last", "elapsed", "expected"),
    [
        (146.41, 4.0, 0.10),  # 1.1^4 = 1.4641
        (81.0, 2.0, -0.10),  # 0.9^2 = 0.81
        (110.0, 0.5, 0.21),  # 1.1^2 = 1.21
        (0.0, 3.0, -1.0),  # all lost
        (100.0, 7.0, 0.0),
    ],
)
def test_annual_return_compounds(last: float, elapsed: float, expected: float) -> None:
    assert annual_return(np.array([100.0, last]), elapsed) == pytest.approx(expected)


def test_an_annual_return_beyond_the_floats_is_none() -> None:
    # 100-fold in one day: 100^365.25 = 10^730.5, floats end at 10^308
    assert annual_return(np.array([1.0, 100.0]), 1 / 365.25) is None


def test_a_session_without_benchmark_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"no value on 2022-01-01 \(1 of 5 sessions"):
        Curve(FOUR_YEARS, np.full(5, 100.0), np.array([1.0, 2.0, np.nan, 4.0, 5.0]))
    with pytest.raises(InputError, match="2021-01-01"):
        Curve(FOUR_YEARS, np.full(5, 100.0), np.array([1.0, 0.0, 3.0, 4.0, 5.0]))


@pytest.mark.parametrize(
    ("dates", "equity", "match"),
    [
        (FOUR_YEARS[:4], [1.0] * 5, "one length"),
        (FOUR_YEARS[::-1], [1.0] * 5, "rising"),
        (FOUR_YEARS[[0, 1, 1, 2, 3]], [1.0] * 5, "rising"),
        (FOUR_YEARS, [0.0, 1.0, 1.0, 1.0, 1.0], "positive on the base date"),
        (FOUR_YEARS, [1.0, -1.0, 1.0, 1.0, 1.0], "never negative"),
        (FOUR_YEARS, [1.0, math.nan, 1.0, 1.0, 1.0], "finite"),
    ],
)
def test_a_curve_that_no_formula_could_stand_is_refused(dates: Dates, equity: list[float], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        Curve(dates, np.array(equity), np.ones(5))


def test_a_curve_takes_timestamps_and_keeps_days() -> None:
    curve = Curve(FOUR_YEARS.astype("datetime64[ns]"), np.ones(5), np.ones(5))
    assert curve.dates.dtype == np.dtype("datetime64[D]")
