"""A lost or damaged paper diary put back from the copies in the builds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from backtest.app.night.diary import NAME, Diary, taken_over
from backtest.app.night.diary_copies import Copy, known_copies
from backtest.app.night.diary_file import read_bytes, write_diary
from backtest.app.night.diary_reading import read_diary
from backtest.app.night.site_folder import SiteFolder, only_night, site_folder
from data_sources.errors import InputError, UserError
from data_sources.given_path import given_path


@dataclass(frozen=True)
class RestoredDiary:
    """A diary of ``rows`` rows put in its place from ``build``; what stood there is ``kept``, None for nothing."""

    diary: Path
    build: str
    rows: int
    kept: Path | None

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        kept = f"; what stood there is {self.kept}" if self.kept else ""
        return f"{self.diary} has the {self.rows:,} rows of the copy in {self.build}{kept}"

    def document(self) -> dict[str, Any]:
        """Return it as one JSON document."""
        return asdict(self)


def diary_restore(*, out: str | Path = "var/site") -> RestoredDiary:
    """Put the newest copy of a site's paper diary in its place; the twin of ``backtest diary restore``.

    Only a copy that is unbroken and as its build's stamp says is put back, and never in place of a diary that is right.
    Rows that no build has, written by a night that was killed before its site was shown, are in what is kept.

    Parameters
    ----------
    out : str or Path, default "var/site"
        The site. Its diary lies beside it, under the same name with ``.diary.csv`` behind it.

    Returns
    -------
    RestoredDiary
        Which copy it was, and where what stood there is kept.

    Raises
    ------
    UserError
        When the diary is right, when no build has a copy that is, when the builds know different diaries, while a night
        is at work on the site, and when the disk refuses.
    """
    site = site_folder(given_path(out, "--out"))
    with only_night(site):
        copies = known_copies(site)
        _insist_on_need(site, copies)
        sound = [(copy, data) for copy in copies if (data := _sound(copy)) is not None]
        if not sound:
            raise InputError(
                f"no build in {site.builds} has a sound copy of the paper diary; put back your own back-up"
            )
        newest, data = max(sound, key=lambda pair: pair[0].rows)
        _insist_on_one_diary(site, read_diary(data).diary, copies)
        kept = write_diary(site.diary, data)
        return RestoredDiary(site.diary, newest.build.name, newest.rows, kept)


def _insist_on_need(site: SiteFolder, copies: list[Copy]) -> None:
    """Raise UserError for a diary that a night would go on with."""
    data = read_bytes(site.diary)
    if data is None:
        return
    reading = read_diary(data)
    if not reading.fault and not any(copy.fault(reading.diary) for copy in copies):
        raise UserError(f"the paper diary {site.diary} is right; nothing is to be put back")


def _insist_on_one_diary(site: SiteFolder, diary: Diary, copies: list[Copy]) -> None:
    """Raise UserError where the best sound copy is not all that the builds know."""
    for copy in copies:
        if fault := copy.fault(diary):
            raise UserError(
                f"the best sound copy of the paper diary {fault}; put back your own back-up, or move the folder of the "
                f"build that is wrong out of {site.builds} first"
            )


def _sound(copy: Copy) -> bytes | None:
    """The bytes of a copy as a diary, None when it is not what its build's stamp says."""
    if copy.former:
        return taken_over(copy.former).text().encode()
    data = read_bytes(copy.build / NAME)
    if data is None:
        return None
    reading = read_diary(data)
    right = not (reading.fault or reading.torn or reading.unended) and reading.diary.last_hash == copy.last_hash
    return data if right else None
