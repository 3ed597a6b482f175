"""The pages of a night, made from one market and put in the place of the old ones together."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np

from backtest.app.batch import Tell
from backtest.app.batch_outcome import BatchOutcome
from backtest.app.for_readers import for_readers
from backtest.app.night.card import FOLDER, add_card
from backtest.app.night.diary import LATE, Diary
from backtest.app.night.happened import Happened, happened_by, news_of, stamped
from backtest.app.night.notice import tell_readers
from backtest.app.night.outcome import NightOutcome
from backtest.app.night.runs import audit_all, run_all
from backtest.app.night.site_diary import Night, OpenedDiary, add_night
from backtest.app.night.site_folder import STAMP, SiteFolder, new_build
from backtest.app.night.site_store import remember_store
from backtest.app.run import load_market
from backtest.app.site.content import SiteContent, rows_of
from backtest.app.site.tabs import write_tabs
from backtest.market.indices import total_return_of
from backtest.market.panel import Panel
from backtest.result.files import write_text
from backtest.result.summary import badge_counts
from data_sources.calendar.today import today
from data_sources.errors import ResourceError, UserError
from data_sources.progress import Progress
from data_sources.store import opened_store, store_summary
from data_sources.tables.schema import CALENDAR_INDEX
from strategies.library.library import Library, shipped_library


@dataclass(frozen=True)
class Data:
    """What tonight's pages are made from; ``last`` is the last session with bars and an index level.

    Every run ends on it. ``bars_go_on`` says that there are bars after it, of which the index has no level yet.
    ``library`` are the documents that the runs know; readers see the name of its folder and not where it lies.
    """

    panel: Panel
    last: date
    made_at: datetime
    bars_go_on: bool = False
    library: Library = field(default_factory=shipped_library)


def load_data(db: str | Path | None, library: Library) -> Data:
    """Load the market of tonight; UserError for a store without a bar."""
    panel = load_market(db)
    with opened_store(db) as engine:
        made_at = store_summary(engine).created_at
    if panel.last_traded < 0:
        raise UserError("the store has no bar; run: backtest refresh")
    row = _last_judged(panel)
    return Data(panel, panel.sessions[row].item(), made_at, row < panel.last_traded, _for_readers(library))


def _for_readers(library: Library) -> Library:
    """Return a library whose folder has its name alone: every manifest states it, and readers see manifests."""
    folder = library.folder
    return library if folder is None else replace(library, folder=replace(folder, shown=folder.path.absolute().name))


def _last_judged(panel: Panel) -> int:
    """Row of the last session that has bars and a level of the index; the last with bars where there is no level."""
    levels = panel.benchmarks.get(CALENDAR_INDEX)
    if levels is None:
        return panel.last_traded
    there = np.flatnonzero(np.isfinite(levels[: panel.last_traded + 1]))
    return int(there[-1]) if len(there) else panel.last_traded


def price_index_note(data: Data) -> str:
    """Say that the runs are judged without the index's dividends because their levels end early, "" otherwise."""
    symbol = total_return_of(CALENDAR_INDEX)
    if symbol not in data.panel.benchmarks:
        return ""
    there = np.flatnonzero(np.isfinite(data.panel.benchmarks[symbol]))
    end: date | None = data.panel.sessions[there[-1]].item() if len(there) else None
    if end is None or end >= data.last:
        return ""
    return f"{symbol} has no level after {end}, so the runs are judged against {CALENDAR_INDEX}, without its dividends."


def publish(
    site: SiteFolder,
    db: str | Path | None,
    data: Data,
    notes: tuple[str, ...],
    mark: str,
    *,
    opened: OpenedDiary,
    hear: Progress,
    tell: Tell,
) -> NightOutcome:
    """Make all pages, write the day's weights behind the opened diary, and put the pages in the place of the old ones.

    UserError when not one strategy came to its end.
    """
    happened = happened_by(data.library, data.panel, data.last)
    news = news_of(happened, site.last_stamp())
    audited = audit_all(data.panel, data.library, hear, tell)
    with new_build(site, f"{data.last}-{mark[:12]}") as build:
        end = data.last if data.bars_go_on else None
        outcome = run_all(
            audited, data.panel, build, library=data.library, diary=opened.diary, end=end, hear=hear, tell=tell
        )
        missing = {**audited.refused, **outcome.failed}
        if not outcome.finished:
            raise UserError(f"no strategy came to its end, the first: {next(iter(missing.values()))}")
        hear("judging the reports", 0, 0)
        card, without_card = _card(build, data, end, tell)
        missing |= without_card
        places = (site.link, site.builds, db)
        shown = {name: for_readers(reason, places) for name, reason in missing.items()}
        targets = {run.result.name: run.result.targets for run in outcome.finished}
        content = SiteContent(
            data.panel, data.library, data.last, data.made_at, rows_of(outcome.finished), outcome.several, shown, notes,
            nightly=True,
        )  # fmt: skip
        write_tabs(build, content, card=bool(card))
        decided = Night(data.last, targets, data.panel.snapshot, data.panel.sessions)
        diary = add_night(site, opened, build, decided)
        added = diary.rows[len(opened.diary.rows) :]
        remember_store(site, db)
        write_text(
            build / STAMP,
            _stamp(data, outcome, content, card, mark=mark, diary=diary, happened=happened, news=news),
        )
        night = NightOutcome(
            outcome="partly" if missing or notes else "done",
            night=today(),
            data_of=data.last,
            snapshot=data.panel.snapshot,
            site=site.link,
            strategies=tuple(targets),
            missing=missing,
            notes=notes,
            audited=audited.sentences,
            diary_rows=len(added),
            diary_late=any(row.late == LATE for row in added),
            badges=badge_counts(content.rows),
            happened=news,
        )
        tell_readers(site, night, None, folder=build)
    return night


def _card(build: Path, data: Data, end: date | None, tell: Tell) -> tuple[str, dict[str, str]]:
    """Add the scorecard to a build; return its address, or why it is missing: the strategies have their pages then."""
    try:
        return add_card(build, data.panel, data.library, data.last, end), {}
    except ResourceError:
        raise
    except UserError as fault:
        tell(f"{FOLDER}: {fault}")
        return "", {FOLDER: str(fault)}


def _stamp(
    data: Data,
    outcome: BatchOutcome,
    content: SiteContent,
    card: str,
    *,
    mark: str,
    diary: Diary,
    happened: Happened,
    news: tuple[str, ...],
) -> str:
    stamp = {
        "fingerprint": mark,
        "data_of": data.last.isoformat(),
        "snapshot": data.panel.snapshot,
        "made_at": data.made_at.isoformat(),
        "simulated": data.panel.simulated,
        "diary": diary.mark,
        "strategies": [run.result.name for run in outcome.finished],
        "missing": content.missing,
        "notes": content.notes,
        "scorecard": card,
        "falsifiers": stamped(happened),
        "happened": news,
        # A trial that could not be counted is counted by the next night, which makes the pages anew.
        "again": any(run.result.trials is not None and run.result.trials.problem for run in outcome.finished),
    }
    return json.dumps(stamp, indent=2, ensure_ascii=False) + "\n"
