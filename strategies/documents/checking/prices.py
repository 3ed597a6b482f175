"""The printed closes of a report file beside the raw closes of a store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from data_sources.tables.facts import Bars
from strategies.documents.checking.places import Place
from strategies.documents.reading import Fault

HALF_A_CENT = 0.005
ROUNDING = 1e-6


def price_faults(places: Sequence[Place], bars: Bars) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Return the closes that the store has otherwise, and remarks on those that it cannot judge.

    A close is that of ``priced_on``, or of the last day before it on which the share traded. It is not judged while the
    share's bars end before that day or begin after it.
    """
    column = {symbol: k for k, symbol in enumerate(bars.symbols)}
    faults, remarks = [], []
    for place in places:
        if place.close is None or place.priced_on is None or place.symbol not in column:
            continue
        k = column[place.symbol]
        rows = slice(int(bars.offsets[k]), int(bars.offsets[k + 1]))
        found = _close_on(bars, rows, place.priced_on)
        if found is None:
            remarks.append(place.fault(f"close {place.close:g}: the store has no bar of it around {place.priced_on}"))
        elif abs(found[0] - place.close) > HALF_A_CENT + ROUNDING:
            faults.append(place.fault(_otherwise(place, *found)))
    return tuple(faults), tuple(remarks)


def _otherwise(place: Place, close: float, day: date) -> str:
    last = "" if day == place.priced_on else f", the last day on which it traded by {place.priced_on}"
    return f"close {place.close:.2f}: the store has {close:.2f} on {day}{last}"


def _close_on(bars: Bars, rows: slice, day: date) -> tuple[float, date] | None:
    """The raw close of the last bar with one by a day, and its own day; None when the bars do not reach round it."""
    dates, closes = bars.date[rows], bars.close[rows]
    known = np.flatnonzero(np.isfinite(closes) & (dates <= np.datetime64(day)))
    if not len(known) or dates[-1] < np.datetime64(day):
        return None
    row = int(known[-1])
    last: date = dates[row].item()
    return float(closes[row]), last
