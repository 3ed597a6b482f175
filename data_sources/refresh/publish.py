"""The end of a refresh: published in one transaction, remembered, written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

from sqlalchemy.engine import Engine

from data_sources.refresh.asking import local_time
from data_sources.refresh.behind import sessions_since
from data_sources.refresh.journal import last_done
from data_sources.refresh.memory import Memory
from data_sources.refresh.night import Night
from data_sources.refresh.planning import FROM_FILES
from data_sources.refresh.report import Outcome, RefreshReport, TableState
from data_sources.store import Publication, publish
from data_sources.tables.finding import Finding

EVENTS = ("revised", "vendors_differ")
"""Findings about something that happened; they hold for good, where others hold until their rows are read again."""

TABLES = ("sessions", "index", "instruments", "status", "actions", "bars", *FROM_FILES)


def finish(night: Night, engine: Engine, source: str, memory: Memory) -> RefreshReport:
    """Publish what was accepted and say what became of everything. StoreError leaves the stage for the next run."""
    findings = _all_findings(night)
    publication = _publish(night, engine, findings, source)
    snapshot = publication.snapshot if publication else night.stored.snapshot or None
    if night.read:
        memory.keep(set(night.read) - night.asked_again, snapshot or "")
        night.stage.clear()
    tables = _table_states(night)
    outcome: Outcome = "done" if not night.missing else "partly" if night.read or memory.read else "failed"
    now = night.clock.now().timestamp()
    left_alone = {
        vendor: f"until {local_time(pace.closed_until)} (Shanghai): {pace.why}"
        for vendor, pace in night.asker.paces.by_vendor.items()
        if pace.closed(now)
    }
    report = RefreshReport(
        outcome,
        source,
        night.span.last,
        snapshot,
        bool(publication and publication.fresh),
        tables=tables,
        counts=publication.counts if publication else {},
        findings=tuple(dict.fromkeys(night.findings)),
        missing=tuple(night.missing),
        resumed=night.resumed,
        calls=dict(sorted(night.asker.calls.items())),
        seconds=round(night.clock.elapsed() - night.began, 1),
        left_alone=left_alone,
        next_step=_next_step(night, left_alone),
        journal=str(night.journal.path),
    )
    _note(night, report)
    return report


def _publish(night: Night, engine: Engine, findings: tuple[Finding, ...], source: str) -> Publication | None:
    if not night.frames:
        return None
    night.hear("publishing", 0, 1)
    now = night.clock.now().astimezone(UTC).replace(tzinfo=None, microsecond=0)
    publication = publish(engine, night.frames, findings, source, now, givers=night.givers)
    night.hear("publishing", 1, 1)
    return publication


def _all_findings(night: Night) -> tuple[Finding, ...]:
    """Return tonight's findings, and the stored ones about rows that were not read again."""
    held = [finding for finding in night.stored.findings if finding.rule in EVENTS or not _read_again(night, finding)]
    return tuple(dict.fromkeys([*held, *night.findings]))


def _read_again(night: Night, finding: Finding) -> bool:
    firsts = [night.read[key] for key in ((finding.table, finding.symbol), (finding.table, "")) if key in night.read]
    return bool(firsts) and (finding.date is None or finding.date >= min(firsts))


def _table_states(night: Night) -> Mapping[str, TableState]:
    """Return up to which session each table was read, and how many are over since.

    A table that was not read tonight keeps its day and shows its age. One that its source ends early has the day of
    its last row. What only folders have is left out where it never was.
    """
    before: dict[str, Any] = (last_done(night.journal.path.parent) or {}).get("tables", {})
    read = {table for table, _ in night.read}
    states = {}
    for table in TABLES:
        told = before.get(table, {}).get("last")
        last = night.span.last if table in read else date.fromisoformat(told) if told else None
        last = night.ends.get(table, last)
        if last is None and table in FROM_FILES:
            continue
        behind = None if last is None else sessions_since(night, last)
        states[table] = TableState(last, behind, table in night.kept)
    return states


def _next_step(night: Night, left_alone: Mapping[str, str]) -> str:
    if not night.missing:
        return ""
    if left_alone:
        until = max(night.asker.paces[vendor].closed_until for vendor in left_alone)
        return f"run the same command again after {local_time(until)} (Shanghai); it asks only for what is missing"
    if any(one.state == "behind" for one in night.missing):
        return "bring newer rows into the source, or name a further --source; then run the same command again"
    if any(one.state == "rejected" for one in night.missing):
        return "look at the severe findings; run the same command again once the source is right"
    return "run the same command again; it asks only for what is missing"


def _note(night: Night, report: RefreshReport) -> None:
    plain = report.as_json()
    kept = ("outcome", "source", "last_session", "snapshot", "fresh", "tables", "counts", "missing", "calls", "seconds")
    severe = [str(finding) for finding in report.findings if finding.severity == "severe"]
    night.journal.note("done", night.clock.now(), **{name: plain[name] for name in kept}, severe=severe)
