"""Shares whose bars begin long after their listing, while others are there from the start."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.calendar.longest_pause import LONGEST_PAUSE
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import each_or_counted, symbol_days
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array


def bars_start_late(tables: Reference) -> Iterator[Finding]:
    """A first bar over 20 sessions after the listing and after most others begin (warning).

    Others begin where the middle one does of those that were listed long before; a symbol without ``list_date`` may be
    a new listing, and is left out. A symbol with a stored bar before its first one began earlier.
    """
    sessions, bars = tables.sessions, symbol_days(tables["bars"], tables.traded)
    if not len(sessions) or len(bars.names) < 2:  # noqa: PLR2004 - one symbol has nobody to be late beside
        return
    listed = tables.listing(bars.names)[0]
    others = others_begin(bars.first, listed, sessions)
    if others is not None:
        begun = _begun_before(bars.names, bars.first, tables)
        yield from late_starts(bars.names[~begun], bars.first[~begun], listed[~begun], sessions, others)


def others_begin(firsts: Dates, listed: Dates, sessions: Dates) -> np.datetime64 | None:
    """Return where the middle one begins of the symbols that were listed long before their first bar; None for none."""
    after_listing = np.searchsorted(sessions, firsts) - np.searchsorted(sessions, listed)
    old = np.sort(firsts[~np.isnat(listed) & ((after_listing > LONGEST_PAUSE) | (listed < sessions[0]))])
    middle: np.datetime64 | None = old[(len(old) - 1) // 2] if len(old) else None
    return middle


def late_starts(names: Array, firsts: Dates, listed: Dates, sessions: Dates, begin: np.datetime64) -> Iterator[Finding]:
    """Symbols whose first bar is over 20 sessions after both their ``listed`` day and ``begin`` (warning).

    ``begin`` is when the others begin, or the day from which on a source was asked.
    """
    due = np.maximum(listed, begin)
    late = np.searchsorted(sessions, firsts) - np.searchsorted(sessions, due)
    found = [
        Finding(
            "warning",
            "bars_start_late",
            f"first bar {firsts[k]}, listed {listed[k]}, {late[k]} sessions are missing from {due[k]} on: "
            "suspended (停牌), or the source lacks them",
            "bars",
            str(names[k]),
            firsts[k].item(),
        )
        for k in np.flatnonzero(~np.isnat(due) & (late > LONGEST_PAUSE)).tolist()
    ]
    yield from each_or_counted(found, "the bars start late")


def _begun_before(names: Array, firsts: Dates, tables: Reference) -> Array:
    """Say which symbols have a stored bar before their first given one, or continue another one's code."""
    stored = tables.background["bars"]
    order = np.searchsorted(stored["symbol"], names)
    place = np.minimum(order, max(len(stored) - 1, 0))
    begun = np.zeros(len(names), np.bool_)
    if len(stored):
        begun = (stored["symbol"][place] == names) & (stored["date"][place] < firsts)
    for frame in (tables["renames"], tables.background["renames"]):
        begun |= np.isin(names, frame["new_symbol"])
    return np.asarray(begun)
