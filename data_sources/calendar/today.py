"""Today in Shanghai, the last session that is over, and how old data is."""

from __future__ import annotations

from datetime import date

import numpy as np

from data_sources.calendar import clock
from data_sources.calendar.clock import shanghai_time
from data_sources.calendar.exchange_calendar import continued_sessions, sessions_between
from data_sources.calendar.sessions import base_row
from data_sources.tables.facts import Dates


def today() -> date:
    """Return the day in Shanghai by this machine's clock."""
    return shanghai_time(clock.SYSTEM).date()


def is_session(sessions: Dates, day: date) -> bool:
    """Whether the market is open on a day, by our calendar or, past its end, by the second one."""
    return bool((continued_sessions(sessions) == np.datetime64(day)).any())


def session_due(sessions: Dates) -> date | None:
    """Return the last session whose trading is over, None before the first known one."""
    known = continued_sessions(sessions)
    row = base_row(known, clock.closed_day(clock.SYSTEM))
    return known[row].item() if row >= 0 else None


def sessions_behind(sessions: Dates, last: date) -> int:
    """Return how many sessions are over since a day; 0 when data of that day is as new as can be."""
    return sessions_between(sessions, last, clock.closed_day(clock.SYSTEM))
