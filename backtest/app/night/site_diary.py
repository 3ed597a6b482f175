"""The paper diary of a site: opened at the start of a night, added to just before the night's pages are shown.

The rows are on the disk before the link moves. A kill in between leaves a diary that is ahead of the site, which the
next night finds and does not write again; a diary that is behind a build cannot come of it and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backtest.app.night.diary import HEAD, NAME, Diary, continued_diary, taken_over
from backtest.app.night.diary_copies import Copy, known_copies
from backtest.app.night.diary_file import append_rows, mend_tail, read_bytes, write_diary
from backtest.app.night.diary_reading import read_diary, read_former
from backtest.app.night.late import is_late
from backtest.app.night.site_folder import SiteFolder
from backtest.result.files import write_text
from backtest.targets import Targets
from data_sources.calendar import clock
from data_sources.errors import UserError
from data_sources.tables.facts import Dates


@dataclass(frozen=True)
class OpenedDiary:
    """A diary fit to be continued, the ``size`` of its file in bytes, and what had to be done to it, "" for nothing."""

    diary: Diary
    size: int = 0
    mended: str = ""


@dataclass(frozen=True)
class Night:
    """What a night decided: the ``targets`` of each strategy by name on the last session ``day`` of a snapshot.

    ``sessions`` is the stored calendar.
    """

    day: date
    targets: Mapping[str, Targets]
    snapshot: str
    sessions: Dates


def opened_diary(site: SiteFolder) -> OpenedDiary:
    """Return the diary of a site, fit to be continued; for the caller that holds the site's lock.

    A half-written tail is moved aside. A diary from before there was a chain, in its place or else in the builds, is
    taken over; what stood in its place is kept beside it.

    Raises
    ------
    UserError
        When a line does not follow from the one before it, and when the diary is gone, shorter than a build knows or
        not its continuation. Nothing is changed then.
    """
    copies = known_copies(site)
    data = read_bytes(site.diary)
    former = _former(copies, data)
    if former is not None:
        diary = taken_over(former)
        if data is None:
            _insist_on_one(site, diary, copies)
        _insist_on_known(site, diary, copies)
        text = diary.text().encode()
        write_diary(site.diary, text)
        rows = f"{len(former):,} rows from before there was a chain"
        return OpenedDiary(diary, len(text), f"{rows} are taken over into {site.diary.name}")
    if data is None:
        if known := max((copy.rows for copy in copies), default=0):
            raise UserError(
                f"the paper diary {site.diary} is gone and the builds know {known:,} rows of it; {_cure(site)}"
            )
        _insist_on_no_trace(site, copies)
        return OpenedDiary(Diary())
    reading = read_diary(data)
    if reading.fault:
        raise UserError(f"the paper diary {site.diary} is not what was written, {reading.fault}; {_cure(site)}")
    _insist_on_known(site, reading.diary, copies)
    mended = mend_tail(site.diary, reading)
    return OpenedDiary(reading.diary, reading.whole + reading.unended, mended)


def add_night(site: SiteFolder, opened: OpenedDiary, build: Path, night: Night) -> Diary:
    """Write a day's weights behind the diary, give the build its copy, and return the diary as it now is.

    A day whose session is not over by this machine's clock gets no row, for nobody can have decided on its close.
    UserError when the disk refuses, and when something else wrote to the diary meanwhile.
    """
    now = clock.SYSTEM.now()
    before = opened.diary
    diary = before
    if not is_to_come(night.day):
        # A clock that was put back makes no row one in time: it was later than that when the last row was written.
        late = is_late(night.sessions, night.day, max(now, before.last_written or now))
        diary = continued_diary(before, night.day, night.targets, night.snapshot, now, late=late)
    append_rows(site.diary, opened.size, diary.rows[len(before.rows) :])
    written = read_bytes(site.diary)
    write_text(build / NAME, HEAD if written is None else written.decode("utf-8"))
    return diary


def is_to_come(day: date) -> bool:
    """Whether the session of a day is not over yet by this machine's clock."""
    return day > clock.closed_day(clock.SYSTEM)


def _insist_on_known(site: SiteFolder, diary: Diary, copies: Sequence[Copy]) -> None:
    """Raise UserError when a diary is not the continuation of what each build knows."""
    for copy in copies:
        if fault := copy.fault(diary):
            raise UserError(f"the paper diary {site.diary} {fault}; {_cure(site)}")


def _insist_on_no_trace(site: SiteFolder, copies: Sequence[Copy]) -> None:
    """Raise UserError when a night made this site and neither its diary nor anything that knows one is left."""
    if not copies and (site.link.is_symlink() or site.whole_builds()):
        raise UserError(
            f"the paper diary {site.diary} is gone, and no build is left that knows it; put back your own back-up of "
            f"it, or begin a new one: remove {site.link} and {site.builds}"
        )


def _insist_on_one(site: SiteFolder, diary: Diary, copies: Sequence[Copy]) -> None:
    """Raise UserError when builds from before there was a chain hold diaries that go apart: only a user knows which."""
    for copy in copies:
        if fault := copy.fault(diary):
            raise UserError(
                f"the builds hold two paper diaries: the longest {fault}; keep the right one: move the folder of the "
                f"wrong one out of {site.builds}"
            )


def _cure(site: SiteFolder) -> str:
    """Say what to do about a diary that is not the known one."""
    return (
        f"put back your own back-up of it, or else the newest copy: backtest diary restore --out {site.link} "
        "(what stands there is kept beside it)"
    )


def _former(copies: Sequence[Copy], data: bytes | None) -> Sequence[tuple[str, ...]] | None:
    """The rows from before there was a chain that are to be taken over, None when there are none."""
    if data is not None:
        return read_former(data)
    if any(copy.last_hash for copy in copies):
        return None
    return max((copy.former for copy in copies), key=len, default=()) or None
