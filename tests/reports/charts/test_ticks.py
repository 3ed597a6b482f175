"""Where an axis is labelled: round numbers within the range, and days at the beginnings of months and years."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data_sources.calendar.lengths import DAY
from reports.charts.ticks import day_ticks, log_ticks, nice_ticks


def test_equal_steps_are_one_two_or_five_times_a_power_of_ten() -> None:
    assert nice_ticks(87.0, 163.0, 8) == (90.0, 100.0, 110.0, 120.0, 130.0, 140.0, 150.0, 160.0)
    assert nice_ticks(87.0, 163.0, 4) == (100.0, 120.0, 140.0, 160.0)
    assert nice_ticks(-0.203, 0.0, 3) == (-0.2, -0.1, 0.0)
    assert nice_ticks(-0.203, 0.0, 2) == (-0.2, 0.0)
    assert nice_ticks(5.0, 5.0, 4) == ()


def test_a_logarithmic_axis_is_labelled_at_round_multiples_as_densely_as_it_can_be_read() -> None:
    assert log_ticks(80.0, 420.0, 8) == (100.0, 150.0, 200.0, 300.0)
    assert log_ticks(80.0, 4200.0, 6) == (100.0, 200.0, 500.0, 1000.0, 2000.0)
    assert log_ticks(80.0, 4200.0, 4) == (100.0, 300.0, 1000.0, 3000.0)
    # Between 110 and 140 no multiple of a power of ten is round: equal steps.
    assert log_ticks(110.0, 140.0, 4) == (110.0, 120.0, 130.0, 140.0)


@given(st.floats(-1e6, 1e6), st.floats(1e-4, 1e6), st.integers(2, 12))
def test_there_are_never_more_labels_than_asked_for_nor_one_outside(low: float, span: float, most: int) -> None:
    high = low + span
    ticks = nice_ticks(low, high, most)
    slack = 1e-6 * (abs(low) + span)
    assert len(ticks) <= most
    assert all(low - slack <= tick <= high + slack for tick in ticks)
    assert list(ticks) == sorted(set(ticks))


def days(first: str, sessions: int) -> list[str]:
    every = np.arange(np.datetime64(first), np.datetime64(first) + 3 * sessions * DAY)
    return [str(day) for day in every[np.is_busday(every)][:sessions]]


def test_days_are_labelled_at_first_sessions_of_months_and_of_years() -> None:
    # Weekdays: 2025-03 begins on Monday the 3rd, 41 weekdays after the first label's row in January.
    quarter = day_ticks(days("2025-01-06", 70), 8)
    assert [label for _, label in quarter] == ["2025-02", "2025-03", "2025-04"]
    # From Monday 2025-01-06 to Friday 2025-01-31 are 20 weekdays: row 20 is the first of February's.
    assert quarter[0] == (20, "2025-02")
    # 1,500 weekdays from June 2019 on end in March 2025; with seven labels at most only years find room.
    years = [label for _, label in day_ticks(days("2019-06-03", 1500), 7)]
    assert years == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert day_ticks(days("2025-01-06", 4), 8) == tuple(enumerate(days("2025-01-06", 4)))
