"""A night: refresh, run, audit, publish. Each part either ends well or leaves the site of last night where it was."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from backtest.app import run as api
from backtest.app.night import diary
from backtest.app.night.fingerprint import fingerprint
from backtest.app.night.refreshing import refresh_store
from backtest.app.night.report import NightReport, tell_readers
from backtest.app.night.runs import audit_all, run_all
from backtest.app.night.site_folder import STAMP, SiteFolder, new_build, only_night, site_folder
from backtest.app.running import PAGE, Outcome
from backtest.cli.output import remark
from backtest.market.panel import Panel
from backtest.result.files import write_text
from backtest.result.summary import best_first
from data_sources.calendar.sessions import sessions_of
from data_sources.calendar.today import is_session, session_due, sessions_behind, shanghai_now, today
from data_sources.errors import UserError
from data_sources.store import open_store, read_facts, store_summary
from data_sources.tables.facts import Dates
from reports import summarise
from reports.site import SiteState, write_site_index


@dataclass(frozen=True)
class Data:
    """What tonight's pages are made from."""

    panel: Panel
    last: date
    made_at: datetime


def work_tonight(out: Path, db: str | None, sources: Sequence[str] | None) -> NightReport:
    """Do everything, without a refresh when ``sources`` is None; none in it means akshare.

    A night that fails is told to readers of the site and returned, not raised. Raises UserError when ``out`` is not
    ours to write or another night is at work on it.
    """
    site = site_folder(out)
    with only_night(site):
        try:
            night = _work(site, db, sources)
        except UserError as fault:
            stamp = site.stamp()
            night = _of_stamp(site, stamp, "failed", error=str(fault))
        except BaseException as fault:
            tell_readers(site, _of_stamp(site, site.stamp(), "failed", error=type(fault).__name__), shanghai_now())
            raise
        if night.outcome not in ("skipped", "done"):
            tell_readers(site, night, shanghai_now())
        return night


def _work(site: SiteFolder, db: str | None, sources: Sequence[str] | None) -> NightReport:
    stamp = site.stamp()
    sessions = _sessions(db)
    if not is_session(sessions, today()) and stamp and not stamp["missing"] and not stamp["notes"]:
        due = session_due(sessions)
        if due is None or stamp["data_of"] >= due.isoformat():
            return _of_stamp(site, stamp, "skipped")
    refreshed = None if sources is None else refresh_store(db, sources)
    if refreshed and refreshed.outcome == "failed":
        return replace(_of_stamp(site, stamp, "failed", error=refreshed.sentence), refresh=refreshed.document)
    notes = (refreshed.sentence,) if refreshed and refreshed.outcome == "partly" else ()
    remark("loading the market ...")
    data = _load(db)
    mark = fingerprint(data.panel.snapshot, notes)
    if stamp.get("fingerprint") == mark:
        night = _of_stamp(site, stamp, "partly" if stamp["missing"] or notes else "unchanged")
    else:
        night = _publish(site, db, data, notes, mark)
    old = sessions_behind(data.panel.sessions, data.last)
    return replace(night, refresh=refreshed.document if refreshed else None, sessions_old=old)


def _sessions(db: str | None) -> Dates:
    """The stored calendar; none when there is no store yet."""
    try:
        engine = open_store(db)
    except UserError:
        return np.empty(0, "datetime64[D]")
    try:
        return sessions_of(read_facts(engine, []))
    finally:
        engine.dispose()


def _load(db: str | None) -> Data:
    panel = api.load_market(db)
    engine = open_store(db)
    try:
        made_at = store_summary(engine).created_at
    finally:
        engine.dispose()
    with_bars = np.flatnonzero(panel.traded.any(axis=1))
    if not len(with_bars):
        raise UserError("the store has no bar; run: backtest refresh")
    return Data(panel, panel.sessions[with_bars[-1]].item(), made_at)


def _publish(site: SiteFolder, db: str | None, data: Data, notes: tuple[str, ...], mark: str) -> NightReport:
    """Make all pages and put them in the place of the old ones. UserError when not one strategy came to its end."""
    audited = audit_all(data.panel)
    with new_build(site, f"{data.last}-{mark[:12]}") as build:
        outcome = run_all(audited.passed, data.panel, data.last, db, build)
        missing = {**audited.refused, **outcome.failed}
        if not outcome.finished:
            raise UserError(f"no strategy came to its end, the first: {next(iter(missing.values()))}")
        targets = {run.result.name: run.result.targets for run in outcome.finished}
        old = site.current / diary.NAME if site.current else None
        text, rows = diary.continued_diary(old, data.last, targets, data.panel.snapshot)
        write_text(build / diary.NAME, text)
        write_text(build / STAMP, _stamp(data, outcome, missing, notes, mark))
        summaries = [summarise(run.result, f"{run.folder.name}/{PAGE}", run.plain) for run in outcome.finished]
        state = SiteState(data.last, data.made_at, data.panel.snapshot, missing, notes)
        write_site_index(summaries, state, build / "index.html")
        best = best_first(summaries)[0]
        night = NightReport(
            outcome="partly" if missing or notes else "done",
            night=today(),
            data_of=data.last,
            snapshot=data.panel.snapshot,
            site=site.link,
            strategies=tuple(targets),
            missing=missing,
            notes=notes,
            audited=audited.sentences,
            diary_rows=rows,
            best=(best.name, best.numbers.excess) if best.numbers else None,
        )
        tell_readers(site, night, None, folder=build)
    return night


def _stamp(data: Data, outcome: Outcome, missing: Mapping[str, str], notes: tuple[str, ...], mark: str) -> str:
    stamp = {
        "fingerprint": mark,
        "data_of": data.last.isoformat(),
        "snapshot": data.panel.snapshot,
        "strategies": [run.result.name for run in outcome.finished],
        "missing": missing,
        "notes": notes,
    }
    return json.dumps(stamp, indent=2, ensure_ascii=False) + "\n"


def _of_stamp(site: SiteFolder, stamp: Mapping[str, Any], outcome: str, error: str = "") -> NightReport:
    """Return a night that left the site as it was."""
    return NightReport(
        outcome=outcome,
        night=today(),
        data_of=date.fromisoformat(stamp["data_of"]) if stamp else None,
        snapshot=str(stamp.get("snapshot", "")),
        site=site.link,
        strategies=tuple(stamp.get("strategies", ())),
        missing=dict(stamp.get("missing", {})),
        notes=tuple(stamp.get("notes", ())),
        error=error,
    )
