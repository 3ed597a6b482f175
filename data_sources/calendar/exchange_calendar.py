"""The second calendar: exchange_calendars' Shanghai sessions, to check ours against and to look past its end.

It ends with a year, because the exchanges publish the closures (休市) of the next one each December.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from data_sources.calendar.lengths import DAY
from data_sources.calendar.sessions import sessions_of
from data_sources.language.text import Text, both
from data_sources.tables.facts import Dates, Facts
from data_sources.tables.read_only import read_only

OF_INDEX = both("the dates of the CSI 300, then the exchange calendar", "沪深300的交易日期，其后为交易所日历")
OF_TABLE = both("sessions table", "交易日表")
ALARM_DAYS = 60
"""Days before the end of the known calendar from which on it is time to renew it."""


@dataclass(frozen=True)
class CalendarState:
    """How far the sessions are known, and where the two calendars disagree.

    ``horizon`` is the last day that is known to be a session or not. ``only_ours`` and ``only_theirs`` are days of
    the stretch that both know. ``provisional`` counts stored sessions that only our calendar reaches.
    """

    source: Text
    horizon: date
    days_left: int
    only_ours: tuple[date, ...]
    only_theirs: tuple[date, ...]
    provisional: int

    @property
    def ends_soon(self) -> bool:
        """Whether it is time to renew the calendar."""
        return self.days_left <= ALARM_DAYS


def calendar_state(facts: Facts, today: date) -> CalendarState:
    """Compare the stored sessions with the second calendar. Without a sessions table ours knows no future at all.

    Raises InputError when the facts hold no calendar.
    """
    ours, theirs = sessions_of(facts), exchange_sessions()
    first, last = max(ours[0], theirs[0]), min(ours[-1], theirs[-1])
    mine, other = (days[(days >= first) & (days <= last)] for days in (ours, theirs))
    horizon: date = (theirs if facts.sessions is None else ours)[-1].item()
    return CalendarState(
        source=OF_INDEX if facts.sessions is None else OF_TABLE,
        horizon=horizon,
        days_left=(horizon - today).days,
        only_ours=tuple(np.setdiff1d(mine, other).tolist()),
        only_theirs=tuple(np.setdiff1d(other, mine).tolist()),
        provisional=int((ours > theirs[-1]).sum()),
    )


def continued_sessions(sessions: Dates) -> Dates:
    """Return our sessions, and after their end those of the second calendar."""
    theirs = exchange_sessions()
    return np.concatenate([sessions, theirs[theirs > sessions[-1]]]) if len(sessions) else theirs


def sessions_between(sessions: Dates, day: date, last: date) -> int:
    """Return how many of the continued sessions come after a day, up to the last one, which counts."""
    return int((sessions_up_to(sessions, last) > np.datetime64(day)).sum())


def sessions_up_to(sessions: Dates, last: date) -> Dates:
    """Return the continued sessions up to a day, which counts; past the end of both calendars every weekday is one.

    Without that data would stop ageing on the day on which the second calendar ends.
    """
    known = continued_sessions(sessions)
    later = np.arange(known[-1] + DAY, np.datetime64(last) + DAY)
    days = np.concatenate([known, later[np.is_busday(later)]])
    return days[days <= np.datetime64(last)]


@cache
def exchange_sessions() -> Dates:
    """Return the sessions of the second calendar, loaded once; the same ones whatever the clock says."""
    import exchange_calendars  # noqa: PLC0415 - takes half a second
    from exchange_calendars.exchange_calendar_xshg import XSHGExchangeCalendar  # noqa: PLC0415

    with warnings.catch_warnings():
        # What its own code asks of pandas is its own affair.
        warnings.simplefilter("ignore")
        first, last = XSHGExchangeCalendar.bound_min(), XSHGExchangeCalendar.bound_max()
        calendar: Any = exchange_calendars.get_calendar("XSHG", start=first, end=last)
        days: Dates = calendar.sessions.values.astype("datetime64[D]")
    return read_only(days)
