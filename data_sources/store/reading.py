"""The stored facts, back in memory: the present ones, or those of an earlier snapshot or day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias, TypeVar, cast

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.store.address import store_errors
from data_sources.store.cache import cache_folder, keep, read_kept
from data_sources.store.columns import NO_BARS, SmallTables, pack_series, unpack_series
from data_sources.store.last_proof import store_mark
from data_sources.store.opening import is_filled
from data_sources.store.proof import (
    findings_held,
    insist_on_findings,
    insist_on_pages,
    insist_on_statement,
    proved_bars,
    proved_tables,
    stored_facts,
)
from data_sources.store.proved import proved_snapshots, remember
from data_sources.store.rows import read_frame
from data_sources.store.series import Series
from data_sources.store.snapshot import Snapshot
from data_sources.store.snapshot_facts import snapshot_facts, worst_first
from data_sources.store.snapshots import snapshot_at
from data_sources.store.tables import FACT_TABLES
from data_sources.store.transactions import reading
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import SYMBOL_DTYPE, Array, Frame, Frames
from data_sources.tables.schema import CALENDAR_INDEX

HELD_AGAINST = ("instruments", "sessions", "actions", "status", "renames")
Arrays: TypeAlias = Mapping[str, Array]
Read = TypeVar("Read")


@dataclass(frozen=True)
class Derived:
    """A part of the column cache that a reader makes of all facts: who makes it, and how."""

    maker: str
    make: Callable[[Facts], Arrays]


def read_facts(engine: Engine, symbols: Collection[str] | None = None, as_of: str | date | None = None) -> Facts:
    """Return all facts of a snapshot, in one consistent look; StoreError when there is none.

    ``symbols`` (canonical) limits instruments, bars, actions, status and earnings; renames, sessions, indices and
    signals are always whole. ``as_of`` is a snapshot as a result cites it (``s12-…``, or ``s12``) or a day, which means
    the last snapshot published before midnight in Shanghai at its end; None is the latest. Facts that were replaced
    since come back with the values they had. Arrays are read-only; they may be a file's own pages, see ``store.cache``.

    Everything is held against what was published, see ``store.proof``; StoreError when it is something else. A store
    that changed since it was last proved is read whole for that, whatever ``symbols`` are.
    """
    with _looking(engine, as_of, symbols) as look:
        return look.facts(look.bars())


def read_laid_out(
    engine: Engine, part: str, maker: str, lay_out: Callable[[Facts], Arrays], unpack: Callable[[Arrays], Read]
) -> tuple[Facts, Read]:
    """Return the latest facts without their bars, and what ``unpack`` makes of the arrays that ``lay_out`` makes.

    ``lay_out`` is given all of the facts, bars included.

    The arrays are kept in the column cache as a ``part`` of the snapshot, so that they are made once; ``maker`` stands
    for the program that makes them, whose change makes them anew, as arrays do that ``unpack`` refuses with a KeyError
    or ValueError. Raises StoreError when there are no facts, or others than were published (``read_facts``).
    """
    with _looking(engine) as look:
        laid_out = read_kept(cache_folder(engine.url), look.snapshot, part, unpack, maker)
        if laid_out is None:
            made = lay_out(look.facts(look.bars()))
            keep(cache_folder(engine.url), look.snapshot, part, made, maker)
            # Pages of files are shared with other processes, memory of our own is not.
            laid_out = read_kept(cache_folder(engine.url), look.snapshot, part, unpack, maker)
        return look.facts(NO_BARS), unpack(made) if laid_out is None else laid_out


def read_findings(engine: Engine, *, severity: str | None = None, symbol: str | None = None) -> tuple[Finding, ...]:
    """Return the findings that belong to the stored facts, the worst first; StoreError when there are no facts."""
    with _looking(engine, proves=False) as look:
        found = look.findings()
    return tuple(f for f in found if severity in (None, f.severity) and symbol in (None, f.symbol))


def stored_reference(engine: Engine) -> dict[str, Frame]:
    """Return what new rows are held against: of bars each symbol's last, of indices the calendar's; {} without one."""
    with stored_facts(engine.url):
        if not is_filled(engine):
            return {}
        with reading(engine) as connection:
            return {
                **{name: read_frame(connection, name) for name in HELD_AGAINST},
                "bars": read_frame(connection, "bars", _last_of_each(FACT_TABLES["bars"])),
                "index": read_frame(connection, "index", symbols=(CALENDAR_INDEX,)),
            }


def _last_of_each(bars: sa.Table) -> sa.ColumnElement[bool]:
    last = sa.select(bars.c.symbol, sa.func.max(bars.c.date)).group_by(bars.c.symbol)
    return sa.tuple_(bars.c.symbol, bars.c.date).in_(last)


@contextmanager
def _looking(
    engine: Engine, as_of: str | date | None = None, symbols: Collection[str] | None = None, *, proves: bool = True
) -> Iterator[_Look]:
    """Offer one look at a snapshot of a store that was proved since it last changed, or is now."""
    with store_errors(engine.url), reading(engine) as connection:
        with stored_facts(engine.url):
            mark = store_mark(connection)
            snapshot = snapshot_at(connection, as_of)
            insist_on_statement(connection, snapshot)
        look = _Look(connection, snapshot, symbols)
        if proves and snapshot.name not in proved_snapshots(cache_folder(engine.url), mark):
            look.prove()
            remember(cache_folder(engine.url), mark, [snapshot.name])
        yield look


@dataclass(frozen=True)
class _Look:
    """One snapshot in one transaction; ``symbols`` None means all."""

    connection: Connection
    snapshot: Snapshot
    symbols: Collection[str] | None
    read: dict[str, SmallTables | Series] = field(default_factory=dict)
    """What was read and proved."""

    def prove(self) -> None:
        with stored_facts(self.connection.engine.url):
            insist_on_pages(self.connection)
            self.read["tables"] = proved_tables(self.connection, self.snapshot)
            self.read["bars"] = proved_bars(self.connection, self.snapshot)
        self.findings()

    def bars(self) -> Series:
        if self.symbols is not None and not self.symbols:
            return NO_BARS
        bars = self._read("bars", unpack_series, proved_bars, pack_series)
        return bars if self.symbols is None else bars.of(self.symbols)

    def facts(self, bars: Series) -> Facts:
        tables = self._read("tables", SmallTables.of, proved_tables, SmallTables.arrays)
        if self.symbols is not None:
            tables = replace(tables, frames=_limited(tables.frames, sorted(self.symbols)))
        return snapshot_facts(self.snapshot, tables, bars, self.findings())

    def findings(self) -> tuple[Finding, ...]:
        with stored_facts(self.connection.engine.url):
            held = findings_held(self.connection, self.snapshot)
            insist_on_findings(self.connection, self.snapshot, held)
        return worst_first(held)

    def _read(
        self,
        part: str,
        unpack: Callable[[Arrays], Read],
        proved: Callable[[Connection, Snapshot], Read],
        pack: Callable[[Read], Arrays],
    ) -> Read:
        """Return a part of the tables, whole: from the cache, or else from the database, proved."""
        url = self.connection.engine.url
        found = read_kept(cache_folder(url), self.snapshot, part, unpack)
        if found is None:
            with stored_facts(url):
                found = cast("Read", self.read[part]) if part in self.read else proved(self.connection, self.snapshot)
            keep(cache_folder(url), self.snapshot, part, pack(found))
        return found


def _limited(frames: Frames, symbols: Sequence[str]) -> Frames:
    return {
        name: frame.rows(np.isin(frame["symbol"], np.array(symbols, SYMBOL_DTYPE)))
        if "symbol" in frame.table.names("symbol")
        else frame
        for name, frame in frames.items()
    }
