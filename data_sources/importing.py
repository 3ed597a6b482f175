"""Files, a folder or facts in memory, checked and published into a store; a severe finding refuses all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import numpy as np
from sqlalchemy.engine import Engine

from data_sources.calendar import clock
from data_sources.calendar.clock import closed_day, insist_on_believable, shanghai_time
from data_sources.calendar.exchange_calendar import exchange_sessions
from data_sources.csv_folder import insist_on_folder
from data_sources.errors import OptionError
from data_sources.exports.choice import insist_on_format
from data_sources.exports.completed import completed, with_assumed_calendar
from data_sources.exports.given import read_given
from data_sources.exports.given_reading import GivenReading
from data_sources.exports.layouts import AUTO
from data_sources.import_result import ImportResult
from data_sources.language.text import both
from data_sources.progress import Progress, unheard
from data_sources.quality import Reference, check, reference
from data_sources.quality.acceptance import accepted_rules, with_accepted
from data_sources.quality.consequences import told_once
from data_sources.quality.days.exchange_days import can_be_compared
from data_sources.quality.days.to_come import known_by
from data_sources.quality.days_of_market import Moment, check_calendar, check_histories
from data_sources.quality.prices.given_reference import without_failed
from data_sources.store import publish
from data_sources.store.preview import preview
from data_sources.store.reading import stored_reference
from data_sources.tables.action_days import one_action_a_day
from data_sources.tables.fact_frames import frames_of
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame, Frames
from data_sources.tables.placing import placed
from data_sources.tables.schema import ACTIONS, BARS, CALENDAR_INDEX


def import_folder(
    folder: Path,
    engine: Engine,
    *,
    skip_bad: bool = False,
    accept: Iterable[str] = (),
    progress: Progress | None = None,
) -> ImportResult:
    """Read, check and publish a folder (execution rules, section 6), as ``import_files`` does.

    Raises UserError for a missing folder.
    """
    insist_on_folder(folder)
    return import_files([folder], engine, skip_bad=skip_bad, accept=accept, progress=progress)


def import_files(
    paths: Sequence[Path],
    engine: Engine,
    *,
    format: str = AUTO,  # noqa: A002 - the option's name
    skip_bad: bool = False,
    accept: Iterable[str] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Read, check and publish files, folders and archives, of our own layout or of other systems' (``exports``).

    Outcome ``refused``: a severe finding, the store as it was. With ``skip_bad`` the symbols of severe findings are
    left out of every table (``partly``), as long as each finding is about one symbol and the calendar stands. Findings
    of the rules in ``accept`` refuse nothing and are marked. ``format`` names the layout of files that are of several,
    ``auto`` recognises it by the columns. With ``dry_run`` everything is done but the publication.

    Raises OptionError for an unknown format, for no path and for a rule that is none or no judgement, StoreError for a
    store that cannot be used and ClockWrong for a clock that no one can believe or that is behind the newest snapshot.
    """
    insist_on_believable(clock.SYSTEM)
    insist_on_format(format)
    if not paths:
        raise OptionError(
            both("no path is given; give a file, a folder or a .zip", "没有给出路径；请给出文件、文件夹或 .zip")
        )
    rules = accepted_rules(accept)
    reading = read_given(paths, format, progress)
    return import_reading(reading, engine, skip_bad=skip_bad, accept=rules, dry_run=dry_run, progress=progress)


def import_facts(facts: Facts, engine: Engine, *, accept: Iterable[str] = ()) -> ImportResult:
    """Check and publish facts in memory, as ``import_folder`` does with files."""
    insist_on_believable(clock.SYSTEM)
    rules = accepted_rules(accept)
    frames = frames_of(facts)
    frames[ACTIONS.name], joined = one_action_a_day(frames[ACTIONS.name])
    return import_reading(GivenReading(facts.source, frames, joined, (), facts.simulated), engine, accept=rules)


def import_reading(
    reading: GivenReading,
    engine: Engine,
    *,
    skip_bad: bool = False,
    accept: tuple[str, ...] = (),
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Check and publish what was read, as ``import_files`` does; the rules to ``accept`` have been looked at."""
    hear = progress or unheard
    hear(both("checking", "检查"), 0, 1)
    reading, frames, found = _judged(reading, engine, accept)
    findings = with_accepted(found, accept)
    hear(both("checking", "检查"), 1, 1)
    result, frames = _result(reading, frames, findings, skip_bad=skip_bad, accept=accept)
    result = replace(result, dry_run=dry_run)
    if result.outcome == "refused":
        return result
    if dry_run:
        return replace(result, counts=preview(engine, frames, simulated=reading.simulated))
    hear(both("publishing", "发布"), 0, 1)
    now = clock.SYSTEM.now().astimezone(UTC).replace(tzinfo=None, microsecond=0)
    published = publish(engine, frames, result.findings, reading.source, now, simulated=reading.simulated)
    hear(both("publishing", "发布"), 1, 1)
    return replace(result, snapshot=published.snapshot, counts=published.counts)


def _result(
    reading: GivenReading, frames: Frames, findings: tuple[Finding, ...], *, skip_bad: bool, accept: tuple[str, ...]
) -> tuple[ImportResult, Frames]:
    """Return what becomes of an import before anything is stored, and the rows that are to be."""
    bad = tuple(sorted({finding.symbol for finding in findings if finding.refuses}))
    frames = {name: _without(frame, bad) for name, frame in frames.items()} if bad else frames
    can_skip = all(_can_be_left_out(symbol) for symbol in bad) and bool(len(frames.get("bars", ())))
    refused = bool(bad) and not (skip_bad and can_skip)
    if not refused:
        # What is left out is not published in spite of anything.
        findings = tuple(replace(each, accepted=False) if each.symbol in bad else each for each in findings)
    result = ImportResult(
        "refused" if refused else "partly" if bad else "done",
        reading.source,
        None,
        {},
        findings,
        () if refused else bad,
        reading.left_alone,
        reading.simulated,
        can_skip=refused and can_skip,
        accept=accept,
        said=reading.said,
    )
    return result, frames


def _judged(
    reading: GivenReading, engine: Engine, accept: tuple[str, ...]
) -> tuple[GivenReading, Frames, tuple[Finding, ...]]:
    """Return what was read with what it lacked, the rows of it that may be published, and everything found."""
    stored = stored_reference(engine)
    reading = completed(reading, stored)
    tables = reference(reading.frames, stored, in_lots=reading.in_lots)
    tables, assumed = (tables, ()) if reading.whole else with_assumed_calendar(tables)
    moment = None if reading.simulated else _moment(tables)
    found = _of_rows_that_were_read(reading, check(tables))
    bars, emptied = without_failed(tables, accept)
    of_calendar = check_calendar(tables, moment)
    every = (*of_calendar, *reading.findings, *assumed, *found, *check_histories(tables), *emptied)
    # What refuses comes first: many a reader looks at the first one alone.
    findings = sorted(told_once(every, accept), key=lambda each: each.severity != "severe")
    frames = {**reading.frames, BARS.name: bars} if BARS.name in reading.frames else reading.frames
    return reading, frames if moment is None else known_by(frames, moment.today), placed(findings, reading.frames)


def _moment(tables: Reference) -> Moment:
    # The exchange's calendar brings pandas and half a second with it.
    exchange = exchange_sessions() if can_be_compared(tables) else np.empty(0, "datetime64[D]")
    return Moment(shanghai_time(clock.SYSTEM).date(), closed_day(clock.SYSTEM), exchange)


def _can_be_left_out(symbol: str) -> bool:
    """Whether a severe finding stays with its symbol; one about the calendar or without a symbol concerns all."""
    return symbol not in ("", CALENDAR_INDEX)


def _without(frame: Frame, symbols: tuple[str, ...]) -> Frame:
    keep = np.ones(len(frame), np.bool_)
    for name in frame.table.names("symbol", "index_symbol"):
        keep &= ~np.isin(frame[name], symbols)
    return frame.rows(keep)


def _of_rows_that_were_read(reading: GivenReading, found: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out that a symbol has no row in instruments where it has one, with a cell that could not be read.

    Of a simulated market also that a single share is quieter than any real one: its sizes are its own.
    """
    if reading.simulated:
        found = [each for each in found if each.rule != "turnover_scale" or each.refuses]
    refused = {each.symbol for each in reading.findings if each.table == "instruments" and each.refuses}
    return (each for each in found if each.rule != "unknown_symbol" or each.symbol not in refused)
