"""Symbols whose first bars came in this refresh and begin long after they should."""

from __future__ import annotations

import numpy as np

from data_sources.quality.histories.beginnings import late_starts, others_begin
from data_sources.quality.reference import reference
from data_sources.quality.symbol_days import symbol_days
from data_sources.refresh.outcome import Night
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame


def late_beginnings(night: Night, bars: Frame, *, whole: bool) -> tuple[Finding, ...]:
    """Return the new symbols whose first traded bar is long after their listing and the day asked for.

    Vendors drop what they cannot convert, as rows before the first share count they know, and some send no more than
    their last few hundred rows, of every symbol. ``whole``: the bars are all that a folder has, whose histories begin
    where they do; the symbol is then held against the others alone.
    """
    came = symbol_days(bars, bars["volume"] > 0)
    new = ~np.isin(came.names, list(night.stored.last_bar))
    sessions = night.known.sessions
    if not len(sessions) or not new.any():
        return ()
    names, firsts = came.names[new], came.first[new]
    listed = reference({}, {"instruments": night.known["instruments"]}).listing(names)[0]
    begin = np.datetime64(night.span.start)
    if whole:
        others = others_begin(firsts, listed, sessions) if len(names) > 1 else None
        if others is None:
            return ()
        begin = np.maximum(begin, others)
    return tuple(late_starts(names, firsts, listed, sessions, begin))
