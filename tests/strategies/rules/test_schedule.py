"""When decisions fall.

- The last session of a month is the one before the first session of the next; holidays move it.
- The final session of the axis is never taken for a last one, even on the 31st.
- A report's day joins the month ends, session or not; nothing comes before the first report.
- Dates outside the sessions are left out.
"""

from datetime import date

import numpy as np

from strategies.rules.schedule import decision_dates, last_rows, last_sessions
from tests.strategies.rules.market import days

# The real sessions around the Spring Festival of 2025: the market was shut from 01-28 to 02-04.
SPRING = days("2025-01-23", "2025-01-24", "2025-01-27", "2025-02-05", "2025-02-06", "2025-02-28", "2025-03-03")


def texts(dates: np.ndarray[tuple[int], np.dtype[np.datetime64]]) -> list[str]:
    return [str(day) for day in dates]


def test_the_last_session_of_january_2025_is_the_27th() -> None:
    assert texts(last_sessions(SPRING)) == ["2025-01-27", "2025-02-28"]


def test_the_final_session_of_the_axis_is_not_a_last_session_even_on_a_31st() -> None:
    assert texts(last_sessions(days("2025-03-28", "2025-03-31"))) == []


def test_weeks_end_before_the_next_monday() -> None:
    # 2025-01-24, 02-28 are Fridays; 01-27 a Monday before the holidays; 02-05 a Wednesday, 02-06 a Thursday.
    assert texts(last_sessions(SPRING, "week")) == ["2025-01-24", "2025-01-27", "2025-02-06", "2025-02-28"]


def test_quarters_end_in_march() -> None:
    assert texts(last_sessions(days("2025-03-31", "2025-04-01", "2025-04-30", "2025-05-06"), "quarter")) == [
        "2025-03-31"
    ]


def test_a_report_on_a_holiday_is_a_decision_of_that_day_and_nothing_comes_before_it() -> None:
    dates = decision_dates(SPRING, [date(2025, 2, 4), date(2025, 2, 6), date(2025, 2, 4)])
    assert texts(dates) == ["2025-02-04", "2025-02-06", "2025-02-28"]


def test_dates_outside_the_sessions_are_left_out_but_earlier_reports_count_from_the_first_month_end() -> None:
    dates = decision_dates(SPRING, [date(2024, 5, 1), date(2026, 1, 28)])
    assert texts(dates) == ["2025-01-27", "2025-02-28"]


def test_without_a_report_there_is_no_decision() -> None:
    assert len(decision_dates(SPRING, [])) == 0


def test_a_decision_on_a_holiday_knows_the_close_before_it() -> None:
    rows = last_rows(SPRING, days("2025-01-01", "2025-01-23", "2025-02-04", "2025-02-05"))
    assert rows.tolist() == [-1, 0, 2, 3]
