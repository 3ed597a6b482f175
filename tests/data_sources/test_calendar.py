"""Which days are sessions, and their neighbours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_sources.calendar.sessions import next_session, previous_session, sessions_of
from data_sources.errors import InputError
from tests.data_sources.facts import facts_from_folder, facts_from_tables
from tests.data_sources.market_folder import write_market


def test_without_a_sessions_table_the_csi_300_is_the_calendar(tmp_path: Path) -> None:
    sessions = sessions_of(facts_from_folder(write_market(tmp_path)))
    assert [day.isoformat() for day in sessions.tolist()] == ["2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"]


def test_a_sessions_table_decides() -> None:
    index = [{"symbol": "000300.SH", "date": "2024-01-02", "close": 3300}]
    facts = facts_from_tables({"index": index, "sessions": [{"date": "2024-01-03"}, {"date": "2024-01-02"}]})
    assert sessions_of(facts).tolist() == [date(2024, 1, 2), date(2024, 1, 3)]


def test_without_either_there_is_none() -> None:
    facts = replace(facts_from_tables({"sessions": [{"date": "2024-01-03"}]}), sessions=None)
    with pytest.raises(InputError, match="there is no calendar"):
        sessions_of(facts)


def test_neighbours_of_sessions_weekends_and_the_ends() -> None:
    days = ("2024-01-04", "2024-01-05", "2024-01-08")
    sessions = sessions_of(facts_from_tables({"sessions": [{"date": day} for day in days]}))
    # Friday the 5th, Saturday the 6th, Monday the 8th.
    assert next_session(sessions, date(2024, 1, 5)) == date(2024, 1, 8)
    assert next_session(sessions, date(2024, 1, 6)) == date(2024, 1, 8)
    assert next_session(sessions, date(2024, 1, 8)) is None
    assert previous_session(sessions, date(2024, 1, 8)) == date(2024, 1, 5)
    assert previous_session(sessions, date(2024, 1, 6)) == date(2024, 1, 5)
    assert previous_session(sessions, date(2024, 1, 4)) is None
