"""Bars and levels of days that have not come: nobody can have seen them traded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.sightings import sightings

TRADED = ("bars", "index")


def days_to_come(tables: Reference, today: date) -> Iterator[Finding]:
    """A bar or a level dated after today in Shanghai (severe).

    Once stored, every command that needs the clock would take the clock to be wrong.
    """
    for name in TRADED:
        message = f"{{date}} has not come: today is {today}; take the row out, or set the clock (timedatectl)"
        yield from sightings(tables[name], tables[name]["date"] > np.datetime64(today), "future", "severe", message)
