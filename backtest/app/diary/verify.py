"""Is the paper diary what was written? Its chain, its days, its copies in the builds and their stamps."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from backtest.app.night.diary import LATE, NAME, UNKNOWN, Diary
from backtest.app.night.diary_copies import Copy, known_copies
from backtest.app.night.diary_file import read_bytes
from backtest.app.night.diary_reading import read_diary, read_former
from backtest.app.night.site_folder import SiteFolder, site_folder
from data_sources.errors import InputError, UserError
from data_sources.given_path import given_path
from data_sources.language.text import both


@dataclass(frozen=True)
class DiaryCheck:
    """What a look at a diary found; ``fault`` is the first thing that is wrong, "" when nothing is.

    ``rows`` counts the rows before it, ``days`` their days. Of their days times strategies ``late`` counts those that
    were written after the next session had begun, ``unknown`` those from before the diary kept the time and ``cut_off``
    those whose writing a kill cut off. ``builds`` are the builds whose stamp and copy were compared.
    """

    diary: Path
    fault: str
    rows: int
    days: int
    first_day: date | None
    last_day: date | None
    last_hash: str
    late: int
    unknown: int
    cut_off: int
    builds: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        if self.fault:
            return f"{self.diary}: {self.fault}"
        doubts = ((self.late, "late"), (self.unknown, "of unknown time"), (self.cut_off, "cut off"))
        doubt = "".join(f", {count:,} {word}" for count, word in doubts if count)
        span = f" from {self.first_day} to {self.last_day}" if self.rows else ""
        known = "1 build knows it" if len(self.builds) == 1 else f"{len(self.builds)} builds know it"
        days = "1 day" if self.days == 1 else f"{self.days:,} days"
        return (
            f"{self.diary}: {self.rows:,} rows of {days}{span}{doubt}; unbroken, and as {known}; "
            f"last hash {self.last_hash}"
        )

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return {**asdict(self), "ok": not self.fault}


def diary_verify(*, out: str | Path = "var/site") -> DiaryCheck:
    """Prove that a site's paper diary is what was written; the twin of ``backtest diary verify``.

    Every line must follow from the one before it, no day may stand behind a later one, and each build must hold a copy
    that is a beginning of the diary and as long as its stamp says.

    Parameters
    ----------
    out : str or Path, default "var/site"
        The site. Its diary lies beside it, under the same name with ``.diary.csv`` behind it.

    Returns
    -------
    DiaryCheck
        Its ``fault`` names the first thing that is wrong. What is wrong is returned, not raised.

    Raises
    ------
    UserError
        When there is neither a diary nor a build that knows one, and for a folder that no night has made.
    """
    site = site_folder(given_path(out, "--out"))
    data = read_bytes(site.diary)
    builds = site.whole_builds()
    if data is None and not builds:
        raise InputError(
            both(
                f"there is no paper diary {site.diary} and no site; a night makes both: backtest nightly",
                f"没有模拟盘日志 {site.diary}，也没有站点；两者由夜间任务生成：backtest nightly",
            )
        )
    if data is None:
        return _check(site, Diary(), _gone(site))
    if read_former(data) is not None:
        return _check(site, Diary(), "it is from before there was a chain; the next night takes it over")
    reading = read_diary(data)
    fault = reading.fault
    if not fault and (reading.torn or reading.unended):
        fault = (
            f"line {len(reading.diary.rows) + (1 if reading.unended else 2)} is half-written; the next night mends it"
        )
    return _check(site, reading.diary, fault or _difference(site, reading.diary, data))


def _gone(site: SiteFolder) -> str:
    try:
        known = max((copy.rows for copy in known_copies(site)), default=0)
    except UserError as error:
        return str(error)
    return f"it is gone, and the builds know {known:,} rows of it"


def _difference(site: SiteFolder, diary: Diary, data: bytes) -> str:
    """The first difference between a diary and what the builds say of it."""
    try:
        for copy in known_copies(site):
            if fault := copy.fault(diary) or _copy_fault(copy, data):
                return f"it {fault}" if fault.startswith("has") else fault
    except UserError as error:
        return str(error)
    return ""


def _copy_fault(known: Copy, data: bytes) -> str:
    copy = read_bytes(known.build / NAME)
    name = f"{known.build.name}/{NAME}"
    if copy is None:
        return f"the copy {name} is gone"
    if known.former:
        return ""
    lines = copy.count(b"\n") - 1
    if lines != known.rows:
        return f"the copy {name} has {lines:,} rows and the stamp beside it says {known.rows:,}"
    return "" if data.startswith(copy) else f"the copy {name} is not a beginning of it"


def _check(site: SiteFolder, diary: Diary, fault: str) -> DiaryCheck:
    entries, days = diary.entries, {row.date for row in diary.rows}
    marks = Counter(entry.late for entry in entries)
    begun = sum(row.row.startswith("1/") for row in diary.rows)
    return DiaryCheck(
        diary=site.diary,
        fault=fault,
        rows=len(diary.rows),
        days=len(days),
        first_day=date.fromisoformat(min(days)) if days else None,
        last_day=diary.last_day,
        last_hash=diary.last_hash,
        late=marks[LATE],
        unknown=marks[UNKNOWN],
        cut_off=begun - len(entries),
        builds=tuple(path.name for path in site.whole_builds()),
    )
