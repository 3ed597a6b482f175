"""The proof that the facts of a snapshot are those that were published under its name.

A publication records in its own transaction what the facts amount to as a load sees them: the seal of the arrays of its
tables and of its bars, a sum of its findings and one of what is stated of it. A load holds against these whatever it
reads, from the database or from the column cache, so that no altered row is counted under the name of a snapshot. A
snapshot of an older program has no such record until the store is upgraded; its rows are held against its content sums,
which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from data_sources.errors import StoreError
from data_sources.store.address import shown, sqlite_path, store_errors
from data_sources.store.arrays import array_sums, sealed
from data_sources.store.columns import SmallTables, pack_series
from data_sources.store.content import content_hash, content_sum
from data_sources.store.frozen import LOG
from data_sources.store.history import frame_as_of
from data_sources.store.ledger import remember_number, remembered
from data_sources.store.record import UNREADABLE, findings_sum, form, is_recorded, stated_sum
from data_sources.store.rows import findings_by_number
from data_sources.store.series import Series
from data_sources.store.snapshot import Snapshot
from data_sources.store.snapshots import latest_snapshot
from data_sources.store.stored_columns import stored_bars, stored_tables
from data_sources.store.tables import findings, snapshots
from data_sources.tables.finding import Finding
from data_sources.tables.schema import TABLES

WHAT_TO_DO = "restore a back-up, or import again into a new store; `backtest verify` says all that is wrong"


@dataclass(frozen=True)
class Parts:
    """What a snapshot amounts to in arrays."""

    tables: SmallTables
    bars: Series


@contextmanager
def stored_facts(url: URL) -> Iterator[None]:
    """Turn into one line what a database says, and what reading raises where its bytes are not what was written."""
    try:
        with store_errors(url):
            yield
    except UNREADABLE as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise StoreError(f"the store {shown(url)} holds what no publication wrote ({reason}); {WHAT_TO_DO}") from error


def new_proof(connection: Connection, snapshot: Snapshot, parts: Parts) -> dict[str, str]:
    """Return what is recorded of a snapshot whose rows and findings are written."""
    return {
        "form": form(),
        "stated": stated_sum(snapshot),
        "findings": findings_sum(findings_held(connection, snapshot)),
        "tables": sealed(array_sums(parts.tables.arrays())),
        "bars": sealed(array_sums(pack_series(parts.bars))),
    }


def write_proof(connection: Connection, snapshot: Snapshot, proof: Mapping[str, str]) -> None:
    """Record it, inside the caller's transaction."""
    connection.execute(sa.update(snapshots).where(snapshots.c.id == snapshot.number).values(proof=dict(proof)))


def record_missing_proof(connection: Connection) -> None:
    """Record the proof of the latest snapshot of an older program where its rows are what was published.

    Where they are not nothing is recorded, so that every load finds it out.
    """
    snapshot = latest_snapshot(connection)
    if snapshot is None or is_recorded(snapshot) or has_lost_proof(connection, snapshot):
        return
    if not content_faults(connection, snapshot):
        parts = Parts(stored_tables(connection, snapshot), stored_bars(connection, snapshot))
        write_proof(connection, snapshot, new_proof(connection, snapshot, parts))
        if remembered(connection, "unproved") == snapshot.number:
            remember_number(connection, "unproved", snapshot.number - 1)


def has_lost_proof(connection: Connection, snapshot: Snapshot) -> bool:
    """Say whether there is no record of a snapshot that was published with one."""
    return not is_recorded(snapshot) and snapshot.number > (remembered(connection, "unproved") or 0)


def findings_held(connection: Connection, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return the findings that held at a snapshot, in the order in which they were stored."""
    held = (findings.c.snapshot <= snapshot.number) & (
        findings.c.replaced_by.is_(None) | (findings.c.replaced_by > snapshot.number)
    )
    return tuple(findings_by_number(connection, held).values())


def insist_on_pages(connection: Connection) -> None:
    """Raise StoreError when SQLite finds a page that is not as it wrote it; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    found = cut_off(connection) or str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    if found != "ok":
        reason = "".join(letter if letter.isprintable() else " " for letter in found)[:120]
        raise StoreError(f"the store {shown(connection.engine.url)} is damaged ({reason}); {WHAT_TO_DO}")


def cut_off(connection: Connection) -> str:
    """Say how a SQLite file is shorter than its pages; "" when it is not. SQLite reads what is missing as zeros."""
    path = sqlite_path(connection.engine.url)
    if path is None:
        return ""
    size = path.stat().st_size
    page = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    log = path.with_name(path.name + LOG)
    # Pages that are only in the log yet need not be in the file.
    whole = pages * page if not log.exists() or not log.stat().st_size else 0
    return f"its file of {size:,} bytes was cut off" if size % page or size < whole else ""


def insist_on_statement(connection: Connection, snapshot: Snapshot) -> None:
    """Raise StoreError when a snapshot does not say of itself what was published."""
    if content_hash(snapshot.content) != snapshot.content_hash:
        raise altered(connection.engine.url, snapshot, "content sums")
    if has_lost_proof(connection, snapshot):
        raise altered(connection.engine.url, snapshot, "proof")
    if is_recorded(snapshot) and stated_sum(snapshot) != snapshot.proof.get("stated"):
        raise altered(connection.engine.url, snapshot, "entry")


def insist_on_findings(connection: Connection, snapshot: Snapshot, held: Collection[Finding]) -> None:
    """Raise StoreError when the findings of a snapshot are not those that were published."""
    if is_recorded(snapshot) and findings_sum(held) != snapshot.proof.get("findings"):
        raise altered(connection.engine.url, snapshot, "findings")


def proved_tables(connection: Connection, snapshot: Snapshot) -> SmallTables:
    """Read all tables but the bars; StoreError when they are not those that were published."""
    found = stored_tables(connection, snapshot)
    insist_on_sums(connection, snapshot, "tables", array_sums(found.arrays()))
    return found


def proved_bars(connection: Connection, snapshot: Snapshot) -> Series:
    """Read all bars; StoreError when they are not those that were published."""
    found = stored_bars(connection, snapshot)
    insist_on_sums(connection, snapshot, "bars", array_sums(pack_series(found)))
    return found


def insist_on_sums(connection: Connection, snapshot: Snapshot, part: str, sums: Mapping[str, str]) -> None:
    """Raise StoreError, which names the tables, when arrays read from the database are not the recorded ones."""
    recorded = is_recorded(snapshot)
    if recorded and sealed(sums) == snapshot.proof.get(part):
        return
    names = [name for name in TABLES if (name == "bars") == (part == "bars")]
    if faults := content_faults(connection, snapshot, names):
        raise altered(connection.engine.url, snapshot, " and ".join(f"table {name}" for name in faults))
    if recorded:
        raise altered(connection.engine.url, snapshot, f"record of its {part}")


def content_faults(connection: Connection, snapshot: Snapshot, names: Collection[str] = tuple(TABLES)) -> list[str]:
    """Return the tables whose rows do not add up to the content sums of a snapshot."""
    return [
        name for name in names if content_sum(frame_as_of(connection, name, snapshot)) != snapshot.content.get(name, 0)
    ]


def altered(url: URL, snapshot: Snapshot, what: str) -> StoreError:
    """Return the error for what is not as it was published."""
    what_is_wrong = f"holds something else than was published: {what} of snapshot {snapshot.name}"
    return StoreError(f"the store {shown(url)} {what_is_wrong}; {WHAT_TO_DO}")
