"""What is known while a refresh runs: the stored facts, laid over by what it has accepted so far."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.errors import StoreError
from data_sources.store.address import shown, store_errors
from data_sources.store.opening import is_filled
from data_sources.store.rows import findings_by_number, held_of_source, read_frame
from data_sources.store.snapshots import latest_snapshot
from data_sources.store.tables import FACT_TABLES
from data_sources.store.transactions import reading
from data_sources.tables.facts import Dates
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Frames, concatenate, empty_frame
from data_sources.tables.schema import CALENDAR_INDEX, TABLES

SMALL = ("instruments", "sessions", "index", "actions", "status")
BEFORE = timedelta(days=30)
RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Known:
    """Frames by table, whole but for ``bars``, of which only the rows read again and some before them are there.

    ``made_at`` is when the ``snapshot`` was made, UTC without a zone. ``last_bar`` is each symbol's last stored bar,
    ``suspended`` the symbols with an announced suspension (停牌) on the last session, None when no source knows them.
    ``findings`` are those that hold in the store, of this source.
    """

    frames: Mapping[str, Frame]
    last_bar: Mapping[str, date]
    snapshot: str = ""
    made_at: datetime | None = None
    suspended: frozenset[str] | None = None
    findings: tuple[Finding, ...] = field(default=())

    def __getitem__(self, table: str) -> Frame:
        """Return the rows of a table, empty when there are none."""
        return self.frames.get(table) or empty_frame(TABLES[table])

    @property
    def sessions(self) -> Dates:
        """The sessions: the table, or else the dates of the CSI 300."""
        days = self["sessions"]["date"]
        return days if len(days) else self["index"]["date"][self["index"]["symbol"] == CALENDAR_INDEX]

    def about(self, symbols: Sequence[str]) -> Known:
        """Return what is known of one symbol beside the calendar; of many, all that is known."""
        if len(symbols) != 1:
            return self
        narrow = {name: self[name].of_symbol(symbols[0]) for name in ("instruments", "bars", "actions", "status")}
        return replace(self, frames={**self.frames, **narrow})

    def with_rows(self, fresh: Frames) -> Known:
        """Return what is known with fresh rows in the place of those of the same key."""
        return replace(self, frames={**self.frames, **{name: laid_over(self[name], fresh[name]) for name in fresh}})


def laid_over(stored: Frame, fresh: Frame) -> Frame:
    """Return the rows of both in key order; of a key that both have, the fresh row."""
    if not len(stored) or not len(fresh):
        return fresh if len(fresh) else stored
    taken = set(keys_of(fresh))
    left = np.array([key not in taken for key in keys_of(stored)], np.bool_)
    return concatenate(fresh.table, [unplaced(stored.rows(left)), unplaced(fresh)]).in_key_order()


def keys_of(frame: Frame) -> list[tuple[object, ...]]:
    """Return the key of each row as plain values."""
    return list(zip(*(frame[name].tolist() for name in frame.table.key), strict=True))


def read_known(engine: Engine, source: str) -> Known:
    """Return what the store holds, without bars; empty for a store without tables. StoreError for a simulated one."""
    with store_errors(engine.url):
        if not is_filled(engine):
            return Known({}, {})
        with reading(engine) as connection:
            latest = latest_snapshot(connection)
            if latest is not None and latest.simulated:
                raise StoreError(
                    f"{shown(engine.url)} holds a simulated market; give the real facts a --db of their own"
                )
            bars = FACT_TABLES["bars"]
            query = sa.select(bars.c.symbol, sa.func.max(bars.c.date)).group_by(bars.c.symbol)
            last = {row[0]: row[1] for row in connection.execute(query)}
            frames = {name: read_frame(connection, name) for name in SMALL}
            found = tuple(findings_by_number(connection, held_of_source(source)).values())
            name, made_at = (latest.name, latest.created_at) if latest else ("", None)
            return Known(frames, last, name, made_at, findings=found)


def with_tables(known: Known, engine: Engine, names: Sequence[str]) -> Known:
    """Add the stored rows of further tables, whole; unchanged for a store without tables."""
    if not names or not known.snapshot:
        return known
    with store_errors(engine.url), reading(engine) as connection:
        return known.with_rows({name: read_frame(connection, name) for name in names})


def with_bars(known: Known, engine: Engine, firsts: Mapping[str, date]) -> Known:
    """Add the stored bars of the symbols from a month before their first day asked for; most begin within weeks."""
    stored = {symbol: day for symbol, day in firsts.items() if symbol in known.last_bar}
    if not stored:
        return known
    newest = max(stored.values())
    recent = {symbol for symbol, day in stored.items() if newest - day <= RECENT}
    groups = [group for group in (recent, set(stored) - recent) if group]
    with store_errors(engine.url), reading(engine) as connection:
        frames = [_bars(connection, group, _month_before(min(stored[symbol] for symbol in group))) for group in groups]
    return known.with_rows({"bars": concatenate(TABLES["bars"], frames).in_key_order()})


def _month_before(day: date) -> date:
    """A file may name any day of the calendar, the first one too, before which there is none."""
    return max(day, date.min + BEFORE) - BEFORE


def _bars(connection: Connection, symbols: Collection[str], first: date) -> Frame:
    frame = read_frame(connection, "bars", FACT_TABLES["bars"].c.date >= first)
    return frame.rows(np.isin(frame["symbol"], sorted(symbols)))


def unplaced(frame: Frame) -> Frame:
    """Return rows without the places they came from, so that they can be joined with any others."""
    return Frame(frame.table, frame.columns)
