"""What a publication changes in the fact tables: rows added and replaced, and what they said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.difference import Difference
from data_sources.store.insertion import as_json, insert_rows, records
from data_sources.store.tables import FACT_TABLES, revisions
from data_sources.tables.frame import Frame


@dataclass(frozen=True)
class Origin:
    """Where the rows of one table come from, and the snapshot that publishes them."""

    source: str
    vendors: Mapping[str, str]
    snapshot: int

    def stamps(self, rows: Frame) -> dict[str, list[Any]]:
        """Return the columns that the store adds to every row."""
        vendors = [self.vendors.get(symbol, "") for symbol in rows.symbols.tolist()]
        read_from = [f"{self.source} ({vendor})" if vendor else self.source for vendor in vendors]
        return {"read_from": read_from, "snapshot": [self.snapshot] * len(rows)}


def write_rows(connection: Connection, name: str, difference: Difference, origin: Origin) -> None:
    """Add the new rows of a table, replace the changed ones and keep what they said before."""
    if len(difference.new):
        rows = difference.fresh.rows(difference.new)
        insert_rows(connection, FACT_TABLES[name], rows, origin.stamps(rows))
    if len(difference.changed):
        _keep_revisions(connection, name, difference, origin.snapshot)
        _replace_rows(connection, FACT_TABLES[name], difference.fresh.rows(difference.changed), origin)


def _replace_rows(connection: Connection, stored: sa.Table, rows: Frame, origin: Origin) -> None:
    key, fresh, stamps = rows.table.key, records(rows), origin.stamps(rows)
    where = [stored.c[column] == sa.bindparam(f"key_{column}") for column in key]
    values: dict[str, Any] = {column: sa.bindparam(column) for column in (*fresh[0], *stamps) if column not in key}
    keyed = [
        {f"key_{k}" if k in key else k: value for k, value in row.items()} | dict(zip(stamps, stamp, strict=True))
        for row, *stamp in zip(fresh, *stamps.values(), strict=True)
    ]
    connection.execute(sa.update(stored).where(*where).values(values), keyed)


def _keep_revisions(connection: Connection, name: str, difference: Difference, snapshot: int) -> None:
    key = difference.stored.table.key
    published = difference.published[difference.replaced].tolist()
    old = [as_json(row) for row in records(difference.stored.rows(difference.replaced))]
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
