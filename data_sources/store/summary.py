"""What a store holds, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from data_sources.store.address import shown
from data_sources.store.proof import stored_facts
from data_sources.store.snapshots import snapshot_at
from data_sources.store.tables import FACT_TABLES, findings
from data_sources.store.transactions import reading
from data_sources.tables.schema import TABLES

UNPROVED = "unproved"
"""The rule of what stands in a whole table and nothing proves."""


@dataclass(frozen=True)
class TableSummary:
    """Rows of a table, and the first and last day they are about (None without a date or a row)."""

    rows: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class StoreSummary:
    """The store at one snapshot; ``url`` has its password masked, ``created_at`` is UTC.

    ``findings`` counts those that hold by severity, ``accepted`` are the rules in spite of which facts were published.
    ``unproved`` are the sentences on facts of a whole table that nothing proves.
    """

    url: str
    snapshot: str
    created_at: datetime
    source: str
    simulated: bool
    tables: Mapping[str, TableSummary]
    findings: Mapping[str, int]
    accepted: tuple[str, ...] = ()
    unproved: tuple[str, ...] = ()

    def document(self) -> dict[str, object]:
        """Return plain values for ``--json``."""
        tables = {
            name: {"rows": table.rows, "first": _iso(table.first), "last": _iso(table.last)}
            for name, table in self.tables.items()
        }
        return asdict(self) | {"created_at": f"{self.created_at.isoformat()}Z", "tables": tables}


def store_summary(engine: Engine) -> StoreSummary:
    """Count the latest snapshot of a store; raises StoreError when it is empty."""
    with stored_facts(engine.url), reading(engine) as connection:
        latest = snapshot_at(connection)
        held = sa.select(findings.c.severity, sa.func.count().label("findings")).where(findings.c.replaced_by.is_(None))
        by_severity = held.group_by(findings.c.severity)
        open_ones = sa.select(findings.c.rule, findings.c.message).where(findings.c.replaced_by.is_(None))
        accepted = connection.execute(open_ones.where(findings.c.accepted))
        unproved = connection.execute(open_ones.where(findings.c.rule == UNPROVED, findings.c.symbol == ""))
        return StoreSummary(
            shown(engine.url),
            latest.name,
            latest.created_at,
            latest.source,
            latest.simulated,
            {name: _table_summary(connection, name) for name in TABLES},
            {row.severity: row.findings for row in connection.execute(by_severity)},
            tuple(sorted({row.rule for row in accepted})),
            tuple(dict.fromkeys(row.message for row in unproved)),
        )


def _table_summary(connection: Connection, name: str) -> TableSummary:
    stored, day = FACT_TABLES[name], TABLES[name].date_column
    days = (sa.func.min(stored.c[day]), sa.func.max(stored.c[day])) if day else (sa.null(), sa.null())
    return TableSummary(*connection.execute(sa.select(sa.func.count(), *days).select_from(stored)).one())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
