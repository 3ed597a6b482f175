"""When to decide: after the last session of each period, and on the day a report becomes known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from data_sources.tables.facts import Dates, Integers


def last_sessions(sessions: Dates, period: str = "month") -> Dates:
    """Return the sessions (ascending) that are the last of their calendar week, month or quarter.

    The final session of the axis is never among them: whether its period is over is known only once the date of the
    next session is.
    """
    number = _period_number(sessions, period)
    last: Dates = sessions[:-1][number[1:] != number[:-1]]
    return last


def decision_dates(sessions: Dates, known_from: Iterable[date], period: str = "month") -> Dates:
    """Return the dates (D) of decisions: each ``known_from`` and, from the first of them on, each last session.

    A ``known_from`` need not be a session. Dates outside the sessions are left out; names that became known before the
    first session are there for the first period's end. Without any ``known_from`` the answer is empty.
    """
    return join_dates(sessions, known_from, last_sessions(sessions, period))


def join_dates(sessions: Dates, known_from: Iterable[date], others: Dates) -> Dates:
    """Return each ``known_from`` and, from the first of them on, each of some other days, if within the sessions."""
    known = np.array(sorted(set(known_from)), dtype="datetime64[D]")
    if not len(known):
        return known
    dates = np.union1d(known, others[others >= known[0]])
    inside: Dates = dates[(dates >= sessions[0]) & (dates <= sessions[-1])]
    return inside


def last_rows(sessions: Dates, dates: Dates) -> Integers:
    """Return the session number (D) of the last session on or before each date, -1 before the first session."""
    return (np.searchsorted(sessions, dates, side="right") - 1).astype(np.int64)


def _period_number(sessions: Dates, period: str) -> Integers:
    if period == "week":
        # 1970-01-01 was a Thursday; three days more make each number run from Monday to Sunday.
        return np.asarray((sessions.astype(np.int64) + 3) // 7, dtype=np.int64)
    months = sessions.astype("datetime64[M]").astype(np.int64)
    return np.asarray(months // 3 if period == "quarter" else months, dtype=np.int64)
