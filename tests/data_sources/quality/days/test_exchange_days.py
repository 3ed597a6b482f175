"""A given calendar beside the exchange's: 59 sessions from 1 April to 28 June 2024."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from data_sources.quality.days.bars_shifted import bars_shifted
from data_sources.quality.days.exchange_days import can_be_compared, not_exchange_days, sessions_missing
from data_sources.tables.finding import Finding
from tests.data_sources.quality.markets import EXCHANGE, SESSIONS, WEEKDAYS, bars_on, index_on, moved, tables_of
from tests.execution.market import A, B, weekdays


def found(days: Sequence[date]) -> list[Finding]:
    tables = tables_of(index=index_on(days))
    return [*not_exchange_days(tables, EXCHANGE), *sessions_missing(tables, EXCHANGE)]


def rules(days: Sequence[date]) -> list[tuple[str, str]]:
    return [(each.severity, each.rule) for each in found(days)]


def test_the_exchange_s_own_days_are_found_right() -> None:
    assert found(SESSIONS) == []
    assert found(SESSIONS[20:40]) == []


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
def test_days_moved_by_a_zone_are_named_with_the_shift(by: int) -> None:
    first = next(finding for finding in found(moved(SESSIONS, by)) if finding.rule == "calendar_shifted")
    assert (first.severity, first.table, first.symbol) == ("severe", "index", "000300.SH")
    assert f"shifted by {by:+d} day" in first.message
    assert f"moved by {-by:+d} they fit" in first.message


def test_mondays_that_became_sundays_are_counted() -> None:
    # Of 13 Mondays 10 June is a holiday and 1 April becomes 31 March, before the exchange's first day here: 11 Sundays.
    # 11 June, a Tuesday, becomes the holiday before it: 12 of the 58 days that are left.
    (finding,) = [each for each in found(moved(SESSIONS, -1)) if each.rule == "calendar_shifted"]
    assert finding.message.startswith("12 of 58 sessions are none of the exchange: 11 at weekends, ")


def test_a_calendar_that_was_moved_in_a_part_of_it_is_named_with_the_part() -> None:
    # From 20 May on a day later: the first Saturday is 25 May, the last 29 June, and that of the last day, 28 June.
    days = [*SESSIONS[:32], *moved(SESSIONS[32:], 1)]
    (finding,) = [each for each in found(days) if each.rule == "calendar_shifted"]
    assert "none of the exchange: from 2024-05-25 to " in finding.message
    assert "shifted by +1 day" in finding.message


def test_bars_that_are_right_beside_a_moved_index_are_said_to_be() -> None:
    index = index_on(moved(SESSIONS, -1))
    (right,) = not_exchange_days(tables_of(index=index, bars=bars_on(SESSIONS)), EXCHANGE)
    assert right.message.endswith("the days of the bars are right")
    (wrong,) = not_exchange_days(tables_of(index=index, bars=bars_on(moved(SESSIONS, -1))), EXCHANGE)
    assert "the days of the bars" not in wrong.message


def test_a_sessions_table_is_asked_before_the_index() -> None:
    tables = tables_of(index=index_on(SESSIONS), sessions=[{"date": day} for day in moved(SESSIONS, -1)])
    assert [(each.rule, each.table) for each in not_exchange_days(tables, EXCHANGE)] == [
        ("calendar_shifted", "sessions")
    ]


def test_a_market_on_every_weekday_is_a_warning_that_names_the_holidays() -> None:
    # 6 of 65 weekdays; 1 to 3 May, a holiday on a fixed day, has a rule of its own.
    (finding,) = found(WEEKDAYS)
    assert (finding.severity, finding.rule) == ("warning", "not_exchange_day")
    assert finding.message == (
        "the exchange was closed on 2024-04-04, 2024-04-05, 2024-05-02, 2024-05-03, 2024-06-10, "
        "which counts as a session"
    )


def test_holidays_filled_in_with_the_level_before_are_severe() -> None:
    # Each level rises by a point a session; on the 6 closed days it is the one of the day before.
    levels = index_on(SESSIONS)
    filled = [{**row, "date": day} for day in WEEKDAYS for row in levels if row["date"] == _last_open(day)]
    (finding,) = not_exchange_days(tables_of(index=filled), EXCHANGE)
    assert (finding.severity, finding.rule) == ("severe", "not_exchange_days")
    assert finding.message.startswith("6 of 65 sessions are none of the exchange (2024-04-04, 2024-04-05, ")
    assert finding.message.endswith("repeat the day before: rows were filled in for days without trading")
    # An index that never moves says nothing.
    still = [{**row, "close": 3000} for row in filled]
    assert [each.severity for each in not_exchange_days(tables_of(index=still), EXCHANGE)] == ["warning"]


def test_three_weekend_days_are_severe_and_two_are_not() -> None:
    saturdays = [date(2024, 4, 13), date(2024, 4, 20), date(2024, 4, 27)]
    assert rules(sorted([*SESSIONS, *saturdays])) == [("severe", "not_exchange_days")]
    assert rules(sorted([*SESSIONS, *saturdays[:2]])) == []


def test_a_holiday_that_moved_by_a_week_is_severe() -> None:
    # 8 to 10 May are missing instead of 1 to 3 May.
    days = [day for day in WEEKDAYS if not date(2024, 5, 8) <= day <= date(2024, 5, 10)]
    days = [day for day in days if day in SESSIONS or day.month == 5]
    severe, missing = found(days)
    assert (severe.severity, severe.rule) == ("severe", "not_exchange_days")
    assert "holidays have moved" in severe.message
    assert missing.rule == "sessions_missing"


def test_a_missing_quarter_is_named() -> None:
    around = [*weekdays(date(2024, 3, 25), 5), *weekdays(date(2024, 7, 1), 5)]
    tables = tables_of(index=index_on(around))
    (finding,) = sessions_missing(tables, _days(sorted([*around, *SESSIONS])))
    assert (finding.severity, finding.rule) == ("severe", "sessions_missing")
    assert finding.message == (
        "59 of 69 sessions of the exchange are missing: 2024-04-01 to 2024-06-28, 59 sessions: a whole quarter"
    )


def test_fewer_than_five_days_are_not_compared() -> None:
    saturday = date(2024, 4, 13)
    for days, compared in ((SESSIONS[:5], True), (SESSIONS[:4], False)):
        assert can_be_compared(tables_of(index=index_on(days))) == compared
    assert found([*SESSIONS[:3], saturday]) == []


def test_what_is_missing_beyond_the_bars_is_a_warning() -> None:
    index = index_on([*SESSIONS[:10], SESSIONS[-1]])
    (finding,) = sessions_missing(tables_of(index=index, bars=bars_on(SESSIONS[:10])), EXCHANGE)
    assert (finding.severity, finding.rule) == ("warning", "session_missing")
    (finding,) = sessions_missing(tables_of(index=index, bars=bars_on([SESSIONS[0], SESSIONS[-1]])), EXCHANGE)
    assert (finding.severity, finding.rule) == ("severe", "sessions_missing")


def test_a_missing_week_is_severe_and_two_days_are_named() -> None:
    # 13 to 17 May are five sessions.
    week = [day for day in SESSIONS if not date(2024, 5, 13) <= day <= date(2024, 5, 17)]
    assert rules(week) == [("severe", "sessions_missing")]
    two = [day for day in SESSIONS if day not in {date(2024, 5, 13), date(2024, 6, 3)}]
    (finding,) = found(two)
    assert (finding.severity, finding.rule) == ("warning", "session_missing")
    assert "2024-05-13, 2024-06-03" in finding.message


def test_one_session_that_the_index_lacks_and_bars_have_is_the_cause() -> None:
    lost = date(2024, 5, 13)
    index = index_on([day for day in SESSIONS if day != lost])
    (finding,) = sessions_missing(tables_of(index=index, bars=bars_on(SESSIONS)), EXCHANGE)
    assert (finding.severity, finding.rule) == ("severe", "sessions_missing")
    assert finding.message.endswith("are missing: 2024-05-13; there are bars on 2024-05-13")


def test_a_gap_between_the_stored_sessions_and_the_given_ones_is_a_warning() -> None:
    # Stored to the 20th session, given from the 24th on: three are missing, 2 to 7 May lie around the holidays.
    given = {"index": index_on(SESSIONS[23:]), "bars": bars_on(SESSIONS[23:])}
    (finding,) = sessions_missing(tables_of({"index": index_on(SESSIONS[:20])}, **given), EXCHANGE)
    assert (finding.severity, finding.rule) == ("warning", "session_missing")
    assert f"the exchange was open on {SESSIONS[20]}, {SESSIONS[21]}, {SESSIONS[22]}, which" in finding.message
    assert list(sessions_missing(tables_of({"index": index_on(SESSIONS[:23])}, **given), EXCHANGE)) == []


def test_days_that_the_store_has_are_not_missing() -> None:
    # Every other session is given again.
    tables = tables_of({"index": index_on(SESSIONS)}, index=index_on(SESSIONS[::2]))
    assert list(sessions_missing(tables, EXCHANGE)) == []


def test_nothing_is_said_beyond_the_second_calendar() -> None:
    assert found([date(2099, 1, 3), date(2099, 1, 4)]) == []
    assert list(not_exchange_days(tables_of(index=index_on(moved(SESSIONS, -1))), EXCHANGE[:0])) == []


def test_bars_moved_beside_a_right_calendar_are_named_once() -> None:
    bars = [*bars_on(moved(SESSIONS, -1), A), *bars_on(moved(SESSIONS, -1), B)]
    (finding,) = bars_shifted(tables_of(index=index_on(SESSIONS), bars=bars))
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "bars_shifted", "")
    assert finding.message.startswith("the bars of 2 of 2 symbols; of 600001.SH ")
    assert "moved by +1 they fit" in finding.message


def test_one_symbol_that_was_moved_is_named_and_a_stray_bar_is_not() -> None:
    others = [*bars_on(SESSIONS, B), *bars_on(SESSIONS, "000001.SZ")]
    index = index_on(SESSIONS)
    assert [
        each.symbol for each in bars_shifted(tables_of(index=index, bars=[*bars_on(moved(SESSIONS, 1)), *others]))
    ] == [A]
    stray = bars_on([*SESSIONS, date(2024, 4, 13)])
    assert list(bars_shifted(tables_of(index=index, bars=[*stray, *others]))) == []


def _last_open(day: date) -> date:
    return max(each for each in SESSIONS if each <= day)


def _days(days: Sequence[date]) -> np.typing.NDArray[np.datetime64]:
    return np.array(days, "datetime64[D]")
