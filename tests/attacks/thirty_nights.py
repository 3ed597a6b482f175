"""Thirty nights from a folder that grows a session a night, and breaks in another way on every other.

Each night's exit code and line are what docs/operations.md promises; no row of the diary that was ever there changes or
goes; a corrected value is kept as a revision; and neither the time of a night nor what it adds to the disk grows.
"""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from data_sources.sample_market.sessions import all_sessions
from tests.attacks.child import KILLED, Spoiling
from tests.attacks.forked import forked, warm_up
from tests.attacks.markets import sample_folder, sample_store
from tests.attacks.small_disk import can_mount, resize, small_disk
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran

NIGHTS = 30
START, LAST = date(2026, 1, 5), date(2026, 6, 30)
SPOILT = "600584.SH"
MEGABYTES = 900
"""The disk of the site: three builds of 120 MB fit, and memory is only taken for what is written."""
STRATEGIES = ("edge_ai",)
"""One is enough for diary, pages and index, and thirty nights are over in minutes."""
KILLED_AT = 40
"""The number of the change of the disk at which the kill comes, in the midst of the pages."""
LARGEST_RATIO = 1.5
"""Of the last ten nights to the first ten, in seconds and in bytes added a night."""

Row = list[str]
Spoil = Callable[[list[Row], date], list[Row]]


@dataclass(frozen=True)
class Promise:
    """What a night must end with: one of ``codes``, and one of ``words`` somewhere in what it says."""

    codes: tuple[int, ...]
    words: tuple[str, ...] = ()


def _last(change: Callable[[Row], Row]) -> Spoil:
    return lambda rows, _: [*rows[:-1], change(rows[-1])]


def _more(change: Callable[[Row, date], Row]) -> Spoil:
    return lambda rows, night: [*rows, change(rows[-1], night)]


def _cell(number: int, text: str) -> Callable[[Row], Row]:
    return lambda row: [*row[:number], text, *row[number + 1 :]]


def _tenfold(row: Row) -> Row:
    return [*row[:2], *(f"{float(price) * 10:.2f}" for price in row[2:6]), *row[6:]]


# Columns of a file of bars: symbol, date, open, high, low, close, volume, amount.
ROWS: dict[str, Spoil] = {
    "a file of bars that is empty": lambda _rows, _night: [],
    "a price that is no number": _last(_cell(5, "abc")),
    "a row dated in the future": _more(lambda row, night: _cell(1, (night + timedelta(days=200)).isoformat())(row)),
    "a row that is there twice": _more(lambda row, _: row),
    "a negative price": _last(_cell(4, "-1.00")),
    "a row that is cut off": _last(lambda row: row[:3]),
    "a row on a Saturday": _more(
        lambda row, night: _cell(1, (night - timedelta(days=(night.weekday() + 2) % 7 or 7)).isoformat())(row)
    ),
    "prices ten times as high": _last(_tenfold),
}
NAMED = Promise((3,), (SPOILT,))
PROMISES: dict[str, Promise] = {
    "a file of bars that is missing": NAMED,
    "an old value that was corrected": Promise((0,)),
    **dict.fromkeys(ROWS, NAMED),
    # The same row twice says nothing wrong: it may be taken once in silence.
    "a row that is there twice": Promise((0, 3)),
    "no index.csv": Promise((3,), ("index", "000300.SH")),
    "no folder": Promise((1,), ("no such folder", "there is no folder", "is no folder")),
    "a feed that stands still": Promise((3,), ("session",)),
    "a full disk": Promise((1,), ("No space left", "free")),
    "a kill in the night": Promise((KILLED,)),
    # The diary must not begin again: the night goes on with all of it, or says what to do.
    "the link of the site is lost": Promise((0, 1)),
}
GOOD = Promise((0,))


@dataclass
class World:
    """The folders of the attack, and what the nights so far left in them."""

    work: Path
    corrected: bool = False

    @property
    def feed(self) -> Path:
        return self.work / "feed"

    @property
    def store(self) -> Path:
        return self.work / "market.db"

    @property
    def site(self) -> Path:
        return self.work / "disk" / "site"

    def diary(self) -> list[str]:
        """The rows of the diary as readers have them, the header first."""
        path = self.site / "diary.csv"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def size(self) -> int:
        """Bytes of the store with everything beside it, and of the site with its builds."""
        found = (path for path in self.work.rglob("*") if not path.is_relative_to(self.feed) and not path.is_symlink())
        return sum(path.stat().st_size for path in found if path.is_file())


@dataclass(frozen=True)
class Night:
    """How a night went: processor seconds, and bytes it left more than there were."""

    fault: str
    ran: Ran
    seconds: float
    added: int


def attack(work: Path) -> Survival:
    """Live through the nights."""
    count, world = Count(), World(work)
    warm_up(work / "warm", sample_store(work / "warm" / "market.db", date(2025, 6, 3), LAST))
    shutil.rmtree(work / "warm")
    nights = [each.item() for each in all_sessions() if each.item() <= LAST][-NIGHTS:]
    faults = [name for name in PROMISES if name != "a full disk" or can_mount()]
    # Evenly, with nights without a fault between them, at the beginning and at the end.
    on = {1 + k * (NIGHTS - 2) // len(faults): fault for k, fault in enumerate(faults)}
    with _disk(work / "disk"):
        lived = [_live(world, night, on.get(number, ""), count) for number, night in enumerate(nights)]
    count.holds("the correction", was_kept_as_a_revision=_revisions(world.store) > 0)
    _growth([each for each in lived if not each.fault], count)
    return count.survival()


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    if not can_mount():
        folder.mkdir()
        yield
        return
    with small_disk(folder, MEGABYTES):
        yield


def _live(world: World, night: date, fault: str, count: Count) -> Night:
    """Live through one night and count whether it ended as promised."""
    _write_feed(world, night, fault)
    before, size, promise = world.diary(), world.size(), PROMISES.get(fault, GOOD)
    with _spoilt(world, fault) as spoiling:
        used = _seconds()
        ran = _nightly(world, replace(spoiling, at=f"{night}T10:30:00"))
        used = _seconds() - used
    said = ran.err + ran.out
    count.holds(
        f"{night}, {fault or 'nothing wrong'} (exit {ran.code}: {said.strip().splitlines()[-1:]})",
        exit_code_as_promised=ran.code in promise.codes,
        says_what=not promise.words or any(word in said for word in promise.words),
        no_traceback="Traceback" not in said,
        site_is_there=(world.site / "index.html").exists() or fault == "the link of the site is lost",
        no_row_of_the_diary_lost=world.diary()[: len(before)] == before or not world.site.is_symlink(),
    )
    if not world.site.is_symlink():
        _put_link_back(world)
    return Night(fault, ran, used, world.size() - size)


def _nightly(world: World, spoiling: Spoiling) -> Ran:
    words = ("nightly", "--db", world.store, "--source", world.feed, "--out", world.site)
    return forked(*words, cwd=world.work, spoiling=spoiling)


@contextmanager
def _spoilt(world: World, fault: str) -> Iterator[Spoiling]:
    """Spoil the machine for one night, not the feed."""
    if fault == "a full disk":
        used = shutil.disk_usage(world.site.parent).used
        resize(world.site.parent, used // 2**20 + 2)
    if fault == "the link of the site is lost":
        world.site.unlink()
    try:
        yield Spoiling(nth=KILLED_AT if fault == "a kill in the night" else 0, strategies=STRATEGIES)
    finally:
        if fault == "a full disk":
            resize(world.site.parent, MEGABYTES)


def _put_link_back(world: World) -> None:
    """Do what an operator does who was told that the link is gone."""
    builds = [each for each in (world.site.parent / ".site.builds").iterdir() if (each / "site.json").exists()]
    newest = max(builds, key=lambda each: each.stat().st_mtime_ns)
    world.site.symlink_to(os.path.relpath(newest, world.site.parent))


def _write_feed(world: World, night: date, fault: str) -> None:
    """Write the market as it is known on a night, and what is wrong with it."""
    if fault == "a feed that stands still":
        return
    shutil.rmtree(world.feed, ignore_errors=True)
    sample_folder(world.feed, START, night)
    bars = world.feed / "bars" / f"{SPOILT}.csv"
    header, *rows = [line.split(",") for line in bars.read_text(encoding="utf-8").splitlines()]
    world.corrected |= fault == "an old value that was corrected"
    if world.corrected:
        # The correction stays: the close of the first bar of 2026 is its open.
        number = next(k for k, row in enumerate(rows) if row[1] >= "2026-01-01")
        rows[number] = _cell(5, rows[number][2])(rows[number])
    if fault in ROWS:
        rows = ROWS[fault](rows, night)
    text = "".join(f"{','.join(row)}\n" for row in [header, *rows])
    bars.write_text("" if fault == "a file of bars that is empty" else text, encoding="utf-8")
    if fault == "a file of bars that is missing":
        bars.unlink()
    if fault == "no index.csv":
        (world.feed / "index.csv").unlink()
    if fault == "no folder":
        shutil.rmtree(world.feed)


def _revisions(store: Path) -> int:
    with sqlite3.connect(store) as connection:
        found: tuple[int] = connection.execute("select count(*) from revisions").fetchone()
    return found[0]


def _growth(good: list[Night], count: Count) -> None:
    """Compare the last nights without a fault with the first; the very first one makes the store and is left out."""
    early, late = good[1:6], good[-5:]
    for what, values in (
        ("seconds of the processor a night", [(each.seconds for each in part) for part in (early, late)]),
        ("bytes added a night", [(each.added for each in part) for part in (early, late)]),
    ):
        first, last = (float(median(part)) for part in values)
        count.figures[what] = f"{first:,.1f} in the first nights, {last:,.1f} in the last"
        # A few pages of a database more or less are no growth.
        count.holds(
            f"{what} ({count.figures[what]})", does_not_grow=last <= LARGEST_RATIO * first + 1_000_000 * (first > 1000)
        )


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
