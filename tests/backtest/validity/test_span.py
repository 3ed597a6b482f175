"""Lengths of time as people write them, on a calendar with holidays."""

from __future__ import annotations

import numpy as np
import pytest

from backtest.validity.span import Span, parse_span
from data_sources.errors import InputError
from data_sources.language.text import said


def days(*each: str) -> np.ndarray[tuple[int], np.dtype[np.datetime64]]:
    return np.array(each, dtype="datetime64[D]")


@pytest.mark.parametrize(
    ("text", "span"), [("2y", Span(2, "y")), ("6m", Span(6, "m")), ("250s", Span(250, "s")), (" 1Y ", Span(1, "y"))]
)
def test_years_months_and_sessions(text: str, span: Span) -> None:
    assert parse_span(text) == span
    assert parse_span(str(span)) == span


@pytest.mark.parametrize("text", ["", "2", "y", "0y", "-1y", "2w", "1.5y", "2 y", "2yy", "二年", "１y", "100000s"])
def test_anything_else_is_refused_with_an_example_in_both_languages(text: str) -> None:
    with pytest.raises(InputError, match="such as 2y, 6m or 250s") as caught:
        parse_span(text)
    assert "例如 2y、6m、250s" in said(caught.value.words, "zh")


def test_months_end_where_the_month_does() -> None:
    sessions = days("2023-08-31", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01")
    # A month on from 31 January 2024 is 29 February; six on from 31 August too.
    assert Span(1, "m").after(sessions, 1) == 3
    assert Span(6, "m").after(sessions, 0) == 3
    # And a month before 29 February is 29 January, so that the first session after it is the 31st.
    assert Span(1, "m").before(sessions, 3) == 1
    assert Span(1, "y").after(sessions, 0) == 5
    assert Span(1, "y").before(sessions, 4) == 0


def test_a_span_that_ends_on_a_holiday_ends_at_the_session_behind_it() -> None:
    sessions = days("2024-10-01", "2025-09-30", "2025-10-09", "2025-10-10")
    assert Span(1, "y").after(sessions, 0) == 2
    assert Span(2, "s").after(sessions, 0) == 2
    assert Span(9, "s").after(sessions, 1) == 4
    assert Span(9, "s").before(sessions, 1) == 0
