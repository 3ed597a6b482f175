"""What the builds of a site know of its paper diary, and whether a diary is what they know, continued."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backtest.app.night.diary import NAME, Diary
from backtest.app.night.diary_file import read_bytes
from backtest.app.night.diary_reading import read_diary, read_former
from backtest.app.night.site_folder import STAMP, SiteFolder, read_stamp
from data_sources.errors import UserError


@dataclass(frozen=True)
class Copy:
    """What a build knows: how many ``rows`` the diary had and its ``last_hash``.

    ``former`` are the rows of a copy from before there was a chain, empty for any other.
    """

    build: Path
    rows: int
    last_hash: str = ""
    former: tuple[tuple[str, ...], ...] = ()

    def fault(self, diary: Diary) -> str:
        """Say in what a diary is not the known one continued, "" when it is."""
        if len(diary.rows) < self.rows:
            return f"has {len(diary.rows):,} rows and {self.build.name} knows {self.rows:,}"
        for number, (own, known) in enumerate(zip(diary.rows, self.former, strict=False), 2):
            if own[: len(known)] != known:
                return f"has another line {number} than the copy in {self.build.name}"
        if self.last_hash and self.rows and diary.rows[self.rows - 1].hash != self.last_hash:
            return f"has other lines up to line {self.rows + 1} than {self.build.name} knows"
        return ""


def known_copies(site: SiteFolder) -> list[Copy]:
    """Return what each whole build knows, by its stamp, or else by its copy of the diary.

    UserError for a copy that nothing else vouches for and that is no diary.
    """
    found = []
    for build in site.whole_builds():
        mark = read_stamp(build).get("diary")
        if isinstance(mark, dict) and isinstance(mark.get("rows"), int) and isinstance(mark.get("hash"), str):
            found.append(Copy(build, mark["rows"], mark["hash"]))
        elif (data := read_bytes(build / NAME)) is not None:
            found.append(_by_its_copy(build, data))
    return found


def _by_its_copy(build: Path, data: bytes) -> Copy:
    former = read_former(data)
    if former is not None:
        return Copy(build, len(former), former=tuple(former))
    reading = read_diary(data)
    if reading.fault or reading.torn:
        raise UserError(
            f"{build / NAME} is no paper diary and {STAMP} beside it does not say what it was; put the right one back, "
            f"or move the folder {build.name} out of {build.parent.name}"
        )
    return Copy(build, len(reading.diary.rows), reading.diary.last_hash)
