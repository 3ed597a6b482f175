"""Rows that are stored and that a folder has no longer: named, and kept."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from data_sources.refresh.known import keys_of
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame

OF_A_STRETCH = ("sessions", "actions", "signals", "earnings")
"""Tables of which a folder may hold some years only: rows before its first or after its last one are not missed."""


def vanished_rows(frame: Frame, stored: Frame, symbols: Collection[str]) -> tuple[Finding, ...]:
    """Return one finding (warning) for the stored rows of a small table that its files lack; none where all are there.

    ``symbols`` are those that were asked for, none for all.
    """
    if not len(stored):
        return ()
    lacking = np.ones(len(stored), np.bool_)
    column = stored.table.date_column
    if stored.table.name in OF_A_STRETCH and column is not None:
        days = frame[column][~np.isnat(frame[column])]
        if not len(days):
            return ()
        lacking &= (stored[column] >= days.min()) & (stored[column] <= days.max())
    if symbols and stored.table.symbol_column is not None:
        lacking &= np.isin(stored.symbols, list(symbols))
    there = set(keys_of(frame))
    lacking[lacking] = [key not in there for key in keys_of(stored.rows(lacking))]
    gone = stored.rows(lacking)
    if not len(gone):
        return ()
    first = " ".join(str(gone[name][0]) for name in gone.table.key)
    which = f"the stored row {first} is" if len(gone) == 1 else f"{len(gone)} stored rows, the first {first}, are"
    symbol = str(gone.symbols[0]) if len(gone) == 1 else ""
    return (Finding("warning", "vanished_row", f"{which} in no file any more and kept", stored.table.name, symbol),)
