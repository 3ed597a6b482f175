"""Days in every form that documents print, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.drafting.facts.day import days_in
from strategies.drafting.facts.folded import dense


@pytest.mark.parametrize(
    "written",
    [
        "2026年1月28日",
        "2026 年 01 月 28 日",
        "２０２６年１月２８日",
        "2026-01-28",
        "2026.1.28",
        "2026/01/28",
        "20260128",
        "28 January 2026",
        "28th Jan. 2026",
        "January 28, 2026",
        "二〇二六年一月二十八日",
    ],
)
def test_one_day_in_many_forms(written: str) -> None:
    assert [day for day, _ in days_in(dense(written))] == [date(2026, 1, 28)]


@pytest.mark.parametrize(
    "written", ["2026-02-30", "20261345", "600126-01-28", "2026年1月", "12026-01-285", "2026-01/28"]
)
def test_what_is_no_day(written: str) -> None:
    assert days_in(dense(written)) == ()


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_each_day_is_read_back(day: date) -> None:
    # English forms are read for this century alone.
    english = [f"{day:%d %B %Y}"] if day.year >= 2000 else []
    for written in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y%m%d}", *english):
        assert [found for found, _ in days_in(dense(written))] == [day]
