"""Horizons are counted in whole months; the day of a shorter month is its last."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.calendar.months import add_months, months_later


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2025-02-04", 6, "2025-08-04"),
        ("2025-05-07", 12, "2026-05-07"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2025-10-15", 3, "2026-01-15"),
    ],
)
def test_the_same_day_some_months_later_or_the_last_of_a_shorter_month(day: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(end)


@given(st.lists(st.dates(date(1990, 1, 1), date(2040, 12, 31)), min_size=1), st.integers(0, 30))
def test_many_days_at_once_are_moved_as_each_alone(days: list[date], months: int) -> None:
    moved = months_later(np.array(days, "datetime64[D]"), months)
    assert moved.tolist() == [add_months(day, months) for day in days]
