"""Every finding that was ever published, with its snapshot and the one that ended it."""

from __future__ import annotations

from dataclasses import dataclass, fields

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.store.proof import findings_held, insist_on_findings, insist_on_statement, stored_facts
from data_sources.store.snapshots import every_snapshot, snapshot_at
from data_sources.store.tables import findings
from data_sources.store.transactions import reading
from data_sources.tables.finding import Finding


@dataclass(frozen=True)
class KeptFinding:
    """A finding of ``source``; ``snapshot`` published it, ``ended`` names the first one at which it holds no more.

    ``ended`` is "" while it holds.
    """

    finding: Finding
    source: str
    snapshot: str
    ended: str = ""

    def as_row(self) -> dict[str, object]:
        """Return it as plain values."""
        return {**self.finding.as_row(), "source": self.source, "snapshot": self.snapshot, "ended": self.ended}


def kept_findings(engine: Engine) -> tuple[str, tuple[KeptFinding, ...]]:
    """Return the name of the latest snapshot and all findings in the order in which they were stored.

    Those that hold are proved to be what was published; of ended ones ``verify`` is the proof. Raises StoreError for an
    empty store and for one whose findings were altered.
    """
    with stored_facts(engine.url), reading(engine) as connection:
        latest = snapshot_at(connection)
        insist_on_statement(connection, latest)
        insist_on_findings(connection, latest, findings_held(connection, latest))
        names = {snapshot.number: snapshot.name for snapshot in every_snapshot(connection)}
        columns = [findings.c[each.name] for each in fields(Finding)]
        query = sa.select(findings.c.source, findings.c.snapshot, findings.c.replaced_by, *columns)
        rows = connection.execute(query.order_by(findings.c.id))
        kept = tuple(
            KeptFinding(Finding(*cells), source, names[first], names[end] if end else "")
            for source, first, end, *cells in rows
        )
    return latest.name, kept
