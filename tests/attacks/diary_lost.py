"""The paper diary deleted, cut, edited, reordered, forged, its site's link lost, its store an older one.

A night goes on with all rows or is refused with one line that says what to do; `backtest diary restore` puts every row
back that a reader ever saw, and a store that is older than the site never adds a row behind a later day.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from backtest.app.night.diary import START, Diary, chained
from backtest.app.night.diary_reading import read_diary
from data_sources.calendar import clock
from tests.attacks.child import Spoiling, one_line
from tests.attacks.forked import forked as run
from tests.attacks.forked import warm_up
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran

DAYS = ("2026-06-26", "2026-06-29", "2026-06-30")
STRATEGIES = ("edge_ai",)
NIGHT = ("nightly", "--no-refresh", "--out", "site")


@dataclass(frozen=True)
class Place:
    """A copy of the site after two nights, in a folder of its own, with the stores of three days."""

    folder: Path
    stores: dict[str, Path]

    @property
    def diary(self) -> Path:
        """The file that is attacked."""
        return self.folder / "site.diary.csv"

    def night(self, day: str, *words: str) -> Ran:
        """The night of a day's store, in the evening of the last day, Tuesday 2026-06-30."""
        return run(*NIGHT, *words, "--db", self.stores[day], cwd=self.folder, spoiling=evening(DAYS[-1]))


def evening(day: str) -> Spoiling:
    """A child whose clock says 18:00 in Shanghai."""
    return Spoiling(at=f"{day}T10:00:00", strategies=STRATEGIES)


def store_of_day(store: Path, day: str) -> Path:
    """A store of the simulated market up to a day, made an hour before its evening."""
    before = clock.SYSTEM
    made_at = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)
    clock.SYSTEM = replace(before, now=lambda: made_at)
    try:
        return sample_store(store, date(2025, 6, 3), date.fromisoformat(day))
    finally:
        clock.SYSTEM = before


def attack(work: Path) -> Survival:
    """Make a site in two nights, then attack a copy of it in each way."""
    count = Count()
    stores = {day: store_of_day(work / f"{day}.db", day) for day in DAYS}
    warm_up(work, stores[DAYS[0]])
    made = work / "made"
    made.mkdir()
    for day in DAYS[:2]:
        ran = run(*NIGHT, "--db", stores[day], cwd=made, spoiling=evening(day))
        assert ran.code == 0, ran.err
    for name, harm in HARMS.items():
        place = _copied(made, work / "attempt", stores)
        harm(place.diary)
        _refused_and_restored(count, name, place)
    place = _copied(made, work / "attempt", stores)
    _link_lost(count, place)
    place = _copied(made, work / "attempt", stores)
    _older_store(count, place)
    return count.survival()


def _refused_and_restored(count: Count, name: str, place: Place) -> None:
    shown = (place.folder / "site" / "diary.csv").read_bytes()
    pages = (place.folder / "site" / "index.html").read_bytes()
    verified = run("diary", "verify", "--out", "site", cwd=place.folder)
    first, second = place.night("2026-06-30"), place.night("2026-06-30")
    restored = run("diary", "restore", "--out", "site", cwd=place.folder)
    count.holds(
        f"diary {name}",
        verify_exits_1=verified.code == 1 and one_line(verified),
        refused=first.code == second.code == 1,
        one_line=one_line(first),
        says_what_to_do="backtest diary restore --out " in first.err,
        pages_stay=(place.folder / "site" / "index.html").read_bytes() == pages,
        restored=restored.code == 0 and place.diary.read_bytes() == shown,
        verify_exits_0=run("diary", "verify", "--out", "site", cwd=place.folder).code == 0,
    )


def _link_lost(count: Count, place: Place) -> None:
    before = place.diary.read_bytes()
    (place.folder / "site").unlink()
    nights = [place.night(day) for day in ("2026-06-29", "2026-06-30")]
    rows = read_diary(place.diary.read_bytes())
    count.holds(
        "link lost, two nights",
        went_on=[ran.code for ran in nights] == [0, 0],
        all_rows=place.diary.read_bytes().startswith(before),
        new_rows=rows.diary.last_day == date(2026, 6, 30) and not rows.fault,
        copy=(place.folder / "site" / "diary.csv").read_bytes() == place.diary.read_bytes(),
    )


def _older_store(count: Count, place: Place) -> None:
    before, pages = place.diary.read_bytes(), (place.folder / "site" / "index.html").read_bytes()
    refused = place.night("2026-06-26")
    count.holds(
        "store of an earlier day",
        refused=refused.code == 1 and one_line(refused),
        says_what_to_do="--older-store" in refused.err,
        pages_stay=(place.folder / "site" / "index.html").read_bytes() == pages,
        no_row=place.diary.read_bytes() == before,
    )
    told = place.night("2026-06-26", "--older-store")
    back = place.night("2026-06-30")
    days = [row.date for row in read_diary(place.diary.read_bytes()).diary.rows]
    count.holds(
        "store of an earlier day, told so, then the right one",
        made_and_named=told.code == 3 and "before the last day of the paper diary" in told.out,
        went_on=back.code == 0,
        all_rows=place.diary.read_bytes().startswith(before),
        days_in_order=days == sorted(days) and days[-1] == "2026-06-30",
    )


def _copied(made: Path, folder: Path, stores: dict[str, Path]) -> Place:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made, folder, symlinks=True)
    return Place(folder, stores)


def _lines(change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    def harm(diary: Path) -> None:
        diary.write_text("".join(change(diary.read_text(encoding="utf-8").splitlines(keepends=True))), encoding="utf-8")

    return harm


def _forged(diary: Path) -> None:
    """All weights 0 and every hash made anew: unbroken, but not what readers saw."""
    rows = read_diary(diary.read_bytes()).diary.rows
    cells = [tuple(row._replace(weight="0.0")[:-1]) for row in rows]
    diary.write_text(Diary(tuple(chained(cells, START))).text(), encoding="utf-8")


HARMS: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda diary: diary.write_bytes(b""),
    "cut to its first line": _lines(lambda lines: lines[:1]),
    "cut by a row": _lines(lambda lines: lines[:-1]),
    "cut within its last row": lambda diary: diary.write_bytes(diary.read_bytes()[:-9]),
    "cut within its first row": lambda diary: diary.write_bytes(diary.read_bytes()[:150]),
    "edited in a weight": _lines(lambda lines: [*lines[:3], lines[3].replace(",0.", ",0.9", 1), *lines[4:]]),
    "edited from late to in time": _lines(lambda lines: [*lines[:2], lines[2].replace(",no,", ",yes,"), *lines[3:]]),
    "without a row in the middle": _lines(lambda lines: lines[:5] + lines[6:]),
    "with two rows exchanged": _lines(lambda lines: [*lines[:5], lines[6], lines[5], *lines[7:]]),
    "with a row twice": _lines(lambda lines: [*lines[:5], lines[4], *lines[5:]]),
    "with other line ends": _lines(lambda lines: [line.replace("\n", "\r\n") for line in lines]),
    "of another kind": lambda diary: diary.write_bytes(b"\x00\xff\xfe"),
    "forged with new hashes": _forged,
}
