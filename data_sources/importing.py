"""A folder or facts in memory, checked and published into a store; a severe finding refuses all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from sqlalchemy.engine import Engine

from data_sources.calendar import clock
from data_sources.calendar.clock import closed_day, insist_on_believable, shanghai_time
from data_sources.calendar.exchange_calendar import exchange_sessions
from data_sources.csv_folder import FolderReading, read_folder
from data_sources.progress import Progress, unheard
from data_sources.quality import Reference, check, reference
from data_sources.quality.days_of_market import Moment, check_calendar, check_histories
from data_sources.quality.exchange_days import can_be_compared
from data_sources.quality.to_come import known_later
from data_sources.store import Counts, publish
from data_sources.store.reading import stored_reference
from data_sources.tables.action_days import one_action_a_day
from data_sources.tables.fact_frames import frames_of
from data_sources.tables.facts import Facts
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Frame
from data_sources.tables.schema import ACTIONS, CALENDAR_INDEX

Outcome: TypeAlias = Literal["done", "partly", "refused"]


@dataclass(frozen=True)
class ImportResult:
    """What an import did. ``snapshot`` names the facts now stored, None when it was refused.

    ``left_out`` are the bad symbols (``skip_bad``), ``left_alone`` the files that are not tables. ``can_skip`` says of
    a refused import that leaving out the bad symbols would leave something to publish.
    """

    outcome: Outcome
    source: str
    snapshot: str | None
    counts: Mapping[str, Counts]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    left_alone: tuple[str, ...]
    simulated: bool = False
    can_skip: bool = False

    def document(self) -> dict[str, object]:
        """Return plain values for ``--json``."""
        return asdict(self) | {
            "counts": {name: asdict(count) for name, count in self.counts.items()},
            "findings": [finding.as_row() for finding in self.findings],
            "left_out": list(self.left_out),
            "left_alone": list(self.left_alone),
        }


def import_folder(
    folder: Path, engine: Engine, *, skip_bad: bool = False, progress: Progress | None = None
) -> ImportResult:
    """Read, check and publish a folder (execution rules, section 6).

    Outcome ``refused``: a severe finding, the store as it was. With ``skip_bad`` the symbols of severe findings are
    left out of every table (``partly``), as long as each finding is about one symbol and the calendar stands.
    Raises UserError for a missing folder, StoreError for a store that cannot be used and ClockWrong for a clock that
    no one can believe or that is behind the newest snapshot.
    """
    insist_on_believable(clock.SYSTEM)
    return _import(read_folder(folder, progress), engine, skip_bad=skip_bad, progress=progress)


def import_facts(facts: Facts, engine: Engine) -> ImportResult:
    """Check and publish facts in memory, as ``import_folder`` does with files."""
    insist_on_believable(clock.SYSTEM)
    frames = frames_of(facts)
    frames[ACTIONS.name], joined = one_action_a_day(frames[ACTIONS.name])
    return _import(FolderReading(facts.source, frames, joined, (), facts.simulated), engine)


def _import(
    reading: FolderReading, engine: Engine, *, skip_bad: bool = False, progress: Progress | None = None
) -> ImportResult:
    hear = progress or unheard
    hear("checking", 0, 1)
    tables = reference(reading.frames, stored_reference(engine))
    moment = None if reading.simulated else _moment(tables)
    found = _of_rows_that_were_read(reading, check(tables))
    findings = (*reading.findings, *check_calendar(tables, moment), *found, *check_histories(tables))
    hear("checking", 1, 1)
    bad = tuple(sorted({finding.symbol for finding in findings if finding.severity == "severe"}))
    frames = _known_by_now(reading.frames, moment)
    frames = {name: _without(frame, bad) for name, frame in frames.items()} if bad else frames
    can_skip = all(_can_be_left_out(symbol) for symbol in bad) and bool(len(frames.get("bars", ())))
    source, left_alone, simulated = reading.source, reading.left_alone, reading.simulated
    if bad and not (skip_bad and can_skip):
        return ImportResult("refused", source, None, {}, findings, (), left_alone, simulated, can_skip)
    hear("publishing", 0, 1)
    now = clock.SYSTEM.now().astimezone(UTC).replace(tzinfo=None, microsecond=0)
    published = publish(engine, frames, findings, source, now, simulated=simulated)
    hear("publishing", 1, 1)
    outcome: Outcome = "partly" if bad else "done"
    snapshot, counts = published.snapshot, published.counts
    return ImportResult(outcome, source, snapshot, counts, findings, bad, left_alone, simulated)


def _moment(tables: Reference) -> Moment:
    # The exchange's calendar brings pandas and half a second with it.
    exchange = exchange_sessions() if can_be_compared(tables) else np.empty(0, "datetime64[D]")
    return Moment(shanghai_time(clock.SYSTEM).date(), closed_day(clock.SYSTEM), exchange)


def _known_by_now(frames: Mapping[str, Frame], moment: Moment | None) -> Mapping[str, Frame]:
    """Leave out the rows that are known only after today; a finding names them."""
    if moment is None:
        return frames
    late = {name: known_later(frame, moment.today) for name, frame in frames.items()}
    return {name: frame.rows(~late[name]) if late[name].any() else frame for name, frame in frames.items()}


def _can_be_left_out(symbol: str) -> bool:
    """Whether a severe finding stays with its symbol; one about the calendar or without a symbol concerns all."""
    return symbol not in ("", CALENDAR_INDEX)


def _without(frame: Frame, symbols: tuple[str, ...]) -> Frame:
    keep = np.ones(len(frame), np.bool_)
    for name in frame.table.names("symbol", "index_symbol"):
        keep &= ~np.isin(frame[name], symbols)
    return frame.rows(keep)


def _of_rows_that_were_read(reading: FolderReading, found: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out that a symbol has no row in instruments where it has one, with a cell that could not be read."""
    refused = {each.symbol for each in reading.findings if each.table == "instruments" and each.severity == "severe"}
    return (each for each in found if each.rule != "unknown_symbol" or each.symbol not in refused)
