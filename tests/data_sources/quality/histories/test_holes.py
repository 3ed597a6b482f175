"""Sessions without a row inside a history, and histories that begin late or end long before a delisting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data_sources.quality.histories.beginnings import bars_start_late
from data_sources.quality.histories.endings import delisted_long_after
from data_sources.quality.histories.holes import long_hole, no_bars_at_all
from tests.data_sources.quality.markets import SESSIONS, bars_on, index_on, instrument, tables_of
from tests.execution.market import A, B, Row, Z, rename

INDEX = index_on(SESSIONS)
BOTH = [instrument(A), instrument(B)]


def test_21_sessions_without_a_row_are_a_hole_and_20_are_a_suspension() -> None:
    # The 5th session is 9 April, the 27th 14 May.
    wide, narrow = [*SESSIONS[:5], *SESSIONS[26:]], [*SESSIONS[:5], *SESSIONS[25:]]
    (finding,) = long_hole(tables_of(index=INDEX, bars=bars_on(wide)))
    assert (finding.severity, finding.rule, finding.symbol) == ("warning", "long_hole", A)
    assert finding.message.startswith(f"no bar on {SESSIONS[5]} to {SESSIONS[25]}, 21 sessions: suspended (停牌)")
    assert list(long_hole(tables_of(index=INDEX, bars=bars_on(narrow)))) == []


def test_rows_without_volume_say_that_it_was_suspended() -> None:
    rows = bars_on(SESSIONS)
    suspended = [{**row, "volume": 0} if 5 <= k < 40 else row for k, row in enumerate(rows)]
    assert list(long_hole(tables_of(index=INDEX, bars=suspended))) == []


def test_from_one_symbol_to_the_next_is_no_hole() -> None:
    bars = [*bars_on(SESSIONS[:3], A), *bars_on(SESSIONS[50:], B)]
    assert list(long_hole(tables_of(index=INDEX, bars=bars))) == []


def test_a_session_without_any_bar_is_a_warning_and_a_long_stretch_severe() -> None:
    def said(days: list[date]) -> list[tuple[str, str]]:
        tables = tables_of(index=INDEX, bars=[*bars_on(days, A), *bars_on(days, B)])
        return [(each.severity, each.rule) for each in no_bars_at_all(tables)]

    assert said(SESSIONS) == []
    assert said([*SESSIONS[:9], *SESSIONS[10:]]) == [("warning", "no_bars_at_all")]
    assert said([*SESSIONS[:9], *SESSIONS[30:]]) == [("severe", "bars_missing_for_all")]


@pytest.mark.parametrize(("shares", "rule"), [(10, "bars_missing_for_all"), (9, "no_bars_at_all")])
def test_no_week_is_missing_of_ten_symbols(shares: int, rule: str) -> None:
    # Five sessions in a row of 118, less than 5% of them.
    long = [date(2024, 1, 1) + timedelta(days=k) for k in range(118)]
    days = [*long[:50], *long[55:]]
    bars = [row for k in range(shares) for row in bars_on(days, f"60000{k}.SH")]
    assert [each.rule for each in no_bars_at_all(tables_of(index=index_on(long), bars=bars))] == [rule]


def test_one_symbol_alone_may_be_suspended() -> None:
    days = [*SESSIONS[:9], *SESSIONS[10:]]
    assert list(no_bars_at_all(tables_of(index=INDEX, bars=bars_on(days)))) == []
    bars = [*bars_on(days, A), *bars_on(SESSIONS, B)]
    assert list(no_bars_at_all(tables_of(index=INDEX, bars=bars))) == []


def test_bars_that_begin_21_sessions_after_the_others_are_named() -> None:
    def said(first: int, **of_a: object) -> list[str]:
        instruments = [{**instrument(A), **of_a}, instrument(B)]
        bars = [*bars_on(SESSIONS[first:], A), *bars_on(SESSIONS, B)]
        return [each.message for each in bars_start_late(tables_of(index=INDEX, instruments=instruments, bars=bars))]

    words = f"first bar {SESSIONS[21]}, listed 1999-01-04, 21 sessions are missing from 2024-04-01 on"
    assert said(21) == [f"{words}: suspended (停牌), or the source lacks them"]
    assert said(20) == []
    # A new listing begins when it is listed.
    assert said(40, list_date=SESSIONS[40]) == []
    assert said(40, list_date=None) == []


def test_a_long_history_beside_shorter_ones_makes_these_not_late() -> None:
    symbols = [A, B, Z, "600003.SH"]
    bars = [row for symbol in symbols for row in bars_on(SESSIONS if symbol == A else SESSIONS[30:], symbol)]
    tables = tables_of(index=INDEX, instruments=[instrument(symbol) for symbol in symbols], bars=bars)
    assert list(bars_start_late(tables)) == []


@pytest.mark.parametrize("earlier", [{"bars": bars_on(SESSIONS[:1], A)}, {"renames": [rename(Z, A, SESSIONS[30])]}])
def test_what_is_stored_explains_a_late_beginning(earlier: dict[str, list[Row]]) -> None:
    bars = [*bars_on(SESSIONS[30:], A), *bars_on(SESSIONS, B)]
    assert list(bars_start_late(tables_of(earlier, index=INDEX, instruments=BOTH, bars=bars))) == []


def test_a_delist_date_more_than_60_sessions_after_the_last_bar() -> None:
    # Of 59 sessions and three more 61 follow the first one.
    days = [*SESSIONS, date(2024, 7, 1), date(2024, 7, 2), date(2024, 7, 3)]

    def said(bars: int, delist_date: date) -> list[str]:
        instruments = [instrument(A, delist_date=delist_date)]
        tables = tables_of(index=index_on(days), instruments=instruments, bars=bars_on(days[:bars]))
        return [each.message for each in delisted_long_after(tables)]

    assert said(1, date(2024, 12, 2)) == [
        "delist_date is 2024-12-02, the last bar 2024-04-01, 61 sessions before: the date is wrong, or bars are missing"
    ]
    assert said(2, date(2024, 12, 2)) == []
    assert said(1, date(2024, 4, 22)) == []


@pytest.mark.parametrize(("every", "rule"), [(2, "bars_missing_for_all"), (5, "no_bars_at_all")])
def test_every_other_session_without_a_bar_is_no_chance(every: int, rule: str) -> None:
    # Of 59 sessions 29 are left out, or 11, which is less than a quarter.
    days = [day for k, day in enumerate(SESSIONS) if k % every != 1]
    tables = tables_of(index=INDEX, bars=[*bars_on(days, A), *bars_on(days, B)])
    assert [each.rule for each in no_bars_at_all(tables)] == [rule]
