"""Sessions without a bar inside a history: of one symbol for long, or of all symbols at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.calendar.longest_pause import LONGEST_PAUSE
from data_sources.quality.days.exchange_days import MANY, WEEK
from data_sources.quality.days.stretches import stretch_words, stretches_of
from data_sources.quality.histories.endings import UNEXPLAINED
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import each_or_counted, listed_days, symbol_days
from data_sources.tables.finding import Finding

TWO = 2
QUARTER = 0.25
FEWEST = 10
"""Symbols of which hardly any session is without a bar, so that a share of the sessions says something."""


def long_hole(tables: Reference) -> Iterator[Finding]:
    """More than 20 sessions in a row without a row of a symbol, between its first and its last one (warning).

    The longest one of each symbol is named. Rows without volume say that a share was suspended, and are no hole.
    """
    sessions, bars = tables.sessions, symbol_days(tables["bars"])
    if not len(sessions) or not len(bars.names):
        return
    places = np.searchsorted(sessions, bars.days)
    length = np.diff(places) - 1
    length[np.diff(bars.owner) != 0] = 0
    wide = np.flatnonzero(length > LONGEST_PAUSE)
    found = []
    for k in np.unique(bars.owner[wide]).tolist():
        own = wide[bars.owner[wide] == k]
        row = int(own[np.argmax(length[own])])
        hole = sessions[places[row] + 1 : places[row + 1]]
        others = f", and {len(own) - 1} more of its stretches are as long" if len(own) > 1 else ""
        message = f"no bar on {stretch_words(hole)}{others}: {UNEXPLAINED}"
        found.append(Finding("warning", "long_hole", message, "bars", str(bars.names[k]), hole[0].item()))
    yield from each_or_counted(found, "no bar on over 20 sessions in a row")


def no_bars_at_all(tables: Reference) -> Iterator[Finding]:
    """Sessions on which no symbol has a row although two or more have some before and after.

    Few are a warning (``no_bars_at_all``). Over 20 in a row, of ten symbols a week in a row or over 5% of the sessions,
    or of fewer symbols over a quarter and over 20, are severe (``bars_missing_for_all``): no suspension takes a whole
    market.
    """
    sessions, bars = tables.sessions, symbol_days(tables["bars"])
    if not len(sessions) or len(bars.names) < TWO:
        return
    begun = np.searchsorted(np.sort(bars.first), sessions)
    ended = np.searchsorted(np.sort(bars.last), sessions, side="right")
    going = begun - ended
    empty = sessions[(going >= TWO) & ~np.isin(sessions, bars.days)]
    if not len(empty):
        return
    stretches = sorted(stretches_of(empty, sessions), key=len, reverse=True)
    stretch = int(((sessions >= bars.first.min()) & (sessions <= bars.last.max())).sum())
    most = MANY if len(bars.names) >= FEWEST else QUARTER
    of_many = stretches_of(empty[going[np.searchsorted(sessions, empty)] >= FEWEST], sessions)
    week = max(map(len, of_many)) >= WEEK
    if (
        week
        or len(stretches[0]) > LONGEST_PAUSE
        or len(empty) > max(most * stretch, 0 if most == MANY else LONGEST_PAUSE)
    ):
        words = "; ".join(stretch_words(each) for each in stretches[:3])
        message = f"no symbol has a bar on {len(empty)} of {stretch} sessions: {words}"
        yield Finding("severe", "bars_missing_for_all", message, "bars", "", empty[0].item())
        return
    message = f"no symbol has a bar on {listed_days(empty)}"
    yield Finding("warning", "no_bars_at_all", message, "bars", "", empty[0].item())
