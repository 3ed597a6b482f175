"""Snapshots: what each publication made of the facts, and which one was the latest at a time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.calendar.clock import SHANGHAI, Clock, insist_on_after
from data_sources.errors import NoSuchSnapshot, StoreError
from data_sources.language.text import both
from data_sources.store.address import HOW_TO_FILL, shown
from data_sources.store.content import content_hash
from data_sources.store.snapshot import Snapshot
from data_sources.store.tables import snapshots


def latest_snapshot(connection: Connection) -> Snapshot | None:
    """Return the last publication, None before the first."""
    return _last(connection, sa.true(), is_latest=True)


def every_snapshot(connection: Connection) -> list[Snapshot]:
    """Return all publications, the first one first."""
    rows = connection.execute(sa.select(snapshots).order_by(snapshots.c.id)).all()
    return [_snapshot(row, is_latest=row is rows[-1]) for row in rows]


def not_before(latest: Snapshot | None, created_at: datetime) -> datetime:
    """Return when a new snapshot is made, never before the latest one; ClockWrong for more than minutes before it.

    "As of a day" takes the last snapshot before a midnight: with times that run backwards it would find another one.
    """
    if latest is None:
        return created_at
    now = created_at.replace(tzinfo=UTC)
    insist_on_after(Clock(lambda: now, lambda _: None, lambda: 0.0), latest.name, latest.created_at)
    return max(created_at, latest.created_at)


def snapshot_at(connection: Connection, as_of: str | date | None = None) -> Snapshot:
    """Return a snapshot by name, the last one of a day (in Shanghai), or the latest.

    NoSuchSnapshot when there is none, StoreError for an empty store.
    """
    latest = latest_snapshot(connection)
    url = shown(connection.engine.url)
    if latest is None:
        raise StoreError(both(f"the store {url} is empty; {HOW_TO_FILL}", f"数据库 {url} 是空的；{HOW_TO_FILL.zh}"))
    if as_of is None:
        return latest
    found = _named(connection, as_of) if isinstance(as_of, str) else _of_day(connection, as_of)
    if found is None and isinstance(as_of, str):
        raise NoSuchSnapshot(f"the store {url} has no snapshot {as_of}; its latest is {latest.name}")
    if found is None:
        (first,) = connection.execute(sa.select(sa.func.min(snapshots.c.created_at))).one()
        raise NoSuchSnapshot(
            f"the store {url} knew nothing by {as_of}; its first facts came at {first:%Y-%m-%d %H:%M} UTC"
        )
    return latest if found.number == latest.number else found


def _named(connection: Connection, name: str) -> Snapshot | None:
    match = re.fullmatch(r"s(\d{1,9})(-[0-9a-f]{12})?", name)
    if match is None:
        return None
    found = _last(connection, snapshots.c.id == int(match[1]))
    if found is not None and content_hash(found.content) != found.content_hash:
        # Its name was altered: it is no other snapshot, and whoever proves it says so.
        return found
    # A store made anew counts from 1 again: its s1 is not the one that was asked for.
    return found if found is not None and found.name.startswith(name if match[2] else f"{name}-") else None


def _of_day(connection: Connection, day: date) -> Snapshot | None:
    end = datetime.combine(day, time.max, SHANGHAI).astimezone(UTC).replace(tzinfo=None)
    return _last(connection, snapshots.c.created_at <= end)


def _last(connection: Connection, where: sa.ColumnElement[bool], *, is_latest: bool = False) -> Snapshot | None:
    row = connection.execute(sa.select(snapshots).where(where).order_by(snapshots.c.id.desc()).limit(1)).first()
    return None if row is None else _snapshot(row, is_latest=is_latest)


def _snapshot(row: sa.Row[Any], *, is_latest: bool) -> Snapshot:
    content = {name: int(value, 16) for name, value in row.content.items()}
    return Snapshot(
        row.id, row.created_at, row.source, row.simulated, content, row.content_hash, is_latest, row.proof or {}
    )
