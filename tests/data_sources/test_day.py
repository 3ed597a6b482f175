"""A day as a caller writes it, in a command or in Python."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from data_sources.calendar.day import day_of
from data_sources.errors import InputError


@pytest.mark.parametrize(
    "given",
    [
        date(2025, 2, 6),
        "2025-02-06",
        "20250206",
        20250206,
        "2025/2/6",
        "2025-2-6",
        "2025.02.06",
        "2025年2月6日",
        " 2025-02-06",
        datetime(2025, 2, 6, 15, 0),  # noqa: DTZ001 - as pandas gives it
        np.datetime64("2025-02-06"),  # as a panel's sessions are
        np.datetime64("2025-02-06T15:00:00.000000000"),
    ],
)
def test_a_day_is_a_date_a_moment_or_text(given: date | str | np.datetime64) -> None:
    day = day_of(given)
    assert (type(day), day) == (date, date(2025, 2, 6))


@pytest.mark.parametrize(
    "given",
    [
        "2025-02-30",
        "06/02/2025",
        "6/2/2025",
        "2025-02/06",
        "250206",
        "20250230",
        "2025206",
        "",
        250206,
        20250206.0,
        True,
        None,
        np.datetime64("NaT", "D"),
        pd.NaT,
    ],
)
def test_anything_else_is_one_line(given: str) -> None:
    with pytest.raises(InputError) as caught:
        day_of(given)
    assert str(caught.value) == f"{given!r} is no day; write it like 2025-02-06"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("9" * 5_000, f"'{'9' * 119}... (5,002 characters)"),
        (pd.Series([1]), "0 1 dtype: int64"),
        (10**5_000, "int"),
    ],
    ids=["text", "series", "digits"],
)
def test_what_is_no_day_is_shown_in_one_short_line(given: str, shown: str) -> None:
    with pytest.raises(InputError) as caught:
        day_of(given)
    assert str(caught.value) == f"{shown} is no day; write it like 2025-02-06"
