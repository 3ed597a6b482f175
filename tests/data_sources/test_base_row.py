"""The base row: Friday 2025-01-24 and Monday 2025-01-27, then the holiday, then Wednesday 2025-02-05."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from data_sources.calendar.sessions import base_row

SESSIONS = np.array(["2025-01-24", "2025-01-27", "2025-02-05"], dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("day", "row"),
    [
        (date(2025, 1, 27), 1),
        (date(2025, 1, 25), 0),
        (date(2025, 2, 4), 1),
        (date(2025, 2, 5), 2),
        (date(2026, 1, 1), 2),
        (date(2025, 1, 23), -1),
    ],
)
def test_the_base_is_the_last_session_on_or_before_a_day(day: date, row: int) -> None:
    assert base_row(SESSIONS, day) == row
