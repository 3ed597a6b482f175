"""The work of a night: refresh, look at what there is, publish. Each part either ends well or changes nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np

from backtest.app.executors.choice import on_this_machine
from backtest.app.executors.task import Execute
from backtest.app.for_readers import for_readers
from backtest.app.night import diary
from backtest.app.night.fingerprint import fingerprint
from backtest.app.night.night_data import Data, load_data, price_index_note, shorter_note
from backtest.app.night.older_store import older_store as older_than_site
from backtest.app.night.outcome import NightOutcome, age_note, unchanged_site
from backtest.app.night.publication import publish
from backtest.app.night.refresh import Refreshed, RefreshOrder, refresh_store
from backtest.app.night.simulated_site import insist_on_same_kind
from backtest.app.night.site_diary import OpenedDiary, is_to_come, opened_diary
from backtest.app.night.site_folder import SiteFolder
from backtest.app.tell import Tell
from backtest.result.run_folder import PAGE
from data_sources.calendar import clock
from data_sources.calendar.age import TableAge, table_ages, too_old
from data_sources.calendar.sessions import sessions_of
from data_sources.calendar.today import is_session, session_due, sessions_behind, today
from data_sources.errors import UserError
from data_sources.language.text import Text, both, same, sentence
from data_sources.passwords import masked
from data_sources.progress import Progress
from data_sources.refresh import DEFAULT
from data_sources.store import open_store, opened_store, read_facts
from data_sources.store.last_days import last_days
from data_sources.tables.facts import Dates
from reports import Look
from reports.site.tabs import NIGHTS
from strategies.library.library import Library


@dataclass(frozen=True)
class NightOrder:
    """What a night is asked for; without a ``refresh`` it takes the store as it is. The rest is as in ``nightly``.

    ``execute`` audits and trades strategies and makes their pages, by default in this process.
    """

    db: str | Path | None
    refresh: RefreshOrder | None
    max_age: int
    library: Library
    older_store: bool = False
    look: Look = field(default_factory=Look)
    execute: Execute = field(default_factory=lambda: on_this_machine(1))

    def words(self, site: SiteFolder) -> str:
        """What was asked for, in words."""
        if self.refresh is None:
            return f"the site {site.link} from the store as it is"
        sources = " and ".join(masked(each) for each in self.refresh.sources) or DEFAULT
        return f"a refresh from {sources}, and the site {site.link} from it"


def do_work(site: SiteFolder, order: NightOrder, hear: Progress, tell: Tell) -> NightOutcome:
    """Do the work of a night; UserError when it comes to nothing, and the site is as it was."""
    opened = opened_diary(site)
    if opened.mended:
        tell(opened.mended)
    if _may_be_skipped(site, order):
        return unchanged_site(site, site.stamp(), "skipped")
    refreshed = None if order.refresh is None else refresh_store(order.db, order.refresh, hear)
    if refreshed and refreshed.outcome == "failed" and site.current is not None:
        night = unchanged_site(site, site.stamp(), "failed", error=refreshed.sentence, step=refreshed.step)
        return _with_refresh(night, refreshed)
    hear("loading the market", 0, 0)
    data = _usable_data(order, refreshed)
    insist_on_same_kind(site, simulated=data.panel.simulated)
    ages = _ages(order.db, data.panel.sessions)
    notes = (*_notes(order, refreshed, data, ages), *_diary_notes(site, opened, data, order))
    night = _made(site, order, data, notes, opened=opened, hear=hear, tell=tell)
    old = sessions_behind(data.panel.sessions, data.last)
    by_table = {age.table: asdict(age) for age in ages}
    return _with_refresh(replace(night, sessions_old=old, ages=by_table), refreshed)


def _may_be_skipped(site: SiteFolder, order: NightOrder) -> bool:
    """Whether today is no session, and the site is whole, has the last one and lacks nothing."""
    stamp, sessions = site.stamp(), _sessions(order.db)
    if not stamp or stamp["missing"] or stamp["notes"] or not _is_whole(site) or is_session(sessions, today()):
        return False
    due = session_due(sessions)
    there = due is None or stamp["data_of"] >= due.isoformat()
    return there and not too_old(_ages(order.db, sessions), order.max_age)


def _usable_data(order: NightOrder, refreshed: Refreshed | None) -> Data:
    """The market of tonight; after a refresh that failed its sentence is said first where there is none."""
    try:
        return load_data(order.db, order.library)
    except UserError as fault:
        if refreshed is None or refreshed.outcome != "failed":
            raise
        raise UserError(f"{refreshed.sentence} And {fault}") from fault


def _notes(order: NightOrder, refreshed: Refreshed | None, data: Data, ages: tuple[TableAge, ...]) -> tuple[Text, ...]:
    """What readers must know of the data; the same words every night while the same holds."""
    sources = order.refresh.sources if order.refresh else ()
    told = for_readers(refreshed.sentence, (order.db, *sources)) if refreshed else same("")
    as_it_is = _as_it_is(data) if refreshed and refreshed.outcome == "failed" else same("")
    age = age_note(too_old(ages, order.max_age), order.max_age)
    return tuple(note for note in (as_it_is, told, age, shorter_note(data), price_index_note(data)) if note)


def _as_it_is(data: Data) -> Text:
    return both(
        f"The refresh brought nothing, so the pages are made from the store as it was, whose data end on {data.last}.",
        f"数据更新未取得任何内容，页面由现有数据库生成，数据截至 {data.last}。",
    )


def _made(
    site: SiteFolder,
    order: NightOrder,
    data: Data,
    notes: tuple[Text, ...],
    *,
    opened: OpenedDiary,
    hear: Progress,
    tell: Tell,
) -> NightOutcome:
    """Publish, unless the site that is there was made from the very same."""
    stamp, mark = site.stamp(), fingerprint(data.panel.snapshot, notes, order.library.sum, order.look)
    if _is_whole(site) and stamp.get("fingerprint") == mark:
        return unchanged_site(site, stamp, "partly" if stamp["missing"] or notes else "unchanged")
    return publish(
        site, order.db, data, notes, mark, opened=opened, look=order.look, execute=order.execute, hear=hear, tell=tell
    )


def _with_refresh(night: NightOutcome, refreshed: Refreshed | None) -> NightOutcome:
    if refreshed is None:
        return night
    return replace(
        night,
        refresh=refreshed.document,
        silent=refreshed.silent,
        findings=refreshed.findings,
        bad_rows=refreshed.bad_rows,
    )


def _ages(db: str | Path | None, sessions: Dates) -> tuple[TableAge, ...]:
    """How old the bars and the index of a store are; none of a simulated market. ClockWrong when the clock is."""
    with opened_store(db) as engine:
        return table_ages(sessions, last_days(engine, clock.SYSTEM).by_table, clock.SYSTEM)


def _diary_notes(site: SiteFolder, opened: OpenedDiary, data: Data, order: NightOrder) -> tuple[Text, ...]:
    """Say why the diary gets no row tonight; UserError for a store that is older than the site, unless told so."""
    stamp, last_day = site.last_stamp(), opened.diary.last_day
    older = older_than_site(stamp, last_day, data.last, data.panel.snapshot, data.made_at)
    if older and not order.older_store:
        raise UserError(
            f"{older}; put the newer store back (--db), bring this one up to date (backtest refresh), or make the site "
            "from it as it is: --older-store"
        )
    to_come = both(
        f"the session of {data.last} is not over by this machine's clock, so the paper diary has no row of it",
        f"按本机时钟，{data.last} 尚未收盘，模拟盘日志不记当日",
    )
    return tuple(sentence(each) for each in (older, to_come if is_to_come(data.last) else "") if each)


def _is_whole(site: SiteFolder) -> bool:
    """Say whether all that the present site names is there and nothing in it waits to be made again."""
    stamp, build = site.stamp(), site.current
    if build is None or stamp.get("again"):
        return False
    pages = [f"{name}/{PAGE}" for name in stamp.get("strategies", ())]
    # A stamp of an earlier version names no tabs: its site is made again with them.
    pages += stamp.get("pages", [NIGHTS])
    return all((build / page).is_file() for page in (diary.NAME, *pages))


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
