"""The period of a value as it is written.

- Years, halves, quarters, the year so far, months and days, each with its first and last day and its step.
- A value may end on any day of the last month; of a fiscal year in any month of the year.
- What names no period is None.
"""

from datetime import date

import pytest

from strategies.signals.period import Period, read_period


@pytest.mark.parametrize(
    ("text", "first", "last", "step"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), 12),
        ("2025H2", date(2025, 7, 1), date(2025, 12, 31), 6),
        ("2025Q3", date(2025, 7, 1), date(2025, 9, 30), 3),
        ("2025Q1-Q3", date(2025, 1, 1), date(2025, 9, 30), 12),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1),
        ("202402", date(2024, 2, 1), date(2024, 2, 29), 1),
        ("2025-03-05", date(2025, 3, 5), date(2025, 3, 5), 0),
        ("2025-2027", date(2025, 1, 1), date(2027, 12, 31), 36),
    ],
)
def test_a_period_has_its_days_and_its_step(text: str, first: date, last: date, step: int) -> None:
    assert read_period(text) == Period(first, last, step)


@pytest.mark.parametrize(
    "text", ["", "25Q3", "2025Q5", "2025Q3-Q1", "2025-13", "2025-02-30", "FY2025Q1", "2027-2025", "spring", "0000"]
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


def test_a_value_ends_in_the_last_month_and_a_fiscal_year_within_its_year() -> None:
    quarter, fiscal, day = (read_period(text) for text in ("2025Q3", "FY2025", "2025-03-05"))
    assert quarter
    assert fiscal
    assert day
    assert quarter.ends_on(date(2025, 9, 28))
    assert not quarter.ends_on(date(2025, 3, 31))
    assert fiscal.ends_on(date(2025, 6, 30))
    assert not fiscal.ends_on(date(2024, 6, 30))
    assert day.ends_on(date(2025, 3, 5))
    assert not day.ends_on(date(2025, 3, 6))
