"""The first day of a delisting period: from the night before, from the halt in the bars, or said to be unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from data_sources.refresh import RefreshResult
from data_sources.refresh.delisting_period import first_day_of_period
from data_sources.tables.facts import Dates
from tests.data_sources.refresh.nights import Nights
from tests.vendor_server.market import Share
from tests.vendor_server.tiny_market import MARKET, SESSIONS

# Sixty weekdays from Monday 2024-04-01 on, as if there were no holidays.
DAYS: Dates = np.array([day for day in np.arange("2024-04-01", "2024-06-22", dtype="M8[D]") if np.is_busday(day)])


def of(*numbers: int) -> Dates:
    return DAYS[list(numbers)]


def day(number: int) -> date:
    found: date = DAYS[number].item()
    return found


HALTED = of(*range(10), *range(16, 20))
"""Traded on the first ten sessions, halted on the six from the 10th on, traded on four more from the 16th on."""


def test_names_of_the_night_before_show_the_day() -> None:
    assert first_day_of_period(DAYS, HALTED, day(15), day(16)) == (day(16), "the night before")
    # Seen on Saturday, the names of Friday showed nothing: it begins on Monday, and no session lies between.
    assert first_day_of_period(DAYS, None, day(4), day(4) + timedelta(days=1)) == (date(2024, 4, 6), "the night before")


@pytest.mark.parametrize("before", [None, day(9), day(15)])
def test_after_nights_without_a_reading_the_halt_before_the_period_shows_it(before: date | None) -> None:
    assert first_day_of_period(DAYS, HALTED, before, day(19)) == (day(16), "its trading")


def test_a_share_that_is_still_halted_has_not_begun() -> None:
    assert first_day_of_period(DAYS, HALTED[:10], None, day(15)) == (day(15), "its trading")


def test_trading_without_a_halt_or_longer_than_a_period_tells_nothing() -> None:
    # A period has fifteen sessions and goes on: of twenty the fifth is the first on which it can have begun.
    assert first_day_of_period(DAYS, of(*range(20)), None, day(19)) == (day(5), "unknown")
    # Sixteen sessions since the halt: the same.
    assert first_day_of_period(DAYS, of(*range(10), *range(16, 32)), None, day(31)) == (day(17), "unknown")
    assert first_day_of_period(DAYS, of(*range(10), *range(16, 31)), None, day(30)) == (day(16), "its trading")
    # A halt of four sessions is any other halt; of the sixteen sessions with a trade the second is the earliest.
    assert first_day_of_period(DAYS, of(*range(10), *range(14, 20)), None, day(19)) == (day(1), "unknown")
    # The name showed nothing on the 17th, so the period did not begin on the 16th.
    assert first_day_of_period(DAYS, HALTED, day(17), day(19)) == (day(18), "unknown")
    # Without bars: halted from the 10th on, so that any day of the halt has the same first traded session.
    assert first_day_of_period(DAYS, None, day(9), day(19)) == (day(10), "unknown")
    assert first_day_of_period(DAYS, None, None, day(19)) == (day(19), "unknown")


def test_bars_that_all_may_be_of_the_period_begin_it() -> None:
    # Seen on the 31st by a store whose bars begin on the 22nd: ten sessions without a halt.
    assert first_day_of_period(DAYS, of(*range(22, 32)), None, day(31)) == (day(22), "its first bar")


def test_before_the_rules_of_2020_there_is_nothing_to_find() -> None:
    before = DAYS - np.timedelta64(5 * 364, "D")
    seen = before[19].item()
    assert first_day_of_period(before, before[[*range(10), *range(16, 20)]], None, seen) == (seen, "unknown")


def delisted_name(nights: Nights) -> Nights:
    """浦江实业 of Shanghai shows a delisting period from now on."""
    nights.market = replace(MARKET, shares={**MARKET.shares, "600000.SH": Share("退市浦江", date(1999, 11, 10))})
    return nights


def periods(nights: Nights) -> list[tuple[object, ...]]:
    rows = [row[:4] for row in nights.dump()["status"] if "DELISTING" in row]
    return [tuple(str(cell) for cell in row) for row in rows]


def about_start(report: RefreshResult) -> list[tuple[str, str]]:
    return [(found.severity, found.rule) for found in report.findings if found.rule.startswith("delisting_start")]


def test_a_name_that_changed_overnight_begins_on_the_last_session(nights: Nights) -> None:
    nights.on(SESSIONS[-2]).refresh()
    report = delisted_name(nights).on(SESSIONS[-1]).refresh()
    assert periods(nights) == [("600000.SH", "2024-01-09", "DELISTING", "None")]
    assert about_start(report) == []


def test_a_name_seen_by_the_first_refresh_takes_the_limits_from_no_later_session(nights: Nights) -> None:
    # It traded on all six sessions and a period has fifteen: it began on the first of them or before.
    report = delisted_name(nights).on(SESSIONS[-1]).refresh()
    assert periods(nights) == [("600000.SH", "2024-01-02", "DELISTING", "None")]
    assert about_start(report) == [("note", "delisting_start")]


def test_a_name_seen_days_late_without_a_halt_is_said_to_be_of_unknown_age(nights: Nights) -> None:
    nights.on(SESSIONS[-4]).refresh()
    report = delisted_name(nights).on(SESSIONS[-1]).refresh()
    # Nothing showed on the 4th: the 5th is the earliest.
    assert periods(nights) == [("600000.SH", "2024-01-05", "DELISTING", "None")]
    assert about_start(report) == [("warning", "delisting_start_unknown")]


def test_a_name_seen_days_late_begins_where_trading_resumed(nights: Nights) -> None:
    # Seven more sessions: traded on the first six of January, halted on five, traded again on 2024-01-17 and -18.
    days = (*SESSIONS, *(date(2024, 1, number) for number in (10, 11, 12, 15, 16, 17, 18)))
    bar = MARKET.bars["600000.SH"][-1]
    more = tuple(replace(bar, day=each) for each in days[-2:])
    index = {name: (*rows, *(replace(rows[-1], day=each) for each in days[6:])) for name, rows in MARKET.index.items()}
    nights.symbols = ("600000.SH",)
    nights.market = replace(
        MARKET, bars={"600000.SH": (*MARKET.bars["600000.SH"], *more)}, index=index, sessions=days,
        shares={**MARKET.shares, "600000.SH": Share("*ST浦江", date(1999, 11, 10))},
    )  # fmt: skip
    nights.on(SESSIONS[-1]).refresh()
    nights.market = replace(nights.market, shares={**MARKET.shares, "600000.SH": Share("退市浦江", date(1999, 11, 10))})
    report = nights.on(days[-1]).refresh()
    assert periods(nights) == [("600000.SH", "2024-01-17", "DELISTING", "None")]
    assert about_start(report) == [("note", "delisting_start")]
    # Its ST ends the day before.
    ended = [row for row in nights.dump()["status"] if "ST" in row]
    assert [str(cell) for cell in ended[0][:4]] == ["600000.SH", "2024-01-09", "ST", "2024-01-16"]
