"""New symbols whose bars begin long after they were asked for: the 59 sessions of the second quarter of 2024."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data_sources.refresh.beginnings import late_beginnings
from data_sources.refresh.item import Span
from data_sources.refresh.known import Known
from data_sources.refresh.outcome import Night
from data_sources.tables.finding import Finding
from tests.data_sources.quality.markets import SESSIONS, bars_on, frames, instrument
from tests.execution.market import A, B

LISTS = frames(sessions=[{"date": day} for day in SESSIONS], instruments=[instrument(A), instrument(B)])
KNOWN = Known(LISTS, {})
NIGHT = Night(Span(None, SESSIONS[0], SESSIONS[-1]), KNOWN, KNOWN)


def said(first: int, *, whole: bool = False, night: Night = NIGHT, beside: int | None = None) -> list[str]:
    """What is found of A's bars from a session on, B's beside them from another one on."""
    rows = bars_on(SESSIONS[first:], A) + ([] if beside is None else bars_on(SESSIONS[beside:], B))
    found: tuple[Finding, ...] = late_beginnings(night, frames(bars=rows)["bars"], whole=whole)
    return [each.symbol for each in found]


def test_rows_that_a_vendor_dropped_from_the_start_are_named() -> None:
    assert said(21) == [A]
    assert said(20) == []


def test_a_symbol_with_stored_bars_is_not_new() -> None:
    assert said(21, night=replace(NIGHT, stored=Known(LISTS, {A: SESSIONS[20]}))) == []


def test_a_new_listing_begins_when_it_is_listed() -> None:
    lists = frames(sessions=[{"date": day} for day in SESSIONS], instruments=[instrument(A, list_date=SESSIONS[30])])
    known = Known(lists, {})
    assert said(30, night=replace(NIGHT, stored=known, known=known)) == []


def test_a_folder_s_histories_begin_where_they_do_and_one_later_than_the_others_is_named() -> None:
    assert said(30, whole=True) == []
    assert said(30, whole=True, beside=30) == []
    assert said(30, whole=True, beside=5) == [A]


def test_a_vendor_that_sends_its_last_rows_only_is_named_though_all_begin_together() -> None:
    assert said(30, beside=30) == [A, B]


def test_the_day_asked_for_is_the_user_s() -> None:
    late = replace(NIGHT, span=Span(date(2024, 5, 6), date(2024, 5, 6), SESSIONS[-1]))
    # 6 May is the 21st session: a first bar on the 42nd is late, on the 41st it is not.
    assert SESSIONS[20] == date(2024, 5, 6)
    assert (said(41, night=late), said(40, night=late)) == ([A], [])
