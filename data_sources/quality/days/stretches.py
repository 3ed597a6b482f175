"""Days that are missing, as stretches of sessions in a row and in words."""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Dates

QUARTER = 55
"""Sessions, a few less than any quarter of a year has; a month has 23 at most."""


def stretches_of(days: Dates, sessions: Dates) -> list[Dates]:
    """Return days that are sessions as stretches of sessions in a row."""
    places = np.searchsorted(sessions, days)
    return np.split(days, np.flatnonzero(np.diff(places) > 1) + 1)


def stretch_words(stretch: Dates) -> str:
    """Return a stretch as words, a whole quarter named so."""
    if len(stretch) == 1:
        return str(stretch[0])
    return f"{stretch[0]} to {stretch[-1]}, {len(stretch)} sessions{_span_name(stretch)}"


def _span_name(stretch: Dates) -> str:
    quarters = np.unique(stretch.astype("datetime64[M]").astype(np.int64) // 3)
    return ": a whole quarter" if len(quarters) == 1 and len(stretch) >= QUARTER else ""
