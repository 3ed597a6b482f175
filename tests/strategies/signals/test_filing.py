"""A figure of a company counts from the day of its results, a sum from the last of them, all else as printed."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from strategies.signals.filing import filing_days, from_filing
from tests.strategies.rules.market import signal

PRINTED = "2026-01-28"
AUTUMN = date(2025, 9, 30)
FILES = Path(__file__).parents[3] / "strategies" / "signals" / "filings"


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


ROWS = list(csv.DictReader((FILES / "filing_days.csv").read_text().splitlines()))
EARLY = timedelta(days=31)  # Oracle's quarters end a month before those of the calendar


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['company']} {row['period_end']}")
def test_a_release_is_of_a_weekday_well_after_its_period_and_counts_in_shanghai(row: dict[str, str]) -> None:
    filed, known = date.fromisoformat(row["filed_on"]), date.fromisoformat(row["known_from"])
    assert filed.weekday() < 5
    ended = date.fromisoformat(row["period_end"]) - (EARLY if row["company"] == "ORCL" else timedelta(0))
    # None of them has told a quarter within eight days, nor later than the eighty that an annual report takes.
    assert timedelta(days=8) < filed - ended < timedelta(days=81)
    after_new_york = "after the close in New York" in row["source"]
    assert after_new_york == (row["company"] in ("AMZN", "GOOGL", "META", "MSFT", "ORCL"))
    assert known - filed == timedelta(days=1 if after_new_york else 0)


def test_each_company_has_each_quarter_once_and_in_order() -> None:
    for company in {row["company"] for row in ROWS}:
        own = [(row["period_end"], row["filed_on"]) for row in ROWS if row["company"] == company]
        assert own == sorted(set(own))
        assert [end[5:] for end, _ in own] == ["12-31", "03-31", "06-30", "09-30"] * 2
        assert [filed for _, filed in own] == sorted(filed for _, filed in own)


def test_no_value_counts_before_its_period_has_ended() -> None:
    for company, end in filing_days():
        (found,) = from_filing([signal(f"capex/{company}", str(end), "2026-12-31", 1.0)])
        assert found.published_on >= end


def test_a_group_is_known_when_its_last_company_is() -> None:
    days = filing_days()
    assert days["big4_sum", AUTUMN] == max(days[each, AUTUMN] for each in ("AMZN", "GOOGL", "META", "MSFT"))
    assert days["bat_sum", AUTUMN] == days["Alibaba", AUTUMN]
