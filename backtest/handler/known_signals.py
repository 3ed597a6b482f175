"""Values of industry series as they become known, session after session."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.facts import Dates
from data_sources.tables.signals import Signals


class KnownSignals:
    """The values published so far, in the order in which they stand among all."""

    __slots__ = ("_known", "_new")

    def __init__(self) -> None:
        """Begin with no value."""
        self._new: list[list[NDArray[Any]]] = []
        self._known = (np.empty(0, np.intp), Signals.of())

    def add(self, parts: list[NDArray[Any]]) -> None:
        """Take values that have just been published: where they stand among the others, then their columns."""
        self._new.append(parts)

    def now(self) -> Signals:
        """Return all of them."""
        if self._new:
            places, known = self._known
            parts = [[places, *known.columns], *self._new]
            joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
            order = np.argsort(joined[0])
            self._known, self._new = (joined[0][order], Signals(*(column[order] for column in joined[1:]))), []
        return self._known[1]


class SignalFeed:
    """All values with the session after whose close each is known; ``show`` hands them on when it has come."""

    def __init__(self, signals: Signals, sessions: Dates) -> None:
        """Sort by the first session on or after the day of publication."""
        due = np.searchsorted(sessions, signals.published_on.astype("datetime64[D]"))
        order = np.argsort(due, kind="stable")
        self.parts = [order, *(column[order] for column in signals.columns)]
        self.ends = np.searchsorted(due[order], np.arange(len(sessions)), side="right").tolist()
        self.shown = 0

    def show(self, session: int, known: KnownSignals) -> None:
        """Hand on what was published up to a session, in arrays of its own."""
        end = self.ends[session]
        if end > self.shown:
            known.add([column[self.shown : end].copy() for column in self.parts])
            self.shown = end
