"""Checked frames into the store: all of them in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.errors import StoreError
from data_sources.finding import Finding
from data_sources.frame import Array, Frame, Frames
from data_sources.store.content import MODULUS, content_hash, content_sum
from data_sources.store.difference import Counts, Difference, compare
from data_sources.store.opening import create_tables, shown, writing
from data_sources.store.reading import latest_snapshot, snapshot_name
from data_sources.store.tables import FACT_TABLES, revisions, snapshots
from data_sources.store.tables import findings as finding_rows


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
) -> Publication:
    """Make the rows the present facts, as one new snapshot; rows that are not among them stay as they are.

    When every row is stored already, nothing at all is written. Replaced values go to ``revisions``. The findings of
    the same source are replaced by ``found``. ``created_at`` is UTC without a zone. Raises StoreError when simulated
    rows would meet real ones, and for everything a database can fail with; the store is then as it was.
    """
    with writing(engine) as connection:
        create_tables(connection)
        latest = latest_snapshot(connection)
        if latest is not None and latest.simulated != simulated:
            there, given = ("simulated", "real") if latest.simulated else ("real", "simulated")
            raise StoreError(f"{shown(engine.url)} holds {there} facts; give the {given} ones a --db of their own")
        differences = {name: compare(connection, frame) for name, frame in frames.items()}
        counts = {name: difference.counts for name, difference in differences.items()}
        if latest is not None and not any(count.new or count.changed for count in counts.values()):
            return Publication(snapshot_name(latest.id, latest.content_hash), fresh=False, counts=counts)
        content = _content(latest, differences)
        snapshot = _new_snapshot(connection, content, counts, source, created_at, simulated=simulated)
        for name, difference in differences.items():
            _write(connection, name, difference, source, snapshot)
        _write_findings(connection, found, source, snapshot)
        return Publication(snapshot_name(snapshot, content_hash(content)), fresh=True, counts=counts)


def _content(latest: sa.Row[Any] | None, differences: Mapping[str, Difference]) -> dict[str, int]:
    sums = {} if latest is None else {name: int(value, 16) for name, value in latest.content.items()}
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
    row = {
        "created_at": created_at,
        "source": source,
        "simulated": simulated,
        "content": {name: f"{value:032x}" for name, value in content.items()},
        "content_hash": content_hash(content),
        "counts": {name: vars(count) for name, count in counts.items()},
    }
    number = connection.execute(sa.insert(snapshots).values(row)).inserted_primary_key
    return int(number[0]) if number else 0


def _write(connection: Connection, name: str, difference: Difference, source: str, snapshot: int) -> None:
    stored = FACT_TABLES[name]
    stamp = {"read_from": source, "snapshot": snapshot}
    if len(difference.new):
        _insert(connection, stored, difference.fresh.rows(difference.new), stamp)
    if len(difference.changed):
        fresh = _records(difference.fresh.rows(difference.changed))
        _keep_revisions(connection, name, difference, snapshot)
        key = difference.fresh.table.key
        where = [stored.c[column] == sa.bindparam(f"key_{column}") for column in key]
        values: dict[str, Any] = {column: sa.bindparam(column) for column in (*fresh[0], *stamp) if column not in key}
        keyed = [{f"key_{k}" if k in key else k: value for k, value in row.items()} | stamp for row in fresh]
        connection.execute(sa.update(stored).where(*where).values(values), keyed)


def _insert(connection: Connection, stored: sa.Table, frame: Frame, stamp: Mapping[str, Any]) -> None:
    """Insert past SQLAlchemy's handling of each row, which would take two thirds of a first import."""
    statement = sa.insert(stored).compile(dialect=connection.dialect, column_keys=[*frame.columns, *stamp])
    is_text = connection.dialect.name == "sqlite"
    cells = [_plain(_iso(column) if is_text else column) for column in frame.columns.values()]
    rows = zip(*cells, *(repeat(value, len(frame)) for value in stamp.values()), strict=True)
    names = (*frame.columns, *stamp)
    parameters = list(rows) if statement.positional else [dict(zip(names, row, strict=True)) for row in rows]
    connection.exec_driver_sql(str(statement), parameters)


def _keep_revisions(connection: Connection, name: str, difference: Difference, snapshot: int) -> None:
    key = difference.stored.table.key
    stored = FACT_TABLES[name]
    by_key = sa.select(stored.c.snapshot).order_by(*(stored.c[column] for column in key))
    published = np.array(connection.execute(by_key).scalars().all(), np.int64)[difference.replaced].tolist()
    old = [_as_json(row) for row in _records(difference.stored.rows(difference.replaced))]
    connection.execute(
        sa.insert(revisions),
        [
            {
                "table": name,
                "key": {k: row[k] for k in key},
                "old": {k: value for k, value in row.items() if k not in key},
                "snapshot": number,
                "replaced_by": snapshot,
            }
            for row, number in zip(old, published, strict=True)
        ],
    )


def _write_findings(connection: Connection, found: Sequence[Finding], source: str, snapshot: int) -> None:
    connection.execute(sa.delete(finding_rows).where(finding_rows.c.source == source))
    if found:
        stamp = {"source": source, "snapshot": snapshot}
        connection.execute(sa.insert(finding_rows), [vars(finding) | stamp for finding in found])


def _records(frame: Frame) -> list[dict[str, Any]]:
    """Rows as the database takes them: dates, floats and strings, None where empty."""
    cells = [_plain(column) for column in frame.columns.values()]
    names = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _iso(column: Array) -> Array:
    """Return days as SQLite holds them, text; other columns as they are."""
    if column.dtype.kind != "M":
        return column
    days, place = np.unique(column, return_inverse=True)
    texts = np.array([None if day is None else day.isoformat() for day in days.tolist()], object)
    return np.asarray(texts[place])


def _plain(column: Array) -> list[Any]:
    if column.dtype.kind == "f":
        objects = column.astype(object)
        objects[np.isnan(column)] = None
        return list(objects)
    return list(column.tolist())


def _as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
