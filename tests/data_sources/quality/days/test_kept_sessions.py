"""A given calendar beside the stored one."""

from __future__ import annotations

from datetime import date

from data_sources.quality.days.kept_sessions import stored_sessions_differ
from tests.data_sources.quality.markets import SESSIONS, index_on, moved, tables_of

STRAY = date(2024, 4, 13)


def said(given: list[date], stored: list[date]) -> list[tuple[str, str]]:
    tables = tables_of({"index": index_on(stored)}, index=index_on(sorted(given)))
    return [(each.severity, each.rule) for each in stored_sessions_differ(tables)]


def test_the_same_days_and_new_ones_at_either_end_are_sound() -> None:
    assert said(SESSIONS, SESSIONS) == []
    assert said(SESSIONS, SESSIONS[10:40]) == []
    assert said(SESSIONS[10:40], SESSIONS) == []
    assert said(SESSIONS, []) == []


def test_a_new_day_and_a_lost_one_are_named() -> None:
    assert said([*SESSIONS, STRAY], SESSIONS) == [("warning", "late_session")]
    assert said([*SESSIONS[:20], *SESSIONS[21:]], SESSIONS) == [("warning", "lost_session")]


def test_another_calendar_is_refused() -> None:
    assert said(moved(SESSIONS, -1), SESSIONS) == [("severe", "other_sessions")]
