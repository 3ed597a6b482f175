"""The facts of a snapshot, put together from its tables, its bars and its findings, wherever those were read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from data_sources.store.columns import SmallTables
from data_sources.store.series import Series
from data_sources.store.snapshot import Snapshot
from data_sources.tables.fact_frames import facts_of
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding

WORST_FIRST = {"severe": 0, "warning": 1, "note": 2}


def snapshot_facts(snapshot: Snapshot, tables: SmallTables, bars: Series, findings: Collection[Finding]) -> Facts:
    """Return the facts; ``findings`` are in the order of ``worst_first``."""
    facts = facts_of(
        tables.frames,
        findings=tuple(findings),
        snapshot=snapshot.name,
        source=snapshot.source,
        simulated=snapshot.simulated,
    )
    return replace(facts, bars=bars.bars(), index=tables.index.index())


def worst_first(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """Return findings by how bad they are, and those that are alike in the order in which they were stored."""
    return tuple(sorted(findings, key=lambda finding: WORST_FIRST[finding.severity]))
