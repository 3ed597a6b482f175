"""Bars whose days were moved, held against a calendar that was not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.days.exchange_days import FEWEST, MANY
from data_sources.quality.days.sessions import is_weekend, off_session
from data_sources.quality.days.shifts import between_the_strays, shift_that_fits, shift_words
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import symbol_days
from data_sources.tables.finding import Finding

HALF = 0.5


def bars_shifted(tables: Reference) -> Iterator[Finding]:
    """Over 5% of a symbol's bars are on no session, and moved by a day or two nearly all are on one (severe).

    It is the cause of many a ``not_a_session``. Most symbols at once are one finding for all of them.
    """
    bars, sessions = tables["bars"], tables.sessions
    off = off_session(bars["date"], sessions)
    if not off.any():
        return
    all_days = symbol_days(bars)
    counts = np.bincount(all_days.owner[off], minlength=len(all_days.names))
    rows = np.diff(all_days.offsets)
    found: list[Finding] = []
    for k in np.flatnonzero((rows >= FEWEST) & (counts > MANY * rows)).tolist():
        own = all_days.days[all_days.offsets[k] : all_days.offsets[k + 1]]
        # Beyond the calendar nobody knows what is a session.
        own = own[(own >= sessions[0]) & (own <= sessions[-1])]
        own = between_the_strays(own, own[~np.isin(own, sessions)])
        if shift := shift_that_fits(own, sessions):
            words = shift_words(shift, own[is_weekend(own)])
            message = f"{counts[k]} of {rows[k]} bars are on no session: {words}"
            found.append(Finding("severe", "bars_shifted", message, "bars", str(all_days.names[k]), own[0].item()))
    if len(found) > 1 and len(found) > HALF * len(all_days.names):
        yield _of_all(found, len(all_days.names))
    else:
        yield from found


def _of_all(found: list[Finding], symbols: int) -> Finding:
    """Return one finding in the place of many: a whole table was shifted."""
    first = found[0]
    message = f"the bars of {len(found)} of {symbols} symbols; of {first.symbol} {first.message}"
    return Finding("severe", first.rule, message, "bars", "", first.date)
