"""The end of a refresh: published in one transaction, remembered, written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC

from sqlalchemy.engine import Engine

from data_sources.calendar.clock import closed_day
from data_sources.language.text import both
from data_sources.refresh.behind import sessions_since
from data_sources.refresh.call import local_time
from data_sources.refresh.collect import Desk
from data_sources.refresh.journal import last_day_read, silent_before
from data_sources.refresh.outcome import Night, StageOutcome, fold
from data_sources.refresh.plan import FROM_FILES
from data_sources.refresh.result import Ending, RefreshResult, TableState
from data_sources.refresh.silent import RULE, SilentVendor, held_findings, served_keys, silent_vendors, still_silent
from data_sources.store import Publication, publish
from data_sources.tables.finding import Finding
from data_sources.vendors.errors import ChangedFormat

EVENTS = ("revised", "vendors_differ")
"""Findings about something that happened; they hold for good, where others hold until their rows are read again."""

WHERE_THERE = (*FROM_FILES, "earnings")
"""Tables that many stores never have."""

TABLES = ("sessions", "index", "instruments", "status", "actions", "bars", *WHERE_THERE)


def publish_outcome(
    engine: Engine, desk: Desk, night: Night, outcome: StageOutcome, *, source: str, began: float
) -> RefreshResult:
    """Publish what was accepted and say what became of everything. StoreError leaves the stage for the next run.

    ``began`` is the moment of ``desk.clock.elapsed`` at which the refresh began.
    """
    tonight = silent_vendors(outcome.asked)
    outcome = fold(outcome, StageOutcome(findings=tuple(each.finding for each in tonight)))
    silent = still_silent(_silent_before(desk), tonight, served_keys(outcome.asked))
    publication = _publish(engine, source, desk, outcome, _all_findings(night, outcome, silent))
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
        silent=tonight,
    )
    _note(desk, result, silent)
    return result


def _silent_before(desk: Desk) -> list[SilentVendor]:
    """Return the journal's silent vendors as far as they are among tonight's sources."""
    before = silent_before(desk.journal.path.parent)
    return [each for each in before if each.vendor in {source.vendor for source in desk.vendors(each.table)}]


def _publish(
    engine: Engine, source: str, desk: Desk, outcome: StageOutcome, findings: tuple[Finding, ...]
) -> Publication | None:
    if not outcome.frames:
        return None
    desk.hear(both("publishing", "发布"), 0, 1)
    now = desk.clock.now().astimezone(UTC).replace(tzinfo=None, microsecond=0)
    publication = publish(engine, outcome.frames, findings, source, now, vendors=outcome.vendors)
    desk.hear(both("publishing", "发布"), 1, 1)
    return publication


def _all_findings(night: Night, outcome: StageOutcome, silent: Sequence[SilentVendor]) -> tuple[Finding, ...]:
    """Return tonight's findings, and the stored ones about rows that were not read again.

    One about a vendor that gave nothing holds until that vendor has served.
    """
    stored = night.stored.findings
    held = [each for each in stored if each.rule in EVENTS or not _read_again(outcome, each)]
    of_rows = [each for each in (*held, *outcome.findings) if each.rule != RULE]
    return tuple(dict.fromkeys([*of_rows, *held_findings(stored, silent, served_keys(outcome.asked))]))


def _read_again(outcome: StageOutcome, finding: Finding) -> bool:
    keys = ((finding.table, finding.symbol), (finding.table, ""))
    firsts = [outcome.read[key] for key in keys if key in outcome.read]
    return bool(firsts) and (finding.date is None or finding.date >= min(firsts))


def _table_states(desk: Desk, night: Night, outcome: StageOutcome) -> Mapping[str, TableState]:
    """Return up to which session each table was read, and how many are over since.

    A table that was not read tonight keeps its day and shows its age. One that its source ends early has the day of
    its last row. What many stores never have is left out there.
    """
    folder = desk.journal.path.parent
    read, over = {table for table, _ in outcome.read}, closed_day(desk.clock)
    states = {}
    for table in TABLES:
        last = night.span.last if table in read else last_day_read(folder, table)
        last = outcome.ends.get(table, last)
        if last is None and table in WHERE_THERE:
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
    if all(ChangedFormat.sentence in one.reason for one in outcome.missing):
        return "look for an update of this program, which does not read the answers; then run the same command again"
    if any(one.state == "rejected" for one in outcome.missing):
        return "look at the severe findings; run the same command again once the source is right"
    return "run the same command again; it asks only for what is missing"


def _note(desk: Desk, result: RefreshResult, silent: Sequence[SilentVendor]) -> None:
    """Write the last line of a refresh; it names also the vendors that were silent before and have not served since."""
    plain = result.document()
    kept = ("outcome", "source", "last_session", "snapshot", "fresh", "tables", "counts", "missing", "calls", "seconds")
    severe = [str(finding) for finding in result.findings if finding.refuses]
    facts = {name: plain[name] for name in kept} | {"severe": severe, "silent": [asdict(each) for each in silent]}
    desk.journal.note("done", desk.clock.now(), **facts)
