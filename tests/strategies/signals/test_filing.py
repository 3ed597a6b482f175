"""A figure of a company counts from the day of its results, a sum from the last of them, all else as printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from strategies.signals.filing import filing_days, from_filing
from tests.strategies.rules.market import signal

PRINTED = "2026-01-28"
AUTUMN = date(2025, 9, 30)


@pytest.mark.parametrize(
    ("series", "end", "known"),
    [
        # Microsoft told on 2025-10-29 after the close in New York, which is the next day in Shanghai.
        ("roic/MSFT", "2025-09-30", "2025-10-30"),
        # Of four clouds Amazon was last, a day later; of Baidu, Alibaba and Tencent Alibaba, before New York opened.
        ("capex/big4_sum", "2025-09-30", "2025-10-31"),
        ("capex/bat_sum", "2025-09-30", "2025-11-25"),
        # Oracle's quarter ended in August and was told on 2025-09-09; the period that the series names ends later.
        ("capex_to_ocf/ORCL", "2025-09-30", "2025-09-30"),
        # A forecast, a company without days and a period without one stay as they were printed.
        ("capex_annual/AMZN/forecast", "2025-12-31", PRINTED),
        ("capex/NOBODY", "2025-09-30", PRINTED),
        ("capex/MSFT", "2021-09-30", PRINTED),
    ],
)
def test_the_day_from_which_a_value_counts(series: str, end: str, known: str) -> None:
    value = signal(series, end, PRINTED, 1.0)
    (found,) = from_filing([value])
    assert str(found.published_on) == known
    assert found.source == ("test" if known == PRINTED else f"test; known from the results of {known}")
    assert found.value == value.value


def test_what_was_printed_before_the_results_stays() -> None:
    value = signal("capex/MSFT", "2025-09-30", "2025-10-01", 1.0)
    assert from_filing([value]) == (value,)


def test_every_day_lies_within_a_hundred_days_after_its_period() -> None:
    for (company, end), day in filing_days().items():
        told_early = company == "ORCL"  # its quarters end a month before those of the calendar
        assert end - timedelta(days=30 * told_early) < day < end + timedelta(days=100), (company, end)


def test_a_group_is_known_when_its_last_company_is() -> None:
    days = filing_days()
    assert days["big4_sum", AUTUMN] == max(days[each, AUTUMN] for each in ("AMZN", "GOOGL", "META", "MSFT"))
    assert days["bat_sum", AUTUMN] == days["Alibaba", AUTUMN]
