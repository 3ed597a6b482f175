"""What happens after a night, however it went: readers are told, the night is remembered, a webhook hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from backtest.app.batch import Tell
from backtest.app.for_readers import for_readers
from backtest.app.night.change_words import change_words
from backtest.app.night.history import NightRecord, remember_night
from backtest.app.night.nights_tab import write_nights
from backtest.app.night.notice import tell_readers
from backtest.app.night.outcome import NightOutcome
from backtest.app.night.site_folder import SiteFolder
from data_sources.calendar import clock
from data_sources.calendar.clock import shanghai_time
from data_sources.errors import ResourceError, UserError
from data_sources.language.text import same
from data_sources.refused import refused
from reports.page import Look


def end_night(
    site: SiteFolder, night: NightOutcome, db: str | Path | None, warn: Tell, look: Look | None = None
) -> NightOutcome:
    """Tell readers how a night ended and remember it; return how it ended after that.

    A notice that cannot be written is a failure of the night as any other is; a history that cannot be written is
    warned of, unless the night failed anyhow.
    """
    at = shanghai_time(clock.SYSTEM)
    shown = shown_night(site, night, db)
    ended = night if night.outcome in ("skipped", "done") else _told(site, night, shown, at, look)
    shown = replace(shown, outcome=ended.outcome, error=for_readers(ended.error, _places(site, db)))
    try:
        remember_night(site, record_of(shown, at))
        write_nights(site, look)
    except (UserError, OSError, MemoryError) as fault:
        if ended.outcome != "failed":
            warn(f"the history of nights lacks this one: {fault}")
    return ended


def shown_night(site: SiteFolder, night: NightOutcome, db: str | Path | None) -> NightOutcome:
    """Return a night as readers may see it: no place of the machine stands in it."""
    places = _places(site, db)
    return replace(
        night,
        site=Path(site.link.name),
        error=for_readers(night.error, places),
        missing={name: for_readers(reason, places) for name, reason in night.missing.items()},
        notes=tuple(for_readers(note, places) for note in night.notes),
        silent=tuple(for_readers(each, places) for each in night.silent),
        asked=for_readers(night.asked, places),
    )


def record_of(night: NightOutcome, at: datetime) -> NightRecord:
    """Return what the history keeps of a night as readers may see it, which ended at a time."""
    return NightRecord(
        day=night.night,
        ended_at=at,
        outcome=night.outcome,
        seconds=night.seconds,
        data_of=night.data_of,
        snapshot=night.snapshot,
        strategies=len(night.strategies),
        missing=night.missing,
        findings=night.findings,
        happened=tuple(map(same, night.happened)),
        changed=tuple(map(change_words, night.changed)),
        notes=tuple(map(same, night.notes)),
        error=same(night.error),
    )


def _places(site: SiteFolder, db: str | Path | None) -> tuple[str | Path | None, ...]:
    return (site.link, site.builds, db)


def _told(site: SiteFolder, night: NightOutcome, shown: NightOutcome, at: datetime, look: Look | None) -> NightOutcome:
    try:
        tell_readers(site, shown, at, look=look)
    except (ResourceError, OSError) as fault:
        # Why the night failed is said first; that its readers could not be told is only one more sign of it.
        reason = refused(fault) or fault if isinstance(fault, OSError) else fault
        return night if night.outcome == "failed" else replace(night, outcome="failed", error=str(reason))
    return night
