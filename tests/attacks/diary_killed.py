"""A night killed at each step around the paper diary and the site's link.

The diary keeps every row it had and is never behind the site; the next night goes on, writes no row twice, and keeps
the build that readers saw, not the one that the kill left without a link.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from backtest.app.night.diary_reading import read_diary
from tests.attacks.child import KILLED, Spoiling
from tests.attacks.diary_lost import STRATEGIES, store_of_day
from tests.attacks.forked import forked as run
from tests.attacks.forked import warm_up
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran

DAYS = ("2026-06-29", "2026-06-30")
# Which call of the system is not made any more: the function, a text in its first argument, and the how many-th call.
STEPS = (
    ("os.write", "", 1),
    ("os.fsync", "", 1),
    ("os.fsync", "", 2),
    ("os.fsync", "", 20),
    ("os.replace", "diary.csv", 1),
    ("os.replace", "site.json", 1),
    ("os.rename", ".part", 1),
    ("os.symlink", "", 1),
    ("os.replace", "next", 1),
    ("os.replace", "published", 1),
)


def attack(work: Path) -> Survival:
    """Make a site of one night; kill the second at each step, then do it again."""
    count = Count()
    stores = {day: store_of_day(work / f"{day}.db", day) for day in DAYS}
    warm_up(work, stores[DAYS[0]])
    made = work / "made"
    made.mkdir()
    assert _night(made, stores, DAYS[0]).code == 0
    killed = 0
    for function, within, nth in STEPS:
        place = work / "attempt"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(made, place, symlinks=True)
        spoiling = Spoiling(functions=(function,), within=within, nth=nth)
        killed += _attempt(count, f"{function} {within} {nth}", place, stores, spoiling)
    count.figures["killed"] = f"{killed} of {len(STEPS)}"
    return count.survival()


def _attempt(count: Count, name: str, place: Path, stores: dict[str, Path], spoiling: Spoiling) -> bool:
    diary, site = place / "site.diary.csv", place / "site"
    before = diary.read_bytes()
    ran = _night(place, stores, DAYS[1], spoiling)
    after, seen = diary.read_bytes(), site.resolve().name
    behind = not after.startswith((site / "diary.csv").read_bytes())
    again = _night(place, stores, DAYS[1])
    reading = read_diary(diary.read_bytes())
    entries = [(entry.day, entry.strategy) for entry in reading.diary.entries]
    builds = {path.name for path in (place / ".site.builds").iterdir() if path.is_dir()}
    count.holds(
        name,
        killed=ran.code == KILLED,
        all_rows=after.startswith(before),
        not_behind_the_site=not behind,
        next_night_goes_on=again.code == 0,
        unbroken=not reading.fault,
        both_days=len(entries) == len(set(entries)) and {str(day) for day, _ in entries} == set(DAYS),
        no_orphan=seen in builds and site.resolve().name in builds and len(builds) <= 2,
        verify_exits_0=run("diary", "verify", "--out", "site", cwd=place).code == 0,
    )
    return ran.code == KILLED


def _night(place: Path, stores: dict[str, Path], day: str, spoiling: Spoiling | None = None) -> Ran:
    at = f"{day}T10:00:00"
    spoilt = replace(spoiling or Spoiling(), at=at, strategies=STRATEGIES)
    return run("nightly", "--no-refresh", "--out", "site", "--db", stores[day], cwd=place, spoiling=spoilt)
