"""How old the rows of a table are, in sessions, and when that is too old.

Age is the number of sessions that are *due* and of which the table has no row. A session is due from 17:00 in Shanghai
on (``clock.DUE``), an hour and a half after its last trade: a night right after the close, whose sources are not ready
yet, and a run on the next morning meet no alarm, and a source that is one session behind in the evening does. The
sessions are the stored ones and, past their end, those of the second calendar: a source that stands still does not
decide by its own calendar what is due.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from data_sources.calendar.clock import DUE, Clock, closed_day
from data_sources.calendar.exchange_calendar import sessions_up_to
from data_sources.language.text import Text, both
from data_sources.tables.facts import Dates
from data_sources.tables.table_names import table_name


@dataclass(frozen=True)
class TableAge:
    """The age of a table: its ``last`` day, the session that is ``due``, how many are due since ``last``."""

    table: str
    last: date
    due: date
    sessions: int

    @property
    def sentence(self) -> Text:
        """What it ends on; nothing in it changes while it stands still."""
        verb = "end" if self.table == "bars" else "ends"
        return both(f"{self.table} {verb} on {self.last}", f"{table_name(self.table).zh}截至 {self.last}")


def table_ages(sessions: Dates, ends: Mapping[str, date | None], clock: Clock) -> tuple[TableAge, ...]:
    """Return the age of each table by its last day; a table without a row (None) has no age."""
    due = sessions_up_to(sessions, closed_day(clock, DUE))
    if not len(due):
        return ()
    return tuple(
        TableAge(table, last, due[-1].item(), int((due > np.datetime64(last)).sum()))
        for table, last in ends.items()
        if last is not None
    )


def too_old(ages: tuple[TableAge, ...], max_age: int) -> tuple[TableAge, ...]:
    """Return the tables whose age reaches the limit, in sessions, 1 or more."""
    return tuple(age for age in ages if age.sessions >= max_age)
