"""Checked frames into the store: all of them in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine

from data_sources.errors import StoreError
from data_sources.store.address import shown
from data_sources.store.cache import cache_folder, keep, read_kept
from data_sources.store.columns import NO_BARS, pack_series, unpack_series
from data_sources.store.content import MODULUS, content_hash, content_sum
from data_sources.store.difference import Counts, Difference, compare
from data_sources.store.finding_writing import finding_changes, write_findings
from data_sources.store.head import HEAD
from data_sources.store.last_proof import carry_on, count_at_commit, store_mark
from data_sources.store.migrations import revision, upgrade
from data_sources.store.proof import (
    Parts,
    findings_held,
    insist_on_findings,
    insist_on_pages,
    insist_on_statement,
    new_proof,
    proved_bars,
    proved_tables,
    stored_facts,
    write_proof,
)
from data_sources.store.proved import Mark, proved_snapshots
from data_sources.store.row_writing import Origin, write_rows
from data_sources.store.series import with_rows
from data_sources.store.snapshot import Snapshot
from data_sources.store.snapshots import latest_snapshot, not_before, snapshot_at
from data_sources.store.stored_columns import stored_bars, stored_tables
from data_sources.store.tables import snapshots
from data_sources.store.transactions import writing
from data_sources.tables.facts import BAR_FIELDS
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frames
from data_sources.tables.schema import BARS

VendorsOfRows: TypeAlias = Mapping[str, Mapping[str, str]]
"""By table and symbol: which vendor of a source gave the rows."""

NO_VENDORS: VendorsOfRows = MappingProxyType({})


@dataclass(frozen=True)
class Publication:
    """The snapshot that now holds the rows; ``fresh`` is False when all of them were there already."""

    snapshot: str
    fresh: bool
    counts: Mapping[str, Counts]


def publish(
    engine: Engine,
    frames: Frames,
    found: Sequence[Finding],
    source: str,
    created_at: datetime,
    *,
    simulated: bool = False,
    vendors: VendorsOfRows = NO_VENDORS,
) -> Publication:
    """Make the rows the present facts, as one new snapshot; rows that are not among them stay as they are.

    A row is stored as read from ``source`` and, where one is named, its vendor.

    When every row is stored already, no row is written, and there is a new snapshot only where other findings than
    before were accepted. Replaced values go to ``revisions``. Of the findings of the same source those that are not in
    ``found`` no longer hold; of accepted ones see ``finding_writing``. ``created_at`` is UTC without a zone; it never
    runs backwards: some minutes before the latest snapshot it becomes that one's, more are refused. An empty or older
    store gets its tables first; the column cache of the snapshot is written when its rows are safe. Raises StoreBusy
    when another writer is at work, StoreError when simulated rows would meet real ones, when the stored facts are not
    what was published before and for everything a database can fail with; the store is then as it was.
    """
    with stored_facts(engine.url), writing(engine) as connection:
        mark = store_mark(connection)
        if revision(connection) not in (None, HEAD):
            # Looked at before the upgrade: its new pages are in no file until all of this is committed.
            insist_on_pages(connection)
        older = upgrade(connection) != HEAD
        latest = latest_snapshot(connection)
        insist_on_one_kind(engine.url, latest, simulated=simulated)
        created_at = not_before(latest, created_at)
        if latest is not None:
            _insist_on_published(connection, latest, mark, older=older)
        differences = {name: compare(connection, frame) for name, frame in frames.items()}
        counts = {name: difference.counts for name, difference in differences.items()}
        if latest is not None and not any(count.new or count.changed for count in counts.values()):
            findings = finding_changes(connection, found, source, frames)
            if not findings.touch_acceptance:
                return Publication(latest.name, fresh=False, counts=counts)
        content = _content(latest, differences)
        number = _new_snapshot(connection, content, counts, source, created_at, simulated=simulated)
        for name, difference in differences.items():
            write_rows(connection, name, difference, Origin(source, vendors.get(name, {}), number))
        write_findings(connection, found, source, number, frames)
        snapshot = snapshot_at(connection)
        parts = _columns(connection, latest, snapshot, differences.get(BARS.name))
        proof = new_proof(connection, snapshot, parts)
        write_proof(connection, snapshot, proof)
        count_at_commit(connection)
    snapshot = replace(snapshot, proof=proof)
    keep(cache_folder(engine.url), snapshot, "tables", parts.tables.arrays())
    keep(cache_folder(engine.url), snapshot, "bars", pack_series(parts.bars))
    with engine.connect() as connection:
        carry_on(connection, mark, [snapshot.name])
    return Publication(snapshot.name, fresh=True, counts=counts)


def insist_on_one_kind(url: URL, latest: Snapshot | None, *, simulated: bool) -> None:
    """Raise StoreError when simulated rows would meet real ones."""
    if latest is not None and latest.simulated != simulated:
        there, given = ("simulated", "real") if latest.simulated else ("real", "simulated")
        raise StoreError(f"{shown(url)} holds {there} facts; give the {given} ones a --db of their own")


def _columns(connection: Connection, before: Snapshot | None, snapshot: Snapshot, bars: Difference | None) -> Parts:
    """Return the columns of the new snapshot: the bars from those of the one before, if they are kept.

    The database need not be asked for millions of bars that stay as they are.
    """
    kept = read_kept(cache_folder(connection.engine.url), before, "bars", unpack_series) if before else NO_BARS
    if kept is not None and bars is not None:
        kept = with_rows(kept, bars.fresh.rows(np.concatenate([bars.new, bars.changed])), BAR_FIELDS)
    return Parts(stored_tables(connection, snapshot), stored_bars(connection, snapshot) if kept is None else kept)


def _insist_on_published(connection: Connection, latest: Snapshot, mark: Mark | None, *, older: bool) -> None:
    """Raise StoreError when the facts are not those of the latest snapshot: the new one would count them as its own."""
    insist_on_statement(connection, latest)
    insist_on_findings(connection, latest, findings_held(connection, latest))
    if latest.name not in proved_snapshots(cache_folder(connection.engine.url), mark):
        if not older:
            insist_on_pages(connection)
        proved_tables(connection, latest)
        proved_bars(connection, latest)


def _content(latest: Snapshot | None, differences: Mapping[str, Difference]) -> dict[str, int]:
    sums = {} if latest is None else dict(latest.content)
    for name, difference in differences.items():
        fresh, stored = difference.fresh, difference.stored
        added = content_sum(fresh.rows(np.concatenate([difference.new, difference.changed])))
        sums[name] = (sums.get(name, 0) + added - content_sum(stored.rows(difference.replaced))) % MODULUS
    return sums


def _new_snapshot(
    connection: Connection,
    content: Mapping[str, int],
    counts: Mapping[str, Counts],
    source: str,
    created_at: datetime,
    *,
    simulated: bool,
) -> int:
    # A sequence of the server's own would leave a gap where a publication was killed.
    number = connection.execute(sa.select(sa.func.coalesce(sa.func.max(snapshots.c.id), 0))).scalar_one() + 1
    row = {
        "id": number,
        "created_at": created_at,
        "source": source,
        "simulated": simulated,
        "content": {name: f"{value:032x}" for name, value in content.items()},
        "content_hash": content_hash(content),
        "counts": {name: vars(count) for name, count in counts.items()},
    }
    connection.execute(sa.insert(snapshots).values(row))
    return int(number)
