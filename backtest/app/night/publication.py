"""The site of a night: all pages made from one market, and put in the place of the old ones together."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from backtest.app.executors.task import Execute
from backtest.app.night.diary import LATE, Diary
from backtest.app.night.diary_state import diary_state
from backtest.app.night.history import read_history
from backtest.app.night.news import News, news_of_night
from backtest.app.night.night_data import Data
from backtest.app.night.nights_tab import night_rows
from backtest.app.night.notice import tell_readers
from backtest.app.night.outcome import NightOutcome
from backtest.app.night.pages import Pages, make_pages
from backtest.app.night.runs import Audited, audit_all
from backtest.app.night.site_diary import Night, OpenedDiary, add_night
from backtest.app.night.site_folder import STAMP, SiteFolder, new_build
from backtest.app.night.site_store import remember_store
from backtest.app.site.tabs import addresses, write_tabs
from backtest.app.tell import Tell
from backtest.result.files import write_text
from backtest.result.summary import badge_counts
from data_sources.calendar.today import today
from data_sources.language.text import Text
from data_sources.progress import Progress
from reports import Look


def publish(
    site: SiteFolder,
    db: str | Path | None,
    data: Data,
    notes: tuple[Text, ...],
    mark: str,
    *,
    opened: OpenedDiary,
    look: Look,
    execute: Execute,
    hear: Progress,
    tell: Tell,
) -> NightOutcome:
    """Make all pages, write the day's weights behind the opened diary, and put the pages in the place of the old ones.

    UserError when not one strategy came to its end.
    """
    before, places = site.last_stamp(), (site.link, site.builds, db)
    audited = audit_all(data.panel, data.library, execute, hear, tell)
    with new_build(site, f"{data.last}-{mark[:12]}") as build:
        pages = make_pages(
            build,
            data,
            audited,
            opened.diary,
            notes,
            db=db,
            look=look,
            places=places,
            execute=execute,
            hear=hear,
            tell=tell,
        )
        targets = {run.result.name: run.result.targets for run in pages.outcome.finished}
        decided = Night(data.last, targets, data.panel.snapshot, data.panel.sessions)
        diary = add_night(site, opened, build, decided)
        content = replace(pages.content, diary=diary_state(diary), nights=night_rows(read_history(site)))
        write_tabs(build, content, more=[pages.card] if pages.card else [], look=look)
        remember_store(site, db)
        news = news_of_night(data, audited, pages.outcome, diary, before, tell=tell)
        write_text(build / STAMP, _stamp(data, pages, mark=mark, diary=diary, news=news))
        night = _outcome(site, data, audited, pages, news, diary=diary, rows_before=len(opened.diary.rows))
        tell_readers(site, night, None, folder=build, look=look)
    return night


def _outcome(
    site: SiteFolder, data: Data, audited: Audited, pages: Pages, news: News, *, diary: Diary, rows_before: int
) -> NightOutcome:
    added, notes = diary.rows[rows_before:], pages.content.notes
    return NightOutcome(
        outcome="partly" if pages.missing or notes else "done",
        night=today(),
        data_of=data.last,
        snapshot=data.panel.snapshot,
        site=site.link,
        strategies=tuple(run.result.name for run in pages.outcome.finished),
        missing=pages.missing,
        notes=notes,
        audited=audited.sentences,
        diary_rows=len(added),
        diary_late=any(row.late == LATE for row in added),
        badges=badge_counts(pages.content.rows),
        happened=news.happened,
        changed=news.changed,
    )


def _stamp(data: Data, pages: Pages, *, mark: str, diary: Diary, news: News) -> str:
    runs = [run.result for run in pages.outcome.finished]
    stamp = {
        "fingerprint": mark,
        "data_of": data.last.isoformat(),
        "snapshot": data.panel.snapshot,
        "made_at": data.made_at.isoformat(),
        "simulated": data.panel.simulated,
        "diary": diary.mark,
        "strategies": [run.name for run in runs],
        "missing": pages.content.missing,
        "notes": pages.content.notes,
        "scorecard": pages.card,
        "pages": [*addresses(replace(pages.content, diary=diary_state(diary))), *([pages.card] if pages.card else [])],
        **news.stamp,
        # A trial that could not be counted is counted by the next night, which makes the pages anew.
        "again": any(run.trials is not None and run.trials.problem for run in runs),
    }
    return json.dumps(stamp, indent=2, ensure_ascii=False) + "\n"
