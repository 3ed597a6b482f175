"""Where rows and findings say they come from, held against what published them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.language.text import both
from data_sources.store.snapshot import Snapshot
from data_sources.store.tables import FACT_TABLES, findings
from data_sources.store.verification.verdict import Verdict


def verify_origins(connection: Connection, snapshots: Sequence[Snapshot]) -> Verdict:
    """Hold the source of every row and finding against that of its snapshot, which the snapshot's record proves.

    A vendor of it, which a row names in brackets behind it, is in no sum and is not proved.
    """
    sources = {snapshot.number: snapshot.source for snapshot in snapshots}
    faults = [fault for name, table in FACT_TABLES.items() for fault in _of_rows(connection, name, table, sources)]
    query = sa.select(findings.c.snapshot, findings.c.source, sa.func.count())
    for number, source, count in connection.execute(query.group_by(findings.c.snapshot, findings.c.source)):
        if number in sources and source != sources[number]:
            faults.append(f"{count:,} findings of snapshot {number} {_says(source, sources[number])}")
    return Verdict(
        both("origins", "数据来源"),
        both(
            f"the sources of {len(FACT_TABLES)} tables and of the findings",
            f"{len(FACT_TABLES)} 张数据表与数据问题的来源",
        ),
        tuple(faults),
    )


def _of_rows(connection: Connection, name: str, table: sa.Table, sources: Mapping[int, str]) -> Iterator[str]:
    query = sa.select(table.c.snapshot, table.c.read_from, sa.func.count())
    for number, read_from, count in connection.execute(query.group_by(table.c.snapshot, table.c.read_from)):
        # Rows of a snapshot that is not there are named by the proof of the rows.
        source = sources.get(number, read_from)
        if read_from != source and not (read_from.startswith(f"{source} (") and read_from.endswith(")")):
            yield f"table {name}: {count:,} rows of snapshot {number} {_says(read_from, source)}"


def _says(said: str, source: str) -> str:
    return f"say that they come from {said[:100]!r}, published from {source[:100]!r}"
