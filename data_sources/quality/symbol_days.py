"""The days of each symbol's rows, side by side, so that a rule looks at all symbols at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Array, Frame, Rows, symbol_offsets

NAMED = 20
"""Symbols that have a finding each; the others are counted."""

NEARLY_ALL = 0.9
"""Share of the symbols of a large table from which one finding stands for all that have the same cause."""


@dataclass(frozen=True)
class SymbolDays:
    """N symbols and their rising ``days`` one after another; those of symbol k are ``offsets[k]:offsets[k + 1]``."""

    names: Array
    offsets: NDArray[np.int64]
    days: Dates

    @property
    def first(self) -> Dates:
        """The first day of each symbol."""
        return self.days[self.offsets[:-1]]

    @property
    def last(self) -> Dates:
        """The last day of each symbol."""
        return self.days[self.offsets[1:] - 1]

    @property
    def owner(self) -> NDArray[np.int64]:
        """Whose day each day is, by the number of its symbol."""
        return np.repeat(np.arange(len(self.names)), np.diff(self.offsets))


def symbol_days(frame: Frame, rows: Rows | None = None) -> SymbolDays:
    """Return the days of the rows of a frame in key order, of all or of the selected ones; a day twice counts twice."""
    symbols, days = frame.symbols, frame["date"]
    if rows is not None:
        symbols, days = symbols[rows], days[rows]
    offsets = symbol_offsets(symbols) if len(symbols) else np.zeros(1, np.int64)
    return SymbolDays(symbols[offsets[:-1]], offsets, days)


def each_or_counted(found: list[Finding], more: str) -> list[Finding]:
    """Return the first 20 findings, and of the others one that counts them; ``more`` says what they have in common."""
    if len(found) <= NAMED:
        return found
    left = found[NAMED:]
    names = ", ".join(finding.symbol for finding in left[:3])
    severity: Severity = left[0].severity
    counted = Finding(severity, left[0].rule, f"{more} of {len(left)} more symbols, the first: {names}", left[0].table)
    return [*found[:NAMED], counted]


def are_nearly_all(found: int, symbols: int) -> bool:
    """Whether so many of the symbols are told once, as those of the table: over 20 of them, and nine tenths."""
    return found > NAMED and found >= NEARLY_ALL * symbols


def listed_days(days: Dates | list[Any], most: int = 5) -> str:
    """Return days as words: the first few, and how many more there are."""
    more = f" and {len(days) - most} more" if len(days) > most else ""
    return ", ".join(str(day) for day in days[:most]) + more
