"""The audits of a store: what the look-ahead audit of each rule found on a snapshot.

An audit takes as long as many runs, so its outcome is kept for the next run of the same file, with the same parameters
on the same facts. A later audit of the same replaces it. Like a trial it is no fact: it needs no snapshot and not the
only writer's lock, and a publication leaves it alone.

Each row carries a sum of itself: one that was altered is not taken, and `backtest verify` names it. Whoever writes the
sum anew too is not found out; so audits are not carried from one store to another, where they would be believed
without a look.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from data_sources.store.address import store_errors
from data_sources.store.replacement import put_rows
from data_sources.store.tables import audits
from data_sources.store.transactions import adding, reading

SECONDS = 5.0
"""How long whoever keeps an audit waits for another writer; after that it is not kept, and made again next time."""
REPLACED = ("decisions", "audited_at", "outcome", "seal")


@dataclass(frozen=True)
class AuditKey:
    """What makes two audits the same.

    Parameters
    ----------
    strategy
        What the rule is called.
    definition
        The SHA-256 sum, in hexadecimal, of its file and of all modules that it imports from beside it.
    parameters
        JSON values by name.
    snapshot
        The facts, as results cite them.
    version
        The version of the audit: a better one asks again.
    """

    strategy: str
    definition: str
    parameters: Mapping[str, Any]
    snapshot: str
    version: int

    @property
    def identity(self) -> str:
        """The sum of all that makes two audits the same."""
        return _sum(list(asdict(self).values()))


@dataclass(frozen=True)
class KeptAudit:
    """An outcome: ``decisions`` is the sum of those that were audited, ``outcome`` JSON values, ``audited_at`` UTC."""

    decisions: str
    audited_at: datetime
    outcome: Mapping[str, Any]

    def seal(self, identity: str) -> str:
        """The sum of a row: of what was audited, and of what was found."""
        return _sum([identity, *asdict(self).values()])


def read_audit(engine: Engine, key: AuditKey) -> KeptAudit | None:
    """Return what was kept; None when it was never audited, or the row was altered since.

    Raises StoreError for a store that cannot be read.
    """
    query = sa.select(*(audits.c[name] for name in REPLACED)).where(audits.c.identity == key.identity)
    with store_errors(engine.url), reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    *cells, seal = row
    kept = KeptAudit(*cells)
    return kept if kept.seal(key.identity) == seal else None


def keep_audit(engine: Engine, key: AuditKey, kept: KeptAudit) -> None:
    """Keep an outcome in place of an earlier one; raises StoreError when the store cannot be written."""
    values = {**asdict(key), **asdict(kept), "identity": key.identity, "seal": kept.seal(key.identity)}
    with store_errors(engine.url), adding(engine, SECONDS) as connection:
        put_rows(connection, audits, [values], REPLACED)


def _sum(values: list[Any]) -> str:
    return sha256(json.dumps(values, sort_keys=True, separators=(",", ":"), default=str).encode()).hexdigest()
