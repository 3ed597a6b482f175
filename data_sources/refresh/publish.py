"""The end of a refresh: published in one transaction, remembered, written down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

from sqlalchemy.engine import Engine

from data_sources.calendar.clock import closed_day
from data_sources.refresh.behind import sessions_since
from data_sources.refresh.call import local_time
from data_sources.refresh.collect import Desk
from data_sources.refresh.journal import last_done
from data_sources.refresh.outcome import Night, StageOutcome
from data_sources.refresh.plan import FROM_FILES
from data_sources.refresh.result import Ending, RefreshResult, TableState
from data_sources.store import Publication, publish
from data_sources.tables.finding import Finding

EVENTS = ("revised", "vendors_differ")
"""Findings about something that happened; they hold for good, where others hold until their rows are read again."""

TABLES = ("sessions", "index", "instruments", "status", "actions", "bars", *FROM_FILES)


def publish_outcome(
    engine: Engine, desk: Desk, night: Night, outcome: StageOutcome, *, source: str, began: float
) -> RefreshResult:
    """Publish what was accepted and say what became of everything. StoreError leaves the stage for the next run.

    ``began`` is the moment of ``desk.clock.elapsed`` at which the refresh began.
    """
    publication = _publish(engine, source, desk, night, outcome)
    snapshot = publication.snapshot if publication else night.stored.snapshot or None
    if outcome.read:
        desk.memory.keep(set(outcome.read) - outcome.ask_again, snapshot or "")
        desk.stage.clear()
    ending: Ending = "done" if not outcome.missing else "partly" if outcome.read or desk.memory.read else "failed"
    left_alone = _left_alone(desk)
    result = RefreshResult(
        ending,
        source,
        night.span.last,
        snapshot,
        bool(publication and publication.fresh),
        tables=_table_states(desk, night, outcome),
        counts=publication.counts if publication else {},
        findings=tuple(dict.fromkeys(outcome.findings)),
        missing=outcome.missing,
        resumed=outcome.resumed,
        calls=dict(sorted(desk.caller.calls.items())),
        seconds=round(desk.clock.elapsed() - began, 1),
        left_alone={vendor: f"until {when} (Shanghai): {why}" for vendor, (when, why) in left_alone.items()},
        next_step=_next_step(outcome, max((when for when, _ in left_alone.values()), default="")),
        journal=str(desk.journal.path),
    )
    _note(desk, result)
    return result


def _publish(engine: Engine, source: str, desk: Desk, night: Night, outcome: StageOutcome) -> Publication | None:
    if not outcome.frames:
        return None
    desk.hear("publishing", 0, 1)
    now = desk.clock.now().astimezone(UTC).replace(tzinfo=None, microsecond=0)
    findings = _all_findings(night, outcome)
    publication = publish(engine, outcome.frames, findings, source, now, vendors=outcome.vendors)
    desk.hear("publishing", 1, 1)
    return publication


def _all_findings(night: Night, outcome: StageOutcome) -> tuple[Finding, ...]:
    """Return tonight's findings, and the stored ones about rows that were not read again."""
    held = [each for each in night.stored.findings if each.rule in EVENTS or not _read_again(outcome, each)]
    return tuple(dict.fromkeys([*held, *outcome.findings]))


def _read_again(outcome: StageOutcome, finding: Finding) -> bool:
    keys = ((finding.table, finding.symbol), (finding.table, ""))
    firsts = [outcome.read[key] for key in keys if key in outcome.read]
    return bool(firsts) and (finding.date is None or finding.date >= min(firsts))


def _table_states(desk: Desk, night: Night, outcome: StageOutcome) -> Mapping[str, TableState]:
    """Return up to which session each table was read, and how many are over since.

    A table that was not read tonight keeps its day and shows its age. One that its source ends early has the day of
    its last row. What only folders have is left out where it never was.
    """
    before: dict[str, Any] = (last_done(desk.journal.path.parent) or {}).get("tables", {})
    read, over = {table for table, _ in outcome.read}, closed_day(desk.clock)
    states = {}
    for table in TABLES:
        told = before.get(table, {}).get("last")
        last = night.span.last if table in read else date.fromisoformat(told) if told else None
        last = outcome.ends.get(table, last)
        if last is None and table in FROM_FILES:
            continue
        behind = None if last is None else sessions_since(night, last, over)
        states[table] = TableState(last, behind, table in outcome.refused)
    return states


def _left_alone(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return by vendor until when its breaker is open, and why."""
    now = desk.clock.now().timestamp()
    paces = desk.caller.paces.by_vendor
    return {vendor: (local_time(pace.closed_until), pace.why) for vendor, pace in paces.items() if pace.closed(now)}


def _next_step(outcome: StageOutcome, left_alone_until: str) -> str:
    if not outcome.missing:
        return ""
    if left_alone_until:
        return f"run the same command again after {left_alone_until} (Shanghai); it asks only for what is missing"
    if any(one.state in ("behind", "old") for one in outcome.missing):
        return "bring newer rows into the source, or name a further --source; then run the same command again"
    if any(one.state == "future" for one in outcome.missing):
        return "take the rows of days that are not over out of the source; then run the same command again"
    if any(one.state == "rejected" for one in outcome.missing):
        return "look at the severe findings; run the same command again once the source is right"
    return "run the same command again; it asks only for what is missing"


def _note(desk: Desk, result: RefreshResult) -> None:
    plain = result.document()
    kept = ("outcome", "source", "last_session", "snapshot", "fresh", "tables", "counts", "missing", "calls", "seconds")
    severe = [str(finding) for finding in result.findings if finding.refuses]
    desk.journal.note("done", desk.clock.now(), **{name: plain[name] for name in kept}, severe=severe)
