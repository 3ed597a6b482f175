"""A night: refresh, audit, run, publish. Each part either ends well or leaves the site of last night where it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from backtest.app.batch import Tell, untold
from backtest.app.for_readers import for_readers
from backtest.app.library import Reports, asked_library
from backtest.app.night import diary
from backtest.app.night.card import ADDRESS
from backtest.app.night.fingerprint import fingerprint
from backtest.app.night.notice import tell_readers
from backtest.app.night.older_store import older_store as older_than_site
from backtest.app.night.outcome import NightOutcome, age_note, unchanged_site
from backtest.app.night.publication import Data, load_data, price_index_note, publish
from backtest.app.night.refresh import RefreshOrder, refresh_store
from backtest.app.night.simulated_site import insist_on_same_kind
from backtest.app.night.site_diary import is_to_come, opened_diary
from backtest.app.night.site_folder import SiteFolder, only_night, site_folder
from backtest.result.run_folder import PAGE, size_of
from data_sources.calendar import clock
from data_sources.calendar.age import TableAge, table_ages, too_old
from data_sources.calendar.clock import shanghai_time
from data_sources.calendar.max_age import MAX_AGE, insist_on_max_age
from data_sources.calendar.sessions import sessions_of
from data_sources.calendar.today import is_session, session_due, sessions_behind, today
from data_sources.errors import ResourceError, UserError, WriteFailed
from data_sources.out_folder import out_folder
from data_sources.progress import Progress, unheard
from data_sources.quality.acceptance import accepted_rules
from data_sources.refused import NO_ROOM, free_bytes, in_bytes, is_out_of_memory, out_of_memory, refused
from data_sources.store import last_days, open_store, opened_store, read_facts
from data_sources.tables.facts import Dates
from data_sources.tables.schema import CALENDAR_INDEX
from strategies.library.library import Library


def nightly(
    *,
    out: str | Path = "var/site",
    db: str | Path | None = None,
    source: str | Path | Sequence[str | Path] | None = None,
    no_refresh: bool = False,
    older_store: bool = False,
    earnings: bool = False,
    max_age: int = MAX_AGE,
    accept: str | Sequence[str] | None = None,
    reports: Reports = None,
    hear: Progress = unheard,
    tell: Tell = untold,
) -> NightOutcome:
    """Refresh the store, audit and run every strategy, publish all at once; the twin of ``backtest nightly``.

    Parameters
    ----------
    out : str or Path, default "var/site"
        The folder that readers open, a link to one whole build at a time.
    db : str or Path, optional
        The store, a file or a database URL; by default ``BACKTEST_DATABASE_URL``, or else ``var/market.db``.
    source : str or Path, or a sequence of them, optional
        What the refresh asks, in this order: a library by its name in ``data_sources.vendors.libraries``, or a folder;
        by default the first library's vendors.
    no_refresh : bool, default False
        Use the store as it is; ask no vendor for anything.
    older_store : bool, default False
        Make the site even from a store whose data or snapshot is older than what the site was made from, such as a
        back-up that was put back. The front page says so, and the paper diary gets no row behind a later day. A
        simulated store is refused all the same where the site was made from real prices, and the other way round.
    earnings : bool, default False
        Read what companies reported and what analysts expect too, as ``refresh`` has it.
    max_age : int, default 1
        Call the data old, and the night partly done, when so many sessions are due of which bars or index have no row,
        with or without a refresh; 1 or more. A session is due from 17:00 in Shanghai on, by the calendar of the
        exchange.
    accept : str or sequence of str, optional
        Rules in spite of which the refresh publishes rows, as ``refresh`` has them.
    reports : str, Path or Library, optional
        A folder of documents of your own beside the shipped ones, as ``backtest.library`` reads it; by default
        ``BACKTEST_REPORTS``, or else none. Their names are refreshed and belong to what the pages know, and each
        ``[basket]`` is audited and run beside the registered strategies. Its strategy files are not run: a night
        executes no code of a folder, and a page for readers does not say where a file lies.
    hear : callable, optional
        Hears (what, done, of how many) as often as something is done.
    tell : callable, optional
        Hears a sentence for each strategy that gets no page.

    Returns
    -------
    NightOutcome
        ``outcome`` is done, unchanged, skipped, partly or failed. A night that fails is told to readers of the site
        and returned, not raised.

    Raises
    ------
    UserError
        When ``out`` is not ours to write or another night is at work on it.
    """
    insist_on_max_age(max_age)
    rules, known = accepted_rules(accept or ()), asked_library(reports)
    asked = [source] if isinstance(source, str | Path) else source or []
    sources = None if no_refresh else [str(each) for each in asked]
    site = site_folder(out_folder(out))
    with only_night(site):
        try:
            order = (
                None
                if sources is None
                else RefreshOrder(tuple(sources), max_age, rules, earnings=earnings, library=known)
            )
            night = _work(site, db, order, max_age, library=known, older_store=older_store, hear=hear, tell=tell)
        except WriteFailed as fault:
            night = unchanged_site(site, site.stamp(), "failed", error=f"{fault}{_room(site, fault)}")
        except UserError as fault:
            night = unchanged_site(site, site.stamp(), "failed", error=str(fault))
        except BaseException as fault:
            if is_out_of_memory(fault):
                error = str(out_of_memory("make the pages of a night"))
                return _told(site, db, unchanged_site(site, site.stamp(), "failed", error=error))
            if isinstance(fault, OSError) and (refusal := refused(fault)):
                return _told(site, db, unchanged_site(site, site.stamp(), "failed", error=str(refusal)))
            failed = unchanged_site(site, site.stamp(), "failed", error=type(fault).__name__)
            with suppress(UserError, OSError):
                tell_readers(site, failed, shanghai_time(clock.SYSTEM))
            raise
        return _told(site, db, night)


def _told(site: SiteFolder, db: str | Path | None, night: NightOutcome) -> NightOutcome:
    """Tell readers how a night ended; a notice that cannot be written is a failure of the night as any other is."""
    if night.outcome in ("skipped", "done"):
        return night
    places = (site.link, site.builds, db)
    shown = replace(
        night,
        error=for_readers(night.error, places),
        missing={name: for_readers(reason, places) for name, reason in night.missing.items()},
        notes=tuple(for_readers(note, places) for note in night.notes),
    )
    try:
        tell_readers(site, shown, shanghai_time(clock.SYSTEM))
    except (ResourceError, OSError) as fault:
        # Why the night failed is said first; that its readers could not be told is only one more sign of it.
        reason = refused(fault) or fault if isinstance(fault, OSError) else fault
        return night if night.outcome == "failed" else replace(night, outcome="failed", error=str(reason))
    return night


def _room(site: SiteFolder, fault: WriteFailed) -> str:
    """Say what a whole site takes and what is free now that the unfinished one is gone; nothing for another fault."""
    if fault.code not in NO_ROOM:
        return ""
    free = in_bytes(free_bytes(site.builds))
    takes = f"the site takes {in_bytes(size_of(site.current))}, and " if site.current else ""
    return f"; {takes}{free} are free now that the unfinished one is gone"


def _work(
    site: SiteFolder,
    db: str | Path | None,
    order: RefreshOrder | None,
    max_age: int,
    *,
    library: Library,
    older_store: bool,
    hear: Progress,
    tell: Tell,
) -> NightOutcome:
    """Do a night's work; without a refresh when ``order`` is None."""
    opened = opened_diary(site)
    if opened.mended:
        tell(opened.mended)
    stamp, whole = site.stamp(), _is_whole(site)
    sessions = _sessions(db)
    if whole and not is_session(sessions, today()) and stamp and not stamp["missing"] and not stamp["notes"]:
        due = session_due(sessions)
        if (due is None or stamp["data_of"] >= due.isoformat()) and not too_old(_ages(db, sessions), max_age):
            return unchanged_site(site, stamp, "skipped")
    refreshed = None if order is None else refresh_store(db, order, hear)
    if refreshed and refreshed.outcome == "failed":
        return replace(unchanged_site(site, stamp, "failed", error=refreshed.sentence), refresh=refreshed.document)
    hear("loading the market", 0, 0)
    data = load_data(db, library)
    insist_on_same_kind(site, simulated=data.panel.simulated)
    ages = _ages(db, data.panel.sessions)
    told = for_readers(refreshed.sentence, (db, *(order.sources if order else ()))) if refreshed else ""
    shorter = f"{CALENDAR_INDEX} has no level after {data.last}, where the pages end; the bars go on."
    said = (told, age_note(too_old(ages, max_age), max_age), shorter if data.bars_go_on else "", price_index_note(data))
    of_diary = _diary_notes(site.last_stamp(), opened.diary.last_day, data, older_store=older_store)
    notes = (*(note for note in said if note), *of_diary)
    mark = fingerprint(data.panel.snapshot, notes, library.sum)
    if whole and stamp.get("fingerprint") == mark:
        night = unchanged_site(site, stamp, "partly" if stamp["missing"] or notes else "unchanged")
    else:
        night = publish(site, db, data, notes, mark, opened=opened, hear=hear, tell=tell)
    old = sessions_behind(data.panel.sessions, data.last)
    document, silent = (refreshed.document, refreshed.silent) if refreshed else (None, ())
    by_table = {age.table: asdict(age) for age in ages}
    return replace(night, refresh=document, sessions_old=old, ages=by_table, silent=silent)


def _ages(db: str | Path | None, sessions: Dates) -> tuple[TableAge, ...]:
    """How old the bars and the index of a store are; none of a simulated market. ClockWrong when the clock is."""
    with opened_store(db) as engine:
        return table_ages(sessions, last_days(engine, clock.SYSTEM).by_table, clock.SYSTEM)


def _diary_notes(stamp: Mapping[str, Any], diary_day: date | None, data: Data, *, older_store: bool) -> tuple[str, ...]:
    """Say why the diary gets no row tonight; UserError for a store that is older than the site, unless told so."""
    older = older_than_site(stamp, diary_day, data.last, data.panel.snapshot, data.made_at)
    if older and not older_store:
        raise UserError(
            f"{older}; put the newer store back (--db), bring this one up to date (backtest refresh), or make the site "
            "from it as it is: --older-store"
        )
    to_come = f"the session of {data.last} is not over by this machine's clock, so the paper diary has no row of it"
    return tuple(f"{each[0].upper()}{each[1:]}." for each in (older, to_come if is_to_come(data.last) else "") if each)


def _is_whole(site: SiteFolder) -> bool:
    """Say whether all that the present site names is there and nothing in it waits to be made again."""
    stamp, build = site.stamp(), site.current
    if build is None or stamp.get("again"):
        return False
    pages = [f"{name}/{PAGE}" for name in stamp.get("strategies", ())]
    pages += [ADDRESS] if stamp.get("scorecard") else []
    return all((build / page).is_file() for page in ("index.html", diary.NAME, *pages))


def _sessions(db: str | Path | None) -> Dates:
    """The stored calendar; none when there is no store yet. ClockWrong when the store is ahead of the clock."""
    try:
        engine = open_store(db)
    except UserError:
        return np.empty(0, "datetime64[D]")
    try:
        last_days(engine, clock.SYSTEM)
        return sessions_of(read_facts(engine, []))
    finally:
        engine.dispose()
