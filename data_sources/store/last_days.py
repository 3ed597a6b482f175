"""How far the stored bars and levels go, and whether the clock can be right beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.calendar.clock import Clock, insist_on_after, insist_on_past
from data_sources.store.proof import stored_facts
from data_sources.store.snapshots import snapshot_at
from data_sources.store.tables import FACT_TABLES
from data_sources.store.transactions import reading
from data_sources.tables.schema import CALENDAR_INDEX


@dataclass(frozen=True)
class LastDays:
    """The last day of the bars and of the index, None without a row. Simulated facts grow no older."""

    bars: date | None
    index: date | None
    simulated: bool

    @property
    def by_table(self) -> dict[str, date | None]:
        """The last day by table, none for a simulated market."""
        return {} if self.simulated else {"bars": self.bars, "index": self.index}


def last_days(engine: Engine, clock: Clock) -> LastDays:
    """Return the last days of the latest snapshot: of the index those of the CSI 300, of any index without it.

    Raises StoreError when the store is empty, ClockWrong when ``clock`` says a day that no one can believe or, beside
    real facts, a time before the latest snapshot or before the last rows.
    """
    bars, index = FACT_TABLES["bars"], FACT_TABLES["index"]
    with stored_facts(engine.url), reading(engine) as connection:
        latest = snapshot_at(connection)
        last_bar = connection.execute(sa.select(sa.func.max(bars.c.date))).scalar()
        newest = sa.select(sa.func.max(index.c.date))
        level = connection.execute(newest.where(index.c.symbol == CALENDAR_INDEX)).scalar()
        last_level = level or connection.execute(newest).scalar()
    found = LastDays(last_bar, last_level, latest.simulated)
    insist_on_past(clock, max((day for day in found.by_table.values() if day), default=None))
    if not found.simulated:
        insist_on_after(clock, latest.name, latest.created_at)
    return found
