"""Rows a week, a month or a minute apart are no daily bars."""

from __future__ import annotations

from datetime import date, timedelta

from data_sources.quality import check
from data_sources.quality.days.exchange_days import sessions_missing
from data_sources.quality.days.spacing import minute_bars, wide_bars
from tests.data_sources.quality.markets import EXCHANGE, SESSIONS, bars_on, index_on, instrument, tables_of
from tests.execution.market import A, B, Z

FRIDAYS = [day for day in SESSIONS if day.weekday() == 4]
"""11 of the 13 Fridays: 5 April and 3 May are holidays."""
MONTHS = [date(2024, month, 28) for month in range(1, 9)]


def test_weekly_and_monthly_bars_are_named_and_daily_ones_are_sound() -> None:
    assert len(FRIDAYS) == 11
    for days, rule in ((FRIDAYS, "weekly_bars"), (MONTHS, "monthly_bars")):
        (finding,) = wide_bars(tables_of(bars=[*bars_on(days), *bars_on(SESSIONS, B), *bars_on(SESSIONS, Z)]))
        assert (finding.severity, finding.rule, finding.symbol) == ("severe", rule, A)
    assert list(wide_bars(tables_of(bars=bars_on(SESSIONS), index=index_on(SESSIONS)))) == []


def test_all_symbols_at_once_are_one_finding_and_a_weekly_index_another() -> None:
    tables = tables_of(bars=[*bars_on(FRIDAYS), *bars_on(FRIDAYS, B)], index=index_on(FRIDAYS))
    assert [(each.rule, each.table, each.symbol) for each in wide_bars(tables)] == [
        ("weekly_bars", "bars", ""),
        ("weekly_bars", "index", "000300.SH"),
    ]
    # That the calendar lacks four days a week follows, and is not said once more.
    assert list(sessions_missing(tables, EXCHANGE)) == []


def test_a_share_that_trades_seldom_is_no_weekly_one() -> None:
    # Suspended twice for a week: two of its distances are wide.
    days = [*SESSIONS[:10], *SESSIONS[15:20], *SESSIONS[25:40]]
    assert list(wide_bars(tables_of(bars=[*bars_on(days), *bars_on(SESSIONS, B)]))) == []


def test_minute_bars_are_one_finding_and_not_a_thousand_doubles() -> None:
    # 4 rows a day on 10 days.
    rows = [row for day in SESSIONS[:10] for row in bars_on([day] * 4)]
    tables = tables_of(bars=rows, index=index_on(SESSIONS), instruments=[instrument()])
    (finding,) = minute_bars(tables)
    assert (finding.severity, finding.rule, finding.symbol) == ("severe", "minute_bars", A)
    assert finding.message.startswith("40 rows on 10 days")
    assert "duplicate_key" not in {each.rule for each in check(tables)}


def test_a_row_written_twice_stays_a_double() -> None:
    rows = [*bars_on(SESSIONS), *bars_on(SESSIONS[:1])]
    tables = tables_of(bars=rows, index=index_on(SESSIONS), instruments=[instrument()])
    assert list(minute_bars(tables)) == []
    assert [each.rule for each in check(tables) if each.severity == "severe"] == ["duplicate_key"]


def test_a_file_that_holds_every_row_twice_is_no_minute_bar() -> None:
    assert list(minute_bars(tables_of(bars=[*bars_on(SESSIONS), *bars_on(SESSIONS)]))) == []


def test_a_few_rows_say_nothing() -> None:
    week = timedelta(days=7)
    assert list(wide_bars(tables_of(bars=bars_on([date(2024, 4, 12) + k * week for k in range(3)])))) == []
