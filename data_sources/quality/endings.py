"""Shares whose bars end while others go on, without a delisting that says why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding

LONGEST_PAUSE = 20
"""Sessions, about a month, that a share may be silent without a word.

Since 2018-12-28 a planned acquisition may suspend a share for 10 sessions at most (Shanghai and Shenzhen guidelines on
suspension and resumption, 停复牌业务指引); twice as long is hardly a suspension, and a price that no one can sell at.
"""
NAMED = 20


def bars_end_early(tables: Reference) -> Iterator[Finding]:
    """The last traded bar of a symbol lies more than 20 sessions before the last one of all (warning).

    Stored bars count too. A ``delist_date`` or a rename away explains it. Nothing is said when no bar is given.
    """
    bars, stored = tables["bars"], tables.background["bars"]
    if not len(bars) or not len(tables.sessions):
        return
    symbols = np.concatenate([bars["symbol"], stored["symbol"]])
    days = np.concatenate([bars["date"], stored["date"]])
    traded = np.concatenate([bars["volume"], stored["volume"]]) > 0
    names, place = np.unique(symbols[traded], return_inverse=True)
    if not len(names):
        return
    last = np.full(len(names), np.datetime64("0001-01-01"), "datetime64[D]")
    np.maximum.at(last, place, days[traded])
    row = np.searchsorted(tables.sessions, [last, np.full_like(last, last.max())], side="right")
    behind = row[1] - row[0]
    explained = ~np.isnat(tables.listing(names)[1])
    for frame in (tables["renames"], tables.background["renames"]):
        explained |= np.isin(names, frame["old_symbol"])
    found = np.flatnonzero((behind > LONGEST_PAUSE) & ~explained & tables.known(names)).tolist()
    for k in found[:NAMED]:
        message = f"bars of {names[k]} end {last[k]}, {behind[k]} sessions before the others, no delist_date"
        yield Finding("warning", "bars_end_early", message, "bars", str(names[k]), last[k].item())
    if (more := len(found) - NAMED) > 0:
        names_of_more = ", ".join(names[found[NAMED : NAMED + 3]].tolist())
        message = f"the bars of {more} more symbols end early without a delist_date, the first: {names_of_more}"
        yield Finding("warning", "bars_end_early", message, "bars")
