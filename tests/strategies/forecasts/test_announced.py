"""What a company earned and was expected to earn in a year, by measure and by the day."""

from __future__ import annotations

from datetime import date

from strategies.forecasts.announced import Announced, earned_in, expected_for, last_year_known
from tests.execution.market import A, B, D
from tests.strategies.forecasts.made import IN_APRIL, YEAR_BEFORE, market, said

Q3 = date(2023, 9, 30)


def test_the_whole_year_alone_counts_and_only_of_its_kind_and_company() -> None:
    # The third quarter is corrected after the year.
    panel = market([said(0.7, D[6], year_end=Q3), said(0.9), said(1.1, kind="forecast", day=D[0]), said(5.0, symbol=B)])
    assert earned_in(panel, A, 2023, "eps") == Announced(2023, 0.9, D[4])
    assert expected_for(panel, A, 2023, "eps") == Announced(2023, 1.1, D[0])
    assert earned_in(panel, A, 2022, "eps") is None
    assert earned_in(panel, "600999.SH", 2023, "eps") is None
    assert earned_in(market(), A, 2023, "eps") is None


def test_a_correction_counts_for_the_measure_that_it_says() -> None:
    panel = market([said(0.9, D[2], profit=9e8), said(None, D[4], profit=8e8)])
    assert earned_in(panel, A, 2023, "eps") == Announced(2023, 0.9, D[2])
    assert earned_in(panel, A, 2023, "net_profit") == Announced(2023, 8e8, D[4])


def test_the_last_year_known_is_one_before_as_it_was_known_on_the_day() -> None:
    panel = market([
        said(0.5, IN_APRIL, year_end=YEAR_BEFORE), said(0.6, D[3], year_end=YEAR_BEFORE), said(0.9, D[1]),
    ])  # fmt: skip
    assert last_year_known(panel, A, 2024, D[2], "eps") == Announced(2023, 0.9, D[1])
    # Before D[1] nobody had 2023; of 2023 itself the year before counts, corrected on D[3].
    assert last_year_known(panel, A, 2024, D[0], "eps") == Announced(2022, 0.5, IN_APRIL)
    assert last_year_known(panel, A, 2023, D[2], "eps") == Announced(2022, 0.5, IN_APRIL)
    assert last_year_known(panel, A, 2023, D[3], "eps") == Announced(2022, 0.6, D[3])
    assert last_year_known(panel, A, 2022, D[3], "eps") is None
