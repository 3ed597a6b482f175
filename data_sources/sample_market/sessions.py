"""The trading days of 2023 to 2026: weekdays less the exchanges' holiday closures (休市)."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files

import numpy as np

from data_sources.calendar.lengths import DAY
from data_sources.tables.facts import Dates
from data_sources.tables.read_only import read_only

FIRST_DAY = date(2023, 1, 3)
LAST_DAY = date(2026, 12, 31)


@cache
def all_sessions() -> Dates:
    """Every session from ``FIRST_DAY`` to ``LAST_DAY``, read-only; closures are rows of ``closures.csv``."""
    closed: list[np.datetime64] = []
    with (files("data_sources.sample_market") / "closures.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            closed.extend(np.arange(np.datetime64(row["start"]), np.datetime64(row["end"]) + DAY))
    days = np.arange(np.datetime64(FIRST_DAY, "D"), np.datetime64(LAST_DAY, "D") + DAY)
    sessions: Dates = days[np.is_busday(days, holidays=np.array(closed, dtype="datetime64[D]"))]
    return read_only(sessions)


def session_index(day: date) -> int:
    """The position of the first session on or after ``day``; the number of sessions when there is none."""
    return int(np.searchsorted(all_sessions(), np.datetime64(day, "D")))
