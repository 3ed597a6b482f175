"""Every row of every snapshot, by its content sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.language.text import both
from data_sources.progress import Progress
from data_sources.store.content import MODULUS, content_sum
from data_sources.store.proof import Parts, new_proof
from data_sources.store.record import is_recorded
from data_sources.store.rows import read_published
from data_sources.store.snapshot import Snapshot
from data_sources.store.stored_columns import stored_bars, stored_tables
from data_sources.store.tables import FACT_TABLES, revisions
from data_sources.store.verification.changed_row import first_changed_row
from data_sources.store.verification.verdict import Verdict
from data_sources.tables.fact_frames import frame_from_cells
from data_sources.tables.frame import Array, Frame
from data_sources.tables.schema import BARS, INDEX, TABLES

SYMBOLS = 200
"""Symbols whose rows are in memory at a time."""

Rolled = dict[int, int]
"""By snapshot: what its publication added to the content sum of a table, and what it took away."""


def verify_rows(connection: Connection, snapshots: Sequence[Snapshot], hear: Progress) -> Verdict:
    """Hold the rows of every table as of every snapshot against its sums.

    Each row is read once: it counts from the snapshot that published it, each replaced value until the snapshot that
    replaced it, so the sums roll forward from one snapshot to the next.
    """
    faults, rows = [], 0
    latest = snapshots[-1] if snapshots else None
    for done, name in enumerate(TABLES):
        hear(both(f"proving {name}", f"核验 {name}"), done, len(TABLES))
        changes, count = _changes(connection, name)
        rows += count
        if fault := _first_fault(name, changes, snapshots):
            row = None if latest is None else first_changed_row(connection, latest, name)
            faults += [fault] if row is None else [row, fault]
    if latest is not None and not faults and is_recorded(latest):
        parts = Parts(stored_tables(connection, latest), stored_bars(connection, latest))
        proof = new_proof(connection, latest, parts)
        faults += [
            f"snapshot {latest.name}: its recorded proof of {part} is another than its rows make"
            for part in ("tables", "bars")
            if proof[part] != latest.proof.get(part)
        ]
    counted = both(
        f"{rows:,} rows and replaced values of {len(TABLES)} tables as of each of {len(snapshots)} snapshots",
        f"{len(TABLES)} 张数据表在 {len(snapshots)} 个快照下的 {rows:,} 行与被替换的值",
    )
    return Verdict(both("rows", "数据行"), counted, tuple(faults))


def _changes(connection: Connection, name: str) -> tuple[Rolled, int]:
    changes: Rolled = defaultdict(int)
    rows = 0
    for frame, published in _stored(connection, name):
        rows += len(frame)
        order = np.argsort(published, kind="stable")
        for group in np.split(order, np.flatnonzero(np.diff(published[order])) + 1):
            if len(group):
                changes[int(published[group[0]])] += content_sum(frame.rows(group))
    query = sa.select(revisions.c.key, revisions.c.old, revisions.c.snapshot, revisions.c.replaced_by)
    for row in connection.execute(query.where(revisions.c.table == name)):
        cells = {**row.key, **row.old}
        old = frame_from_cells(TABLES[name], {column: [cells.get(column)] for column in TABLES[name].names()})
        total = content_sum(old)
        changes[row.snapshot] += total
        changes[row.replaced_by] -= total
        rows += 1
    return changes, rows


def _stored(connection: Connection, name: str) -> Iterator[tuple[Frame, Array]]:
    """Read a table in pieces; every row is in one of them, whatever its symbol reads now."""
    if name not in (BARS.name, INDEX.name):
        yield read_published(connection, name)
        return
    symbol = FACT_TABLES[name].c.symbol
    symbols = [row[0] for row in connection.execute(sa.select(symbol).distinct().order_by(symbol))]
    firsts = symbols[::SYMBOLS]
    for first, end in zip(firsts, [*firsts[1:], None], strict=True):
        yield read_published(connection, name, symbol >= first, *([symbol < end] if end is not None else []))


def _first_fault(name: str, changes: Rolled, snapshots: Sequence[Snapshot]) -> str | None:
    total = 0
    if strange := sorted(changes.keys() - {snapshot.number for snapshot in snapshots}):
        return f"table {name} has rows of a snapshot {strange[0]} that is not there"
    for snapshot in snapshots:
        total = (total + changes[snapshot.number]) % MODULUS
        expected = snapshot.content.get(name, 0)
        if total != expected:
            return (
                f"table {name} as of snapshot {snapshot.name}: its rows add up to {total:032x}, published were "
                f"{expected:032x}"
            )
    return None
