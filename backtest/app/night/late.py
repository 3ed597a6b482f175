"""Whether a row of the diary is written in time: before anybody could trade on what came after its day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from data_sources.calendar.clock import SHANGHAI
from data_sources.calendar.exchange_calendar import continued_sessions
from data_sources.calendar.sessions import next_session
from data_sources.tables.facts import Dates

OPENING = time(9, 15)
"""When a session begins: from here on orders of the opening auction (开盘集合竞价) are taken and its price is shown.

Weights of day D are decided on D's close and traded at the next session's open at the earliest. What is written
before that session's auction can know nothing of it; what is written after may.
Source: SSE and SZSE trading rules.
"""


def is_late(sessions: Dates, day: date, now: datetime) -> bool:
    """Whether the session after ``day`` has begun by ``now``, an aware time.

    Past the end of all known calendars any day may be a session, so the next day counts as one.
    """
    following = next_session(continued_sessions(sessions), day) or day + timedelta(days=1)
    return now >= datetime.combine(following, OPENING, SHANGHAI)
