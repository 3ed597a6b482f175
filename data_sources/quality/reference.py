"""What the rows of one table are held against: the instruments and the calendar, stored ones included."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from data_sources.quality.steps import Steps, rates_of, steps
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.frame import Array, Frame, Frames, concatenate, empty_frame
from data_sources.tables.schema import BARS, CALENDAR_INDEX, TABLES

BACKGROUND = ("instruments", "actions", "status")


@dataclass(frozen=True)
class Reference:
    """Frames by table, never absent, beside the instruments and sessions as they will be once these are published.

    ``symbols`` ascend; ``listed`` and ``delisted`` (NaT unknown) belong to them. ``sessions`` is empty without any
    calendar. ``in_lots``: volumes come from a source that knows them in lots (手) only, rounded to the nearest.
    ``stored`` has the stored rows of some tables. ``stretch``: the rows are a vendor's answer, a stretch of a symbol
    whose actions may not have come yet.
    """

    frames: Frames
    symbols: Array
    listed: Dates
    delisted: Dates
    sessions: Dates
    in_lots: bool = False
    stored: Frames = field(default_factory=dict)
    stretch: bool = False

    def __getitem__(self, name: str) -> Frame:
        """Return one table, empty when it was not given."""
        return self.frames[name]

    @property
    def background(self) -> Reference:
        """What the bars are held against: stored bars; of other tables what is given counts, and else the stored."""
        given = {name: frame for name in BACKGROUND if len(frame := self.frames[name])}
        return replace(self, frames=_whole({**self.stored, **given}))

    @property
    def traded(self) -> Array:
        """Which bars count: volume above 0; of the others everything but the date is ignored."""
        return np.asarray(self.frames[BARS.name]["volume"] > 0)

    @cached_property
    def steps(self) -> Steps:
        """Return the steps from one sound bar to the next, the stored actions among them."""
        return steps(self.frames[BARS.name], self.background)

    @cached_property
    def rates(self) -> Floats:
        """Return by step the widest limit of its board on its day; NaN where none was in force."""
        return rates_of(self.frames[BARS.name], self.steps)

    def known(self, symbols: Array) -> Array:
        """Say which symbols have a row in instruments."""
        return np.isin(symbols, self.symbols)

    def listing(self, symbols: Array) -> tuple[Dates, Dates]:
        """Return list and delist date by symbol, NaT where unknown."""
        if not len(self.symbols):
            nothing = np.full(len(symbols), np.datetime64("NaT", "D"), "datetime64[D]")
            return nothing, nothing
        place = np.minimum(np.searchsorted(self.symbols, symbols), len(self.symbols) - 1)
        missing = self.symbols[place] != symbols
        never = np.datetime64("NaT", "D")
        return np.where(missing, never, self.listed[place]), np.where(missing, never, self.delisted[place])


def reference(
    given: Frames, stored: Frames | None = None, *, in_lots: bool = False, stretch: bool = False
) -> Reference:
    """Lay given tables over the stored ones; instruments, sessions and the calendar index are enough for most rules."""
    stored = stored or {}
    instruments = concatenate(
        TABLES["instruments"], [f for f in (given.get("instruments"), stored.get("instruments")) if f]
    )
    symbols, first = np.unique(instruments["symbol"], return_index=True)
    listed, delisted = instruments["list_date"][first], instruments["delist_date"][first]
    return Reference(_whole(given), symbols, listed, delisted, _sessions(given, stored), in_lots, stored, stretch)


def _whole(frames: Frames) -> dict[str, Frame]:
    return {name: frames.get(name) or empty_frame(table) for name, table in TABLES.items()}


def _sessions(given: Frames, stored: Frames) -> Dates:
    tables = [frames["sessions"]["date"] for frames in (given, stored) if "sessions" in frames]
    if not any(len(dates) for dates in tables):
        indices = [frames["index"] for frames in (given, stored) if "index" in frames]
        tables = [index["date"][index["symbol"] == CALENDAR_INDEX] for index in indices]
    return np.unique(np.concatenate(tables)) if tables else np.empty(0, "datetime64[D]")
