"""A row is late once the session after its day has begun, which is at 09:15 in Shanghai, 01:15 UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from backtest.app.night.late import is_late

FRIDAY = date(2024, 1, 5)
WEEK = np.array(["2024-01-04", "2024-01-05", "2024-01-08"], "datetime64[D]")


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2024-01-05T10:00:00", False),
        ("2024-01-07T23:59:59", False),
        ("2024-01-08T01:14:59", False),
        ("2024-01-08T01:15:00", True),
        ("2026-01-01T00:00:00", True),
    ],
)
def test_the_weekend_is_in_time_and_monday_s_auction_is_not(moment: str, late: bool) -> None:
    assert is_late(WEEK, FRIDAY, datetime.fromisoformat(moment).replace(tzinfo=UTC)) is late


def test_a_holiday_comes_from_the_calendar_and_past_its_end_from_the_second_one() -> None:
    # National Day: no session from 2024-10-01 to 2024-10-07; the stored calendar ends on 2024-09-30.
    stored = np.array(["2024-09-30"], "datetime64[D]")
    assert not is_late(stored, date(2024, 9, 30), datetime(2024, 10, 7, 12, tzinfo=UTC))
    assert is_late(stored, date(2024, 9, 30), datetime(2024, 10, 8, 1, 15, tzinfo=UTC))


def test_past_all_calendars_the_next_day_counts_as_a_session() -> None:
    stored = np.array(["2090-01-06"], "datetime64[D]")
    assert not is_late(stored, date(2090, 1, 6), datetime(2090, 1, 7, 1, 14, tzinfo=UTC))
    assert is_late(stored, date(2090, 1, 6), datetime(2090, 1, 7, 1, 15, tzinfo=UTC))
