"""What is not there to prove that prices are raw and volume is in shares: amounts, and actions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import SYMBOL_DTYPE, Array, Frame, symbol_offsets

ENOUGH = 0.01
"""A symbol is proved by the rows that have an amount, when more than so many of all have one."""

NAMED = 5

LONG = 120
"""Sessions, half a year, over which most shares have an ex-date."""


def unproved(tables: Reference) -> Iterator[Finding]:
    """Symbols without amounts: one line for the table (warning), and one each for the first few.

    A vendor's answer is a stretch of one symbol, whose reading says ``unit_unproved`` of it.
    """
    bars = tables["bars"]
    rows = np.flatnonzero(tables.traded)
    if tables.stretch or not len(rows):
        return
    starts, given = _amounts(bars, rows)
    counts = np.diff(starts)
    without = np.flatnonzero(given <= ENOUGH * counts)
    if not len(without):
        return
    empty = int((counts - given)[without].sum())
    symbols = "" if len(without) == len(counts) else f", all those of {len(without)} of {len(counts)} symbols"
    message = f"{empty:,} of {len(rows):,} rows have no amount{symbols}: nothing proves raw prices and shares"
    yield Finding("warning", "unproved", message, bars.table.name)
    for place in without[:NAMED].tolist():
        row = int(rows[starts[place]])
        file, line = bars.place(row)
        empty, count = counts[place] - given[place], counts[place]
        words = f"{empty:,} of {count:,} rows: no amount proves that volume is in shares and prices are raw"
        yield Finding("warning", "unproved", words, bars.table.name, str(bars["symbol"][row]), None, file, line)


def no_actions(tables: Reference) -> Iterator[Finding]:
    """Bars of half a year and no action at all (note): dividends are missing, and no ex-date proves raw prices."""
    bars = tables["bars"]
    if tables.stretch or len(tables.background["actions"]):
        return
    sessions = len(np.unique(bars["date"][tables.traded]))
    if sessions >= LONG:
        words = (
            f"no actions are known for bars of {sessions:,} sessions: holders get no dividends and no bonus shares, and"
        )
        yield Finding("note", "no_actions", f"{words} no ex-date proves that prices are raw", bars.table.name)


def symbols_without_amounts(bars: Frame) -> Array:
    """Return the symbols of which hardly a traded row has an amount."""
    rows = np.flatnonzero(bars["volume"] > 0)
    if not len(rows):
        return np.empty(0, SYMBOL_DTYPE)
    starts, given = _amounts(bars, rows)
    names: Array = bars["symbol"][rows[starts[:-1]]]
    return names[given <= ENOUGH * np.diff(starts)]


def _amounts(bars: Frame, rows: Array) -> tuple[Array, Array]:
    """Return where each symbol's rows begin and how many of them have an amount."""
    starts = symbol_offsets(bars["symbol"][rows])
    return starts, np.add.reduceat(bars["amount"][rows] > 0, starts[:-1], dtype=np.int64)
