"""A look at a SQLite store that was read before, by the standard library alone.

To import SQLAlchemy takes longer than all that a run asks of a store whose columns are cached, and that is little: the
latest snapshot, its findings, the trials. They are held against the same seals, by the same functions, as on the other
way (``store.reading``, ``store.verification``). Nothing is written here, and one transaction sees a publication by
someone else whole or not at all.

Whatever is not as it is after an earlier read has no answer here, which is None: a store that changed since it was
proved, a cache that is missing or was altered, another schema, an altered row, a folder that cannot be written, another
database. The other way then proves it, mends it, or says what is wrong.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from data_sources.errors import StoreError
from data_sources.store.address import default_url
from data_sources.store.cache import folder_of_file, read_kept
from data_sources.store.columns import NO_BARS, SmallTables
from data_sources.store.content import content_hash
from data_sources.store.frozen import frozen_connection
from data_sources.store.head import HEAD
from data_sources.store.ledger_seal import ledger_seal
from data_sources.store.proved import file_mark, proved_snapshots
from data_sources.store.record import UNREADABLE, findings_sum, is_recorded, stated_sum
from data_sources.store.snapshot import Snapshot
from data_sources.store.snapshot_facts import snapshot_facts, worst_first
from data_sources.store.trial import Tally, Trial, tally_of
from data_sources.store.trial_faults import trial_faults
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array

FILE = re.compile(r"(?:sqlite:///)?([\w./ -]+)", re.ASCII)
"""A path, or a URL of one, in which nothing is quoted."""
BUSY = 30.0
"""Seconds that SQLite waits for a writer."""

SNAPSHOT = (
    "SELECT id, created_at, source, simulated, content, content_hash, proof FROM snapshots ORDER BY id DESC LIMIT 1"
)
COLUMNS = ", ".join(f'"{each.name}"' for each in fields(Finding))
FINDINGS = (
    f"SELECT {COLUMNS} FROM findings "  # noqa: S608 - names of our own
    "WHERE snapshot <= :now AND (replaced_by IS NULL OR replaced_by > :now) ORDER BY id"
)
READ_FROM_TEXT: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("parameters", "options"), json.loads),
    **dict.fromkeys(("base", "last"), date.fromisoformat),
    "looked_at": datetime.fromisoformat,
}
"""How a cell of a trial is read that SQLite keeps as text."""
UNUSUAL = (sqlite3.Error, StoreError, OSError, *UNREADABLE)

Read = TypeVar("Read")

log = logging.getLogger(__name__)


class _Unusual(ValueError):  # noqa: N818 - reads as what it is
    """The store is not as an earlier read left it."""


def plain_file(target: str | Path | None) -> Path | None:
    """Return the SQLite file that a path or URL plainly names, ``default_url()`` when None; None for another target."""
    match = FILE.fullmatch(str(target) if target is not None else default_url())
    return None if match is None else Path(match[1])


def plain_address(path: Path) -> str | None:
    """Return ``address.lasting_address`` of a file, None where that would quote a part of it."""
    address = f"sqlite:///{path.resolve()}"
    return None if plain_file(address) is None else address


def warm_facts(
    path: Path, part: str, maker: str, unpack: Callable[[Mapping[str, Array]], Read]
) -> tuple[Facts, Read] | None:
    """Return what ``reading.read_laid_out`` returns of a file, None where it has to be asked."""
    try:
        with _looking(path) as connection:
            mark = file_mark(path)
            snapshot = _latest_snapshot(connection)
            if snapshot.name not in proved_snapshots(folder_of_file(path), mark):
                raise _Unusual("it changed since it was proved")
            findings = _findings_held(connection, snapshot)
        tables = read_kept(folder_of_file(path), snapshot, "tables", SmallTables.of)
        laid_out = read_kept(folder_of_file(path), snapshot, part, unpack, maker)
        if tables is None or laid_out is None:
            raise _Unusual("a part of its cache cannot be used")
        return snapshot_facts(snapshot, tables, NO_BARS, findings), laid_out
    except UNUSUAL as error:
        log.debug("the store %s is not read the short way: %s", path, error)
        return None


def warm_tally(path: Path, looked: Sequence[Trial]) -> Tally | None:
    """Return the tally of a strategy whose ``looked`` trials are all counted already; None where one has to be added.

    None as well where any trial of the store was changed or taken away.
    """
    try:
        with _looking(path) as connection:
            rows = _trials(connection)
            added = _trials_ever_added(connection)
        if faults := trial_faults(rows, added):
            raise _Unusual(faults[0])
        counted = {row["identity"] for row in rows}
        if not all(trial.identity in counted for trial in looked):
            return None
        names = tuple(Trial.__dataclass_fields__)
        mine = [row for row in rows if row["strategy"] == looked[0].strategy]
        return tally_of(Trial(*(row[name] for name in names)) for row in mine)
    except UNUSUAL as error:
        log.debug("the trials of %s are not read the short way: %s", path, error)
        return None


@contextmanager
def _looking(path: Path) -> Iterator[sqlite3.Connection]:
    """Offer one transaction on a store of this schema; raises one of ``UNUSUAL`` for anything else."""
    if not path.is_file() or frozen_connection(path) is not None:
        raise _Unusual("there is no store that could be written")
    # Never made when it is gone by now.
    address = f"file:{quote(str(path.resolve()))}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        yield connection


def _latest_snapshot(connection: sqlite3.Connection) -> Snapshot:
    if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(HEAD,)]:
        raise _Unusual("it has another schema")
    number, created_at, source, simulated, content, of_content, proof = connection.execute(SNAPSHOT).fetchone()
    sums = {name: int(value, 16) for name, value in json.loads(content).items()}
    snapshot = Snapshot(
        number, datetime.fromisoformat(created_at), source, bool(simulated), sums, of_content,
        is_latest=True, proof=json.loads(proof),
    )  # fmt: skip
    if content_hash(sums) != of_content or not is_recorded(snapshot):
        raise _Unusual(f"snapshot {snapshot.name} has no proof")
    if stated_sum(snapshot) != snapshot.proof.get("stated"):
        raise _Unusual(f"the entry of snapshot {snapshot.name} is not what was published")
    return snapshot


def _findings_held(connection: sqlite3.Connection, snapshot: Snapshot) -> tuple[Finding, ...]:
    held = []
    for row in _named_rows(connection.execute(FINDINGS, {"now": snapshot.number})):
        day = None if row["date"] is None else date.fromisoformat(row["date"])
        held.append(Finding(**{**row, "date": day, "accepted": bool(row["accepted"])}))
    if findings_sum(held) != snapshot.proof.get("findings"):
        raise _Unusual(f"the findings of snapshot {snapshot.name} are not what was published")
    return worst_first(held)


def _trials(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    rows = _named_rows(connection.execute("SELECT * FROM trials ORDER BY id"))
    return [{**row, **{name: read(row[name]) for name, read in READ_FROM_TEXT.items()}} for row in rows]


def _trials_ever_added(connection: sqlite3.Connection) -> int | None:
    number, seal = connection.execute("SELECT number, seal FROM ledger WHERE entry = 'trials'").fetchone()
    return int(number) if seal == ledger_seal("trials", number) else None


def _named_rows(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    names = [name for name, *_ in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
