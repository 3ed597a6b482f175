"""A given calendar held against the stored one: a stray day, or a lost one, would shift every later one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.days.sessions import off_session
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import listed_days
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import CALENDAR_INDEX

FEW, MANY = 2, 0.05


def late_sessions(given: Dates, stored: Dates) -> Dates:
    """Return the given days between stored sessions that were none."""
    late: Dates = given[off_session(given, stored)]
    return late


def each_late_session(given: Dates, stored: Dates) -> Iterator[Finding]:
    """A day between stored sessions that was not one (severe): one stray day would shift every later one."""
    for day in late_sessions(given, stored).tolist():
        yield Finding("severe", "late_session", f"{day} was no session until now", "sessions", "", day)


def stored_sessions_differ(tables: Reference) -> Iterator[Finding]:
    """A given calendar that has other days than the stored one within the stretch of both.

    Up to two days are a ``late_session`` or a ``lost_session`` (warning): a file may mend the calendar, and a stored
    session stays one. More, and over 5%, are another calendar (severe, ``other_sessions``).
    """
    for name in ("sessions", "index"):
        given, stored = calendar_days(tables[name]), calendar_days(tables.background[name])
        given, stored = np.unique(given), np.unique(stored)
        symbol = CALENDAR_INDEX if name == "index" else ""
        late, lost = late_sessions(given, stored), late_sessions(stored, given)
        apart = len(late) + len(lost)
        within = int(((given >= stored[0]) & (given <= stored[-1])).sum()) if len(stored) else 0
        if apart > FEW and apart > MANY * within:
            message = (
                f"within the stored calendar {len(late)} days are new sessions and {len(lost)} are none any more: "
                f"{listed_days(np.union1d(late, lost))}"
            )
            yield Finding("severe", "other_sessions", message, name, symbol, min([*late, *lost]).item())
            continue
        if len(late):
            message = f"{listed_days(late)} was no session until now"
            yield Finding("warning", "late_session", message, name, symbol, late[0].item())
        if len(lost):
            message = f"the stored session {listed_days(lost)} is missing; it stays one"
            yield Finding("warning", "lost_session", message, name, symbol, lost[0].item())


def calendar_days(frame: Frame) -> Dates:
    """Return the days of a sessions table, or of the CSI 300 in an index table."""
    days: Dates = frame["date"]
    return days[frame["symbol"] == CALENDAR_INDEX] if frame.table.symbol_column else days
