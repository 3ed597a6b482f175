"""Shares whose bars end while others go on, without a delisting that says why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.calendar.longest_pause import LONGEST_PAUSE
from data_sources.quality.reference import Reference
from data_sources.quality.symbol_days import each_or_counted, symbol_days
from data_sources.tables.finding import Finding

SUSPENDED = "rows without volume say that it is suspended (停牌)"
UNEXPLAINED = "suspended (停牌), or the source lacks it"
"""What sessions without a row may be."""

LONGEST_SILENCE = 60
"""Sessions, about a quarter, that a share may be silent before it is delisted."""


def bars_end_early(tables: Reference) -> Iterator[Finding]:
    """The last traded bar of a symbol lies more than 20 sessions before the last one of all (warning).

    Stored bars count too. A ``delist_date`` or a rename away explains it; rows without volume up to the end say that
    it is suspended, which is said. Nothing is said when no bar is given.
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
    suspended = np.isin(names, symbols[~traded & (days == last.max())])
    found = np.flatnonzero((behind > LONGEST_PAUSE) & ~explained & tables.known(names)).tolist()
    findings = [
        Finding(
            "warning",
            "bars_end_early",
            f"no bar on the last {behind[k]} sessions, since {last[k]}, and no delist_date says why: "
            f"{SUSPENDED if suspended[k] else UNEXPLAINED}",
            "bars",
            str(names[k]),
            last[k].item(),
        )
        for k in found
    ]
    yield from each_or_counted(findings, "bars end early without a delist_date: those")


def delisted_long_after(tables: Reference) -> Iterator[Finding]:
    """A ``delist_date`` over 60 sessions after the last traded bar (warning): a wrong date, or bars are missing.

    A share leaves 15 sessions after its decision, or is suspended for some weeks before it. Of a date beyond the end of
    the calendar only the sessions up to that end count. A bar on or after the date is ``after_delisting``.
    """
    sessions, bars = tables.sessions, symbol_days(tables["bars"], tables.traded)
    if not len(sessions) or not len(bars.names):
        return
    delisted = tables.listing(bars.names)[1]
    without = np.searchsorted(sessions, delisted) - np.searchsorted(sessions, bars.last, side="right")
    late = np.flatnonzero(~np.isnat(delisted) & (without > LONGEST_SILENCE))
    found = [
        Finding(
            "warning",
            "delisted_long_after",
            f"delist_date is {delisted[k]}, the last bar {bars.last[k]}, {without[k]} sessions before: "
            "the date is wrong, or bars are missing",
            "bars",
            str(bars.names[k]),
            bars.last[k].item(),
        )
        for k in late.tolist()
    ]
    yield from each_or_counted(found, "bars end long before the delist_date: those")
