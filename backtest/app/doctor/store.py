"""The store: can it be opened and written, is there room beside it, how far does its calendar go."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from backtest.market.loading import PANEL, derived_panel
from data_sources.calendar import clock
from data_sources.calendar.clock import ClockWrong
from data_sources.calendar.exchange_calendar import calendar_state
from data_sources.calendar.sessions import sessions_of
from data_sources.calendar.today import sessions_behind, today
from data_sources.errors import UserError
from data_sources.health_check import HealthCheck
from data_sources.refresh import last_done, silent_before, state_folder
from data_sources.store import connect_store, open_store, opened_store, read_facts, shown
from data_sources.store.address import sqlite_path, store_errors
from data_sources.store.last_days import last_days
from data_sources.store.verification import verify_latest, verify_store
from data_sources.store.writer_lock import StoreBusy, writer_lock
from data_sources.tables.facts import Facts

GB = 1_000_000_000
PROVED_WHOLE = GB // 8
"""Bytes of a store that is proved whole, in ten seconds or so: a million bars."""
# A store of the whole market over ten years is about 1 GB, its cache another half.
LEAST_SPACE, SAFE_SPACE = GB // 2, 3 * GB


def check_store(db: str | Path | None) -> tuple[HealthCheck, ...]:
    """Look at the store, the disk it lies on and its calendar."""
    try:
        engine = connect_store(db)
    except UserError as fault:
        return (HealthCheck("database", "fail", str(fault)), check_disk(Path.cwd()))
    try:
        database = _check_database(engine, db)
        path = sqlite_path(engine.url)
        disk = check_disk(path.absolute() if path else Path.cwd())
        if database.state == "fail":
            return (database, disk)
        return (database, _check_truth(engine, path), disk, *_check_facts(db), *_check_last_refresh(engine))
    finally:
        engine.dispose()


def _check_database(engine: Engine, db: str | Path | None) -> HealthCheck:
    place = shown(engine.url)
    try:
        open_store(db).dispose()
        path = sqlite_path(engine.url)
        if path is not None and not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
            return HealthCheck(
                "database", "fail", f"{place} can be read but not written",
                f"give this user the right to write {path} and its folder",
            )  # fmt: skip
        with writer_lock(engine, "doctor"):
            if path is None and not _may_write(engine):
                return HealthCheck("database", "fail", f"{place} can be read but not written", "grant this user INSERT")
    except StoreBusy as fault:
        return HealthCheck("database", "warn", str(fault))
    except UserError as fault:
        return HealthCheck("database", "fail", str(fault), "look at --db and BACKTEST_DATABASE_URL")
    return HealthCheck("database", "ok", f"{place} can be read and written")


def _check_truth(engine: Engine, path: Path | None) -> HealthCheck:
    """Whether the store holds what was published: all of it where that takes seconds, else its latest facts."""
    try:
        if path is not None and path.stat().st_size <= PROVED_WHOLE:
            verdicts = verify_store(engine, {PANEL: derived_panel()})
            said = "everything in it is what was published, to the last row"
        else:
            verdicts = (verify_latest(engine),)
            said = f"{verdicts[0].counted}; backtest verify proves all the rest, which takes minutes"
    except UserError as fault:
        return HealthCheck("stored facts", "fail", str(fault), "restore a back-up")
    faults = [f"{verdict.name}: {fault}" for verdict in verdicts for fault in verdict.faults]
    if faults:
        more = f" (and {len(faults) - 1} more faults)" if len(faults) > 1 else ""
        return HealthCheck("stored facts", "fail", f"{faults[0]}{more}", "run: backtest verify")
    return HealthCheck("stored facts", "ok", said)


def _may_write(engine: Engine) -> bool:
    with store_errors(engine.url), engine.connect() as connection:
        return bool(connection.execute(sa.text("SELECT has_table_privilege('snapshots', 'INSERT')")).scalar())


def check_disk(place: Path) -> HealthCheck:
    """Whether there is room for the store to grow where it lies."""
    folder = next(each for each in (place, *place.parents) if each.is_dir())
    try:
        free = shutil.disk_usage(folder).free
    except OSError as fault:
        return HealthCheck("disk", "fail", f"{folder} cannot be looked at: {fault.strerror}")
    said = f"{free / GB:.1f} GB free at {folder}"
    if free < LEAST_SPACE:
        return HealthCheck("disk", "fail", said, f"free at least {SAFE_SPACE / GB:.0f} GB before the next refresh")
    if free < SAFE_SPACE:
        return HealthCheck("disk", "warn", said, f"{SAFE_SPACE / GB:.0f} GB are on the safe side")
    return HealthCheck("disk", "ok", said)


def _check_facts(db: str | Path | None) -> tuple[HealthCheck, ...]:
    try:
        with opened_store(db) as engine:
            last_days(engine, clock.SYSTEM)
            facts = read_facts(engine, [])
        if facts.simulated:
            return (HealthCheck("calendar", "ok", "SIMULATED market, which grows no older"),)
        return _check_calendar(facts), _check_age(facts)
    except ClockWrong as fault:
        return (HealthCheck("clock", "fail", str(fault)),)
    except UserError as fault:
        return (HealthCheck("calendar", "fail", str(fault), "run: backtest refresh"),)


def _check_last_refresh(engine: Engine) -> tuple[HealthCheck, ...]:
    """Whom the last refresh asked in vain, and nothing where the journal has no refresh that came to its end."""
    folder = state_folder(engine.url)
    done = last_done(folder)
    if done is None:
        return ()
    silent = silent_before(folder)
    if not silent:
        return (HealthCheck("last refresh", "ok", f"every vendor that was asked gave something, {done['at']}"),)
    said = "; ".join(vendor.sentence for vendor in silent)
    return (
        HealthCheck("last refresh", "warn", f"{said} ({done['at']})", "update this program if one of them changed"),
    )


def _check_calendar(facts: Facts) -> HealthCheck:
    state = calendar_state(facts, today())
    said = f"known to {state.horizon}, {state.days_left} days from today ({state.source})"
    if state.days_left < 0:
        return HealthCheck("calendar", "fail", said, "run: backtest refresh; and update exchange-calendars")
    if state.ends_soon:
        return HealthCheck(
            "calendar", "warn", f"{said}; sessions after it are provisional",
            "refresh after the exchanges publish next year's closures, in December",
        )  # fmt: skip
    apart = len(state.only_ours) + len(state.only_theirs)
    if apart:
        day = (*state.only_ours, *state.only_theirs)[-1]
        return HealthCheck("calendar", "warn", f"{said}; the second calendar differs on {apart} days, such as {day}",
                           "look at them with: backtest status")  # fmt: skip
    return HealthCheck("calendar", "ok", said)


def _check_age(facts: Facts) -> HealthCheck:
    """How old the index levels are; they come with every refresh, whatever its universe."""
    days = [levels.date[-1].item() for levels in facts.index.values() if len(levels.date)]
    if not days:
        return HealthCheck("age", "fail", "the store has no index level", "run: backtest refresh")
    behind = sessions_behind(sessions_of(facts), max(days))
    said = f"the last session is {max(days)}, {behind} behind"
    return HealthCheck("age", "warn", said, "run: backtest refresh") if behind else HealthCheck("age", "ok", said)
