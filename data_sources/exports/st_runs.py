"""Sessions marked as under ST (风险警示) to spells: a mark on one row after another is one spell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.frame import Frame, empty_frame
from data_sources.tables.schema import STATUS


def st_spells(bars: Frame, marked: NDArray[np.bool_]) -> Frame:
    """Return a status row for each run of ``marked`` bars of a symbol, from its first to its last day.

    A run that reaches a symbol's last bar has no end: it lasts still, for all that the file says.
    """
    if not len(bars):
        return empty_frame(STATUS)
    order = np.lexsort([bars["date"], bars["symbol"]])
    symbols, days, marks = bars["symbol"][order], bars["date"][order], marked[order]
    same = symbols[1:] == symbols[:-1]
    starts = marks & np.append(True, ~same | ~marks[:-1])
    ends = marks & np.append(~same | ~marks[1:], True)
    last_of_symbol = np.append(~same, True)
    first, last = np.flatnonzero(starts), np.flatnonzero(ends)
    columns = {
        "symbol": symbols[first],
        "start": days[first],
        "end": np.where(last_of_symbol[last], np.datetime64("NaT", "D"), days[last]),
        "kind": np.full(len(first), "ST", object),
    }
    rows = order[first]
    return Frame(STATUS, columns, bars.files, bars.file[rows], bars.line[rows])
