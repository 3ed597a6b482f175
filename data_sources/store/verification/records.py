"""What a store says of its facts: snapshots, revisions, findings, and beside them the trials and the audits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from data_sources.language.text import NOTHING, both
from data_sources.store.audits import AuditKey, KeptAudit
from data_sources.store.content import content_hash
from data_sources.store.ledger import remembered
from data_sources.store.proof import has_lost_proof
from data_sources.store.record import findings_sum, is_recorded, stated_sum
from data_sources.store.snapshot import Snapshot
from data_sources.store.swept import every_swept
from data_sources.store.tables import audits, findings, revisions, trials
from data_sources.store.trial import Trial, identities
from data_sources.store.trial_faults import missing_trials, trial_faults
from data_sources.store.trial_sums import trial_seal
from data_sources.store.verification.verdict import Verdict
from data_sources.tables.finding import Finding
from data_sources.tables.schema import TABLES


def verify_snapshots(connection: Connection, snapshots: Sequence[Snapshot]) -> Verdict:
    """Hold the numbers against 1, 2, 3, ..., each hash against its sums, each entry against its record."""
    faults = []
    if remembered(connection, "unproved") is None:
        faults.append("what is remembered of snapshots without a proof was changed")
    if [snapshot.number for snapshot in snapshots] != list(range(1, len(snapshots) + 1)):
        faults.append(f"the snapshots are not numbered from 1 to {len(snapshots)} without a gap")
    for snapshot in snapshots:
        if content_hash(snapshot.content) != snapshot.content_hash:
            faults.append(f"snapshot {snapshot.name}: its content hash is not that of its sums")
        elif has_lost_proof(connection, snapshot):
            faults.append(f"snapshot {snapshot.name}: it was published with a proof, which is not there any more")
        elif is_recorded(snapshot) and stated_sum(snapshot) != snapshot.proof.get("stated"):
            faults.append(f"snapshot {snapshot.name}: its time, source or mark of simulation was changed")
    without = sum(not is_recorded(snapshot) for snapshot in snapshots)
    rest = (
        both(
            f"; of {without} of an older program time, source and findings are not proved",
            f"；其中 {without} 个由旧版程序写入，其时间、来源与数据问题无从核验",
        )
        if without
        else NOTHING
    )
    return Verdict(
        both("snapshots", "数据快照"),
        both(f"{len(snapshots)} snapshots{rest}", f"{len(snapshots)} 个数据快照{rest.zh}"),
        tuple(faults),
    )


def verify_revisions(connection: Connection, snapshots: Sequence[Snapshot]) -> Verdict:
    """Read every replaced value: its table, its cells and both its snapshots are known."""
    numbers = {snapshot.number for snapshot in snapshots}
    rows = connection.execute(sa.select(revisions).order_by(revisions.c.id)).all()
    faults = []
    for row in rows:
        place = f"revision {row.id} of table {row.table}"
        table = TABLES.get(row.table)
        if table is None:
            faults.append(f"{place}: there is no such table")
        elif set(row.key) != set(table.key) or not set(row.old) <= set(table.names()) - set(table.key):
            faults.append(f"{place}: its cells are not those of the table")
        elif not (row.snapshot < row.replaced_by and {row.snapshot, row.replaced_by} <= numbers):
            faults.append(f"{place}: published by snapshot {row.snapshot}, replaced by {row.replaced_by}")
    return Verdict(
        both("revisions", "修订记录"),
        both(f"{len(rows):,} replaced values", f"{len(rows):,} 个被替换的值"),
        tuple(faults),
    )


def verify_findings(connection: Connection, snapshots: Sequence[Snapshot]) -> Verdict:
    """Hold the findings of every snapshot against its record."""
    numbers = {snapshot.number for snapshot in snapshots}
    names = list(Finding.__dataclass_fields__)
    columns = [findings.c.snapshot, findings.c.replaced_by, *(findings.c[name] for name in names)]
    rows = [tuple(row) for row in connection.execute(sa.select(*columns).order_by(findings.c.id))]
    faults = [
        f"finding of snapshot {first}, replaced by {end}: {cells[1]}"
        for first, end, *cells in rows
        if first not in numbers or (end is not None and (end not in numbers or end <= first))
    ]
    for snapshot in filter(is_recorded, snapshots):
        now = snapshot.number
        held = [Finding(*cells) for first, end, *cells in rows if first <= now and (end is None or end > now)]
        if findings_sum(held) != snapshot.proof.get("findings"):
            faults.append(f"snapshot {snapshot.name}: its {len(held)} findings are not those that were published")
    return Verdict(both("findings", "数据问题"), both(f"{len(rows):,} findings", f"{len(rows):,} 条"), tuple(faults))


def verify_trials(connection: Connection) -> Verdict:
    """Hold every trial against its identity and its seal, their numbers against 1 to as many as were ever added."""
    names = list(Trial.__dataclass_fields__)
    faults, numbers = [], []
    for row in connection.execute(sa.select(trials).order_by(trials.c.id)).mappings():
        number, identity = row["id"], row["identity"]
        numbers.append(number)
        trial = Trial(*(row[name] for name in names))
        if not _is_possible(trial):
            faults.append(f"trial {number} of {trial.strategy}: its figures cannot be")
        elif identity not in identities(trial):
            faults.append(f"trial {number} of {trial.strategy}: its identity is not that of what was tried")
        elif trial_seal(row) != row["seal"]:
            faults.append(f"trial {number} of {trial.strategy}: it was changed since it was counted")
    faults += missing_trials(numbers, remembered(connection, "trials"))
    return Verdict(both("trials", "试验"), both(f"{len(numbers):,} trials", f"{len(numbers):,} 次"), tuple(faults))


def altered_trials(connection: Connection) -> list[str]:
    """Say which trials were changed and which are missing: the quick half of ``verify_trials``, for every run.

    A seal is over all cells of its row.
    """
    rows = connection.execute(sa.select(trials).order_by(trials.c.id)).mappings().all()
    return trial_faults(rows, remembered(connection, "trials"))


def verify_audits(connection: Connection) -> Verdict:
    """Hold every kept audit against its identity and its seal."""
    key, kept = list(AuditKey.__dataclass_fields__), list(KeptAudit.__dataclass_fields__)
    columns = [audits.c[name] for name in ("id", "identity", "seal", *key, *kept)]
    faults, count = [], 0
    for number, identity, seal, *cells in connection.execute(sa.select(*columns).order_by(audits.c.id)):
        count += 1
        audited, outcome = AuditKey(*cells[: len(key)]), KeptAudit(*cells[len(key) :])
        if audited.identity != identity:
            faults.append(f"audit {number} of {audited.strategy}: its identity is not that of what was audited")
        elif outcome.seal(identity) != seal:
            faults.append(f"audit {number} of {audited.strategy}: its outcome was changed")
    return Verdict(both("audits", "审计"), both(f"{count:,} audits", f"{count:,} 次"), tuple(faults))


def verify_swept(connection: Connection) -> Verdict:
    """Hold every kept set of a sweep against its seal."""
    rows = list(every_swept(connection))
    faults = [f"set {number} of a sweep of {name}: it was changed" for number, name, sound in rows if not sound]
    return Verdict(both("sets of sweeps", "参数扫描"), both(f"{len(rows):,} sets", f"{len(rows):,} 组"), tuple(faults))


def _is_possible(trial: Trial) -> bool:
    figures = [figure for figure in (trial.sharpe, trial.skew, trial.kurtosis) if figure is not None]
    settings = isinstance(trial.parameters, Mapping) and isinstance(trial.options, Mapping)
    return settings and trial.sessions >= 0 and trial.base <= trial.last and all(map(math.isfinite, figures))
