"""Today in Shanghai, the last session that is over, and how old data is."""

from __future__ import annotations

from datetime import date

import numpy as np

from data_sources.calendar import clock
from data_sources.calendar.clock import insist_on_believable, shanghai_time
from data_sources.calendar.exchange_calendar import continued_sessions, sessions_between, sessions_up_to
from data_sources.tables.facts import Dates


def today() -> date:
    """Return the day in Shanghai by this machine's clock; ClockWrong when no clock can be right that says it."""
    insist_on_believable(clock.SYSTEM)
    return shanghai_time(clock.SYSTEM).date()


def is_session(sessions: Dates, day: date) -> bool:
    """Whether the market is open on a day, by our calendar or, past its end, by the second one."""
    return bool((continued_sessions(sessions) == np.datetime64(day)).any())


def session_due(sessions: Dates) -> date | None:
    """Return the last session whose trading is over, None before the first known one."""
    insist_on_believable(clock.SYSTEM)
    over = sessions_up_to(sessions, clock.closed_day(clock.SYSTEM))
    return over[-1].item() if len(over) else None


def sessions_behind(sessions: Dates, last: date) -> int:
    """Return how many sessions are over since a day; 0 when data of that day is as new as can be."""
    insist_on_believable(clock.SYSTEM)
    return sessions_between(sessions, last, clock.closed_day(clock.SYSTEM))
