"""Bars that move with the index of the session before or after: rows that slipped by one keep every date legal."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.finding import Finding
from data_sources.tables.schema import CALENDAR_INDEX

FEWEST = 120
"""Sessions with a move of both, about half a year."""

TOGETHER, APART = 0.4, 0.35
"""Correlation with the index of the other session, and how far it lies above that with the one of its own day.

In 2,520 half years of single real shares, 2022 to 2026, no other session's lay further than 0.27 above that of the day.
"""


def index_lag(tables: Reference) -> Iterator[Finding]:
    """The middle share moves with the CSI 300 of the session before or after its own, and not with its own (severe)."""
    days, moves = _moves(tables)
    levels_on, levels = _levels(tables)
    if len(days) < FEWEST or len(levels) < FEWEST:
        return
    place = np.searchsorted(levels_on, days)
    inside = (place > 1) & (place < len(levels) - 1)
    inside[inside] = levels_on[place[inside]] == days[inside]
    if inside.sum() < FEWEST:
        return
    index = np.append(np.nan, levels[1:] / levels[:-1] - 1)
    before, own, after = (float(np.corrcoef(moves[inside], index[place[inside] + k])[0, 1]) for k in (-1, 0, 1))
    late = before > after
    other = max(before, after)
    if other > TOGETHER and other - own > APART:
        words = "before: they are a session late" if late else "after: they are a session early"
        message = (
            f"the bars move with {CALENDAR_INDEX} of the session {words}, or the index is "
            f"{'early' if late else 'late'} (correlation {other:.2f}, of the same day {own:.2f})"
        )
        yield Finding("severe", "index_lag", message, "bars", "", days[0].item())


def _moves(tables: Reference) -> tuple[Dates, Floats]:
    """Return the middle move of all shares by day, each from its reference."""
    made = tables.steps
    bars = tables["bars"]
    move = bars["close"][made.rows] / made.reference - 1
    known = np.isfinite(move)
    day, move = bars["date"][made.rows[known]], move[known]
    order = np.lexsort([move, day])
    days, first, counts = np.unique(day[order], return_index=True, return_counts=True)
    return days, move[order][first + counts // 2]


def _levels(tables: Reference) -> tuple[Dates, Floats]:
    """Return the days and closes of the calendar index, stored ones where none is given."""
    for index in (tables["index"], tables.stored.get("index")):
        if index is not None:
            own = index.rows((index["symbol"] == CALENDAR_INDEX) & (index["close"] > 0))
            if len(own):
                return own["date"], own["close"]
    return np.empty(0, "datetime64[D]"), np.empty(0)
