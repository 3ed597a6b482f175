"""Sessions (交易日): which days the market was open, and the one after or before a day."""

from __future__ import annotations

from datetime import date

import numpy as np

from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.facts import Dates, Facts
from data_sources.tables.schema import CALENDAR_INDEX


def sessions_of(facts: Facts) -> Dates:
    """Return the sessions in order: the stored table, or else the dates of the CSI 300 (沪深300).

    Raises InputError when the facts hold neither.
    """
    if facts.sessions is not None:
        return facts.sessions
    if CALENDAR_INDEX not in facts.index:
        raise InputError(
            both(
                f"there is no calendar: neither a sessions table nor {CALENDAR_INDEX} in index",
                f"没有交易日历：既无 sessions 表，index 中也没有 {CALENDAR_INDEX}",
            )
        )
    return facts.index[CALENDAR_INDEX].date


def base_row(days: Dates, day: date | np.datetime64) -> int:
    """Return the base row of a day: the row of the last of rising ``days`` on or before it, -1 when all are later.

    A run or one of its parts begins at the close of its base row. The day need not be a session.
    """
    return int(np.searchsorted(days, np.asarray(day, "datetime64[D]"), side="right")) - 1


def next_session(sessions: Dates, day: date) -> date | None:
    """Return the first session strictly after a calendar day, None beyond the last known one."""
    place = base_row(sessions, day) + 1
    return sessions[place].item() if place < len(sessions) else None


def previous_session(sessions: Dates, day: date) -> date | None:
    """Return the last session strictly before a calendar day, None before the first known one."""
    place = int(np.searchsorted(sessions, np.datetime64(day), side="left"))
    return sessions[place - 1].item() if place else None
