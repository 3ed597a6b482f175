"""Rows of a table as they become known, session after session: values of industry series, announced earnings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from backtest.market.announcements import Announcements
from data_sources.tables.facts import Dates
from data_sources.tables.signals import Signals

Rows = TypeVar("Rows", Signals, Announcements)


class KnownRows(Generic[Rows]):
    """The rows known so far, in the order in which they stand among all."""

    __slots__ = ("_make", "_new", "_places", "_rows")

    def __init__(self, make: Callable[..., Rows], none: Rows) -> None:
        """Begin with no row; ``make`` takes the columns."""
        self._new: list[list[NDArray[Any]]] = []
        self._make: Callable[..., Rows] = make
        self._rows: Rows = none
        self._places = np.empty(0, np.intp)

    def add(self, parts: list[NDArray[Any]]) -> None:
        """Take rows that have just become known: where they stand among the others, then their columns."""
        self._new.append(parts)

    def now(self) -> Rows:
        """Return all of them."""
        if self._new:
            parts = [[self._places, *self._rows.columns], *self._new]
            joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
            order = np.argsort(joined[0])
            self._places = joined[0][order]
            self._rows = self._make(*(column[order] for column in joined[1:]))
            self._new = []
        return self._rows


class RowFeed:
    """All rows with the session after whose close each is known; ``show`` hands them on when it has come."""

    def __init__(self, rows: Signals | Announcements, known_on: Dates, sessions: Dates) -> None:
        """Sort by the first session on or after the day on which each row is known."""
        due = np.searchsorted(sessions, known_on.astype("datetime64[D]"))
        order = np.argsort(due, kind="stable")
        self.parts = [order, *(column[order] for column in rows.columns)]
        self.ends = np.searchsorted(due[order], np.arange(len(sessions)), side="right").tolist()
        self.shown = 0

    def show(self, session: int, known: KnownRows[Any]) -> None:
        """Hand on what became known up to a session, in arrays of its own."""
        end = self.ends[session]
        if end > self.shown:
            known.add([column[self.shown : end].copy() for column in self.parts])
            self.shown = end
