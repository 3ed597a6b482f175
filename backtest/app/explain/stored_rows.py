"""The rows of one symbol as the store holds them, with where each came from and what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.tables import FACT_TABLES, revisions, snapshots
from data_sources.tables.schema import TABLES

HALF_A_YEAR = 183
ANNOUNCEMENTS = 2


@dataclass(frozen=True)
class StoredRow:
    """A row as it is stored, with where it was read from and the snapshot that published its present values (UTC)."""

    values: Mapping[str, object]
    read_from: str
    snapshot: int
    published_at: str


def stored_rows(connection: Connection, name: str, **where: object) -> tuple[StoredRow, ...]:
    """Return the rows of a table whose columns are the given values, or between the two of a pair."""
    stored = FACT_TABLES[name]
    conditions = [
        stored.c[column].between(*value) if isinstance(value, tuple) else stored.c[column] == value
        for column, value in where.items()
    ]
    key = [stored.c[column] for column in TABLES[name].key]
    query = sa.select(stored, snapshots.c.created_at).join(snapshots, stored.c.snapshot == snapshots.c.id)
    found = connection.execute(query.where(*conditions).order_by(*key)).mappings()
    return tuple(
        StoredRow(
            {column: _plain(row[column]) for column in TABLES[name].names()},
            str(row["read_from"]),
            int(row["snapshot"]),
            _moment(row["created_at"]),
        )
        for row in found
    )


def rows_around(connection: Connection, symbol: str, day: date) -> dict[str, tuple[StoredRow, ...]]:
    """Return the rows around a share's bar by table: actions within half a year, status that holds on the day.

    Of earnings the last announcements by that day, whatever was announced later.
    """
    around = (_days_later(day, -HALF_A_YEAR), _days_later(day, HALF_A_YEAR))
    old, new = (stored_rows(connection, "renames", **{column: symbol}) for column in ("old_symbol", "new_symbol"))
    return {
        "instruments": stored_rows(connection, "instruments", symbol=symbol),
        "actions": stored_rows(connection, "actions", symbol=symbol, ex_date=around),
        "status": tuple(row for row in stored_rows(connection, "status", symbol=symbol) if _holds(row, day)),
        "renames": (*old, *new),
        "earnings": stored_rows(connection, "earnings", symbol=symbol, announced_on=(date.min, day))[-ANNOUNCEMENTS:],
    }


def _days_later(day: date, days: int) -> date:
    """The day so many days later, at most the first or the last that a date can be."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def revisions_of(connection: Connection, symbol: str, day: date) -> tuple[Mapping[str, object], ...]:
    """Return what the symbol's rows said before: of dated tables those of the day, of the others all."""
    published = {
        row.id: row.created_at for row in connection.execute(sa.select(snapshots.c.id, snapshots.c.created_at))
    }
    found = [
        row
        for row in connection.execute(sa.select(revisions).order_by(revisions.c.id))
        if symbol in row.key.values() and row.key.get("date", day.isoformat()) == day.isoformat()
    ]
    changes = []
    for place, row in enumerate(found):
        later = next((each.old for each in found[place + 1 :] if (each.table, each.key) == (row.table, row.key)), None)
        fresh = later if later is not None else _present(connection, row.table, row.key)
        changes += [
            {
                "table": row.table,
                "field": name,
                "was": _plain(value),
                "since": _moment(published[row.snapshot]),
                "became": _plain(fresh.get(name)),
                "on": _moment(published[row.replaced_by]),
            }
            for name, value in row.old.items()
            if _plain(value) != _plain(fresh.get(name))
        ]
    return tuple(changes)


def _present(connection: Connection, name: str, key: Mapping[str, str]) -> Mapping[str, object]:
    dates = {column.name for column in TABLES[name].columns if column.kind == "date"}
    wanted = {column: date.fromisoformat(value) if column in dates else value for column, value in key.items()}
    rows = stored_rows(connection, name, **wanted)
    return rows[0].values if rows else {}


def _holds(row: StoredRow, day: date) -> bool:
    return str(row.values["start"]) <= day.isoformat() <= str(row.values["end"] or date.max)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and not isfinite(value) else value


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
