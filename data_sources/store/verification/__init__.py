"""The proof of a whole store: snapshots, revisions, findings, trials, audits, the column cache, the database itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy.engine import Connection, Engine

from data_sources.errors import StoreError, UserError
from data_sources.language.text import both
from data_sources.progress import Progress, unheard
from data_sources.store.address import store_errors
from data_sources.store.proof import (
    findings_held,
    insist_on_findings,
    insist_on_statement,
    proved_bars,
    proved_tables,
    stored_facts,
)
from data_sources.store.reading import Derived
from data_sources.store.snapshot import Snapshot
from data_sources.store.snapshots import every_snapshot, snapshot_at
from data_sources.store.transactions import reading
from data_sources.store.verification.columns import verify_cache
from data_sources.store.verification.content import verify_rows
from data_sources.store.verification.database import verify_database
from data_sources.store.verification.origins import verify_origins
from data_sources.store.verification.records import (
    altered_trials,
    verify_audits,
    verify_findings,
    verify_revisions,
    verify_snapshots,
    verify_swept,
    verify_trials,
)
from data_sources.store.verification.verdict import Verdict

__all__ = ["Derived", "Verdict", "trials_fault", "verify_latest", "verify_store"]

Step: TypeAlias = Callable[[Connection, Sequence[Snapshot]], Verdict]


def verify_store(engine: Engine, derived: Mapping[str, Derived], hear: Progress = unheard) -> tuple[Verdict, ...]:
    """Prove everything in a store, in one consistent look; writes nothing.

    ``derived`` says by part of the column cache how others make it. What cannot be read is a fault of its verdict, and
    the others are proved all the same. Raises StoreError when the database cannot be opened at all.
    """
    verdicts: list[Verdict] = []
    try:
        with store_errors(engine.url), reading(engine) as connection:
            verdicts.extend(_verdicts(connection, derived, hear))
    except StoreError:
        # A look that met a broken page cannot always be ended; what it found has been said.
        if not any(verdict.faults for verdict in verdicts):
            raise
    return tuple(verdicts)


NAMES = {
    "snapshots": both("snapshots", "数据快照"),
    "revisions": both("revisions", "修订记录"),
    "findings": both("findings", "数据问题"),
    "trials": both("trials", "试验"),
    "audits": both("audits", "审计"),
    "sets of sweeps": both("sets of sweeps", "参数扫描"),
    "rows": both("rows", "数据行"),
    "column cache": both("column cache", "列缓存"),
    "database": both("database", "数据库文件"),
    "origins": both("origins", "数据来源"),
}


def trials_fault(engine: Engine) -> str:
    """Say what is wrong with the trials of a store, the first thing of several; "" where they are what was counted."""
    try:
        with stored_facts(engine.url), reading(engine) as connection:
            return next(iter(altered_trials(connection)), "")
    except StoreError as fault:
        return str(fault)


def verify_latest(engine: Engine) -> Verdict:
    """Prove the pages of a SQLite file and the latest facts; every row is read, replaced values and trials are not."""
    try:
        with stored_facts(engine.url), reading(engine) as connection:
            found = verify_database(connection)
            latest = snapshot_at(connection)
            insist_on_statement(connection, latest)
            insist_on_findings(connection, latest, findings_held(connection, latest))
            proved_tables(connection, latest)
            proved_bars(connection, latest)
    except UserError as fault:
        return Verdict(both("latest facts", "最新数据"), both("they cannot be proved", "无法核验"), (str(fault),))
    return Verdict(
        both("latest facts", "最新数据"),
        both(
            f"{found.counted}; all rows of snapshot {latest.name}",
            f"{found.counted.zh}；快照 {latest.name} 的全部数据行",
        ),
        found.faults,
    )


def _verdicts(connection: Connection, derived: Mapping[str, Derived], hear: Progress) -> Iterator[Verdict]:
    steps: dict[str, Step] = {
        "database": lambda connection, _: verify_database(connection),
        "snapshots": verify_snapshots,
        "rows": lambda connection, snapshots: verify_rows(connection, snapshots, hear),
        "revisions": verify_revisions,
        "findings": verify_findings,
        "origins": verify_origins,
        "trials": lambda connection, _: verify_trials(connection),
        "audits": lambda connection, _: verify_audits(connection),
        "sets of sweeps": lambda connection, _: verify_swept(connection),
        "column cache": lambda connection, snapshots: verify_cache(connection, snapshots, derived),
    }
    for number, (name, step) in enumerate(steps.items()):
        hear(both(f"proving {name}", f"核验{NAMES[name].zh}"), number, len(steps))
        try:
            with stored_facts(connection.engine.url):
                yield step(connection, [] if name == "database" else every_snapshot(connection))
        except UserError as fault:
            yield Verdict(NAMES[name], both("it cannot be read whole", "无法完整读取"), (str(fault),))
