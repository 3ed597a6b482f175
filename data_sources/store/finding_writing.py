"""Which findings a publication ends and which it adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.rows import accepted_of_others, findings_by_number, held_of_source
from data_sources.store.tables import FACT_TABLES, findings
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frames


@dataclass(frozen=True)
class FindingChanges:
    """``ended`` are the stored findings, by number, that no longer hold; ``added`` are the new ones."""

    ended: Mapping[int, Finding]
    added: tuple[Finding, ...]

    @property
    def touch_acceptance(self) -> bool:
        """Whether facts are published in spite of something else than before."""
        return any(finding.accepted for finding in (*self.ended.values(), *self.added))


def finding_changes(connection: Connection, found: Sequence[Finding], source: str, fresh: Frames) -> FindingChanges:
    """Hold what was found in the ``fresh`` rows of a source, all of them stored by now, against what is held.

    A finding of the same source ends when it is not made again. One that was accepted, of whatever source, ends only
    when every stored row that it may be about is among the fresh ones too: the rows that it tells of stay in the store,
    and whoever uses them has to see it.
    """
    stored = findings_by_number(connection, held_of_source(source))
    numbers, held = list(stored), list(stored.values())
    ended = {
        numbers[row]: held[row]
        for row in _beyond(held, found)
        if not held[row].accepted or _is_read_again(connection, held[row], fresh)
    }
    others = findings_by_number(connection, accepted_of_others(source))
    ended |= {number: each for number, each in others.items() if _is_read_again(connection, each, fresh)}
    return FindingChanges(ended, tuple(found[row] for row in _beyond(found, held)))


def write_findings(connection: Connection, found: Sequence[Finding], source: str, snapshot: int, fresh: Frames) -> None:
    """Keep the findings that are made again, let the others end with this snapshot, add the new ones."""
    changes = finding_changes(connection, found, source, fresh)
    if changes.ended:
        end = sa.update(findings).where(findings.c.id == sa.bindparam("number")).values(replaced_by=snapshot)
        connection.execute(end, [{"number": number} for number in changes.ended])
    if changes.added:
        stamp = {"source": source, "snapshot": snapshot}
        connection.execute(sa.insert(findings), [vars(each) | stamp for each in changes.added])


def _is_read_again(connection: Connection, finding: Finding, fresh: Frames) -> bool:
    """Whether no stored row of the finding's table, and of its symbol if it has one, is beside the fresh ones."""
    frame = fresh.get(finding.table)
    if frame is None:
        return False
    stored, column = FACT_TABLES[finding.table], frame.table.symbol_column
    count, rows = sa.select(sa.func.count()).select_from(stored), len(frame)
    if finding.symbol and column:
        count = count.where(stored.c[column] == finding.symbol)
        rows = int(np.count_nonzero(frame[column] == finding.symbol))
    return int(connection.execute(count).scalar_one()) == rows


def _beyond(some: Sequence[Finding], others: Sequence[Finding]) -> list[int]:
    """Return the places of those that the others lack, equal ones counted."""
    left, beyond = Counter(others), []
    for place, finding in enumerate(some):
        if left[finding]:
            left[finding] -= 1
        else:
            beyond.append(place)
    return beyond
