"""Which findings a publication ends and which it adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.store.rows import findings_by_number, held_of_others, held_of_source
from data_sources.store.tables import FACT_TABLES, findings
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Frames


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

    A finding of the same source ends when it is not made again. One that was accepted, that nothing proves a table, and
    one of another source ends only when every stored row that it may be about is among the fresh ones too: the rows
    that it tells of stay in the store, and whoever uses them has to see it, also after next month's file of the same
    name; rows that came mended from a file of another name do not keep it.
    """
    stored = findings_by_number(connection, held_of_source(source))
    numbers, held = list(stored), list(stored.values())
    unmade = {numbers[row]: held[row] for row in _beyond(held, found)}
    kept = {number: each for number, each in unmade.items() if _stays_with_its_rows(each)}
    others = findings_by_number(connection, held_of_others(source))
    again = _read_again(connection, {**kept, **others}, fresh)
    ended = {number: each for number, each in unmade.items() if number not in kept} | again
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


def _stays_with_its_rows(finding: Finding) -> bool:
    """Whether it tells what verdicts rest on: of single symbols and rows the next reading of the source tells anew."""
    return bool(finding.accepted) or (finding.rule == "unproved" and not finding.symbol)


def _read_again(connection: Connection, held: Mapping[int, Finding], fresh: Frames) -> dict[int, Finding]:
    """Return the findings of whose table, and of whose symbol if they have one, all stored rows are among the fresh."""
    again = {}
    for name in {each.table for each in held.values()} & fresh.keys():
        counts = _counts(connection, fresh[name])
        whole = all(there == stored for there, stored in counts.values())
        for number, each in held.items():
            if each.table == name:
                there, stored = counts.get(each.symbol, (0, 0))
                if (stored and there == stored) if each.symbol and fresh[name].table.symbol_column else whole:
                    again[number] = each
    return again


def _counts(connection: Connection, frame: Frame) -> dict[str, tuple[int, int]]:
    """Return by symbol how many rows the frame has and how many are stored; "" stands for all of other tables."""
    stored, column = FACT_TABLES[frame.table.name], frame.table.symbol_column
    if not column:
        total = connection.execute(sa.select(sa.func.count()).select_from(stored)).scalar_one()
        return {"": (len(frame), int(total))}
    rows = connection.execute(sa.select(stored.c[column], sa.func.count()).group_by(stored.c[column]))
    there = Counter(frame[column].tolist())
    return {symbol: (there[symbol], count) for symbol, count in rows}


def _beyond(some: Sequence[Finding], others: Sequence[Finding]) -> list[int]:
    """Return the places of those that the others lack, equal ones counted."""
    left, beyond = Counter(others), []
    for place, finding in enumerate(some):
        if left[finding]:
            left[finding] -= 1
        else:
            beyond.append(place)
    return beyond
