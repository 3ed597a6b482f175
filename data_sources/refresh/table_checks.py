"""A table judged as a whole before it is published; each check is a pure function that returns findings.

A severe finding keeps the table as it was yesterday.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

import numpy as np

from data_sources.quality.days.market_sessions import against_index, index_ends, row_floor, stale_market
from data_sources.quality.histories.holes import FEWEST, long_hole, no_bars_at_all
from data_sources.quality.prices.moves import TICKS
from data_sources.quality.reference import reference
from data_sources.quality.steps import steps
from data_sources.refresh.known import Known
from data_sources.tables.finding import Finding


def check_table(table: str, known: Known, symbols: Collection[str], last: date) -> tuple[Finding, ...]:
    """Return what all checks of a table find. ``known`` has the fresh rows in it; ``symbols`` were asked for."""
    return tuple(finding for check in CHECKS.get(table, ()) for finding in check(known, symbols, last))


def reference_differs(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """A vendor's previous close of the last session differs from the close before less its actions (warning).

    An action is missing, or its numbers are wrong.
    """
    for symbol in unexplained_references(known, symbols, last):
        message = "the vendor's reference price is not the close before less its actions: is an action missing?"
        yield Finding("warning", "reference_differs", message, "actions", symbol, last)


def unexplained_references(known: Known, symbols: Collection[str], last: date) -> tuple[str, ...]:
    """Return the symbols whose ``prev_close`` on the last session the stored bars and actions do not explain."""
    bars = known["bars"]
    rows = bars.rows((bars["date"] == np.datetime64(last)) & (bars["prev_close"] > 0))
    rows = rows.rows(np.isin(rows["symbol"], sorted(symbols)))
    made = steps(rows, known)
    apart = np.abs(made.reference - rows["prev_close"][made.rows]) > TICKS
    return tuple(rows["symbol"][made.rows[apart]].tolist())


def holes_of_new(known: Known, _symbols: Collection[str], _last: date) -> Iterator[Finding]:
    """Sessions without a bar in the middle of histories that came tonight, as an import finds them.

    Of one symbol for long (warning); of ten or more together, sessions on which none of them has a bar (severe).
    """
    bars = known["bars"]
    new = bars.rows(~np.isin(bars["symbol"], list(known.last_bar)))
    rows = reference({"bars": new}, {"sessions": known["sessions"], "index": known["index"]})
    whole = list(no_bars_at_all(rows)) if len(np.unique(new["symbol"])) >= FEWEST else []
    yield from whole or long_hole(rows)


def not_listed(known: Known, symbols: Collection[str], last: date) -> Iterator[Finding]:
    """A symbol that was asked for and that no exchange lists (warning)."""
    listed = set(known["instruments"]["symbol"].tolist())
    for symbol in sorted(set(symbols) - listed):
        yield Finding("warning", "not_listed", f"{symbol} is in no list of the exchanges", "instruments", symbol, last)


CHECKS: dict[str, tuple[Callable[[Known, Collection[str], date], Iterator[Finding]], ...]] = {
    "bars": (row_floor, stale_market, holes_of_new),
    "index": (against_index, index_ends),
    "actions": (reference_differs,),
    "instruments": (not_listed,),
}
