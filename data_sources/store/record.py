"""What a publication records of a snapshot beside its rows, and what is held against it without a database."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import astuple
from hashlib import sha256

from data_sources.store.snapshot import Snapshot
from data_sources.tables.finding import Finding
from data_sources.tables.schema import TABLES

PACKING = 1
"""Raised when the arrays of the same facts become others: what was recorded before is then no proof any more.

It goes with a revision of the store that has the ledger remember so (``unproved``), as one of the columns does.
"""

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, ArithmeticError)
"""What reading raises where a cell holds what no publication wrote."""


def is_recorded(snapshot: Snapshot) -> bool:
    """Say whether there is a record that this program can read."""
    return snapshot.proof.get("form") == form()


def form() -> str:
    """Return what the recorded seals depend on beside the facts: the columns, and how they are packed.

    Tables that were added later are left out: without rows they are not packed at all, and with rows the names of
    their columns are in the seal.
    """
    first = [table for table in TABLES.values() if not table.added]
    tables = [[table.name, [[column.name, column.kind] for column in table.columns]] for table in first]
    return sha256(json.dumps([PACKING, tables]).encode()).hexdigest()[:16]


def stated_sum(snapshot: Snapshot) -> str:
    """Return a sum of what a snapshot says of itself."""
    said = [snapshot.number, snapshot.created_at.isoformat(), snapshot.source, bool(snapshot.simulated)]
    return sha256(json.dumps(said).encode()).hexdigest()[:32]


def findings_sum(held: Collection[Finding]) -> str:
    """Return a sum of findings; one that was not accepted counts as before there was such a mark."""
    cells = [astuple(finding) if finding.accepted else astuple(finding)[:-1] for finding in held]
    return sha256(json.dumps(cells, default=str).encode()).hexdigest()[:32]
