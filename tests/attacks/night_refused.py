"""A night to which the machine refuses something: a full disk, a quota, open files, memory, the right to write.

Yesterday's site stays byte for byte but for the notice of the night; exit code 1 and one line that says what is needed
and free; no page names a folder of the machine. The same command makes all pages once the machine gives what it lacked.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.attacks.child import Spoiling, one_line
from tests.attacks.forked import forked, warm_up
from tests.attacks.markets import sample_store
from tests.attacks.small_disk import can_mount, read_only, resize, small_disk
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran

NAMES = ("edge_ai", "rate_power")
START, EARLIER, END = date(2025, 6, 3), date(2026, 6, 26), date(2026, 6, 30)
EVENING = "2026-06-30T10:00:00"
MEGABYTES = 1 << 20
FREE = (0, 4, 9)
"""Megabytes that the second night finds; a site of these strategies takes more."""
LIMITS = {
    "files of at most 1 MB": {"RLIMIT_FSIZE": MEGABYTES},
    "files of at most 4 KB": {"RLIMIT_FSIZE": 4096},
    "7 open files": {"RLIMIT_NOFILE": 7},
    "6 open files": {"RLIMIT_NOFILE": 6},
    "5 open files": {"RLIMIT_NOFILE": 5},
    "4 open files": {"RLIMIT_NOFILE": 4},
    "no more memory": {"RLIMIT_AS": 0},
}
FAULTS = ("ENOSPC", "EDQUOT", "EMFILE", "EROFS", "EACCES", "EIO", "ENOMEM")
WRITING = Spoiling(
    at=EVENING,
    functions=("io.open", "os.mkdir", "os.rename", "os.replace"),
    within=".site.builds",
    strategies=NAMES,
)
"""The calls that make the pages: from one of them on all of them are refused."""
AT = (0.3, 0.7)
"""Where among these calls the machine begins to refuse."""


def attack(work: Path) -> Survival:
    """Refuse each thing to the second night, then give it."""
    count = Count()
    first = sample_store(work / "first.db", START, EARLIER)
    second = sample_store(work / "second.db", START, END)
    warm_up(work, second)
    disk = work / "disk"
    if not can_mount():
        count.figures["full disk"] = "not tried: only root can make a small disk"
        disk.mkdir()
        _refused(disk / "site", first, second, count, work)
        _given(disk / "site", second, count, work, "all of it")
        return count.survival()
    with small_disk(disk, 400):
        before = _refused(disk / "site", first, second, count, work)
        with read_only(disk):
            ran = _night(work, disk / "site", second)
            _judge("a disk that can only be read", ran, disk / "site", before, count)
        for megabytes in FREE:
            _full(disk / "site", second, before, count, megabytes)
        _given(disk / "site", second, count, work, "room, after all of it was refused")
    return count.survival()


def _refused(site: Path, first: Path, second: Path, count: Count, work: Path) -> dict[str, bytes]:
    """Limits of the system from nearly nothing on, and each refusal in the midst of the pages."""
    counting = replace(WRITING, count_to=str(work / "calls"), within=".spare.builds")
    assert forked(*_words(site.with_name("spare"), second), cwd=work, spoiling=counting).code == 0
    calls = int((work / "calls").read_text(encoding="utf-8"))
    _remove(site.with_name("spare"))
    assert _night(work, site, first).code == 0
    before = _files(site)
    shutil.copytree(site.parent, work / "kept", symlinks=True)
    for what, limits in LIMITS.items():
        _judge(what, _night(work, site, second, limits), site, before, count)
    for fault in FAULTS:
        for nth in (int(calls * part) for part in AT):
            spoiling = replace(WRITING, nth=nth, fault=fault, lasting=True)
            ran = forked(*_words(site, second), cwd=work, spoiling=spoiling)
            _judge(f"{fault} from call {nth} of {calls} on", ran, site, before, count)
    return before


def _full(site: Path, second: Path, before: dict[str, bytes], count: Count, megabytes: int) -> None:
    disk, work = site.parent, site.parent.parent
    used = shutil.disk_usage(disk).used // MEGABYTES + 1
    resize(disk, used + megabytes)
    ran = _night(work, site, second)
    _judge(f"{megabytes} MB free", ran, site, before, count)
    told = json.loads((site / "night.json").read_text(encoding="utf-8"))
    # Where nothing at all is free, readers cannot be told either.
    readers = told["outcome"] == "failed" or not megabytes
    count.holds(f"{megabytes} MB free, told", needed="needed" in ran.err, free="free" in ran.err, readers=readers)
    resize(disk, 400)


def _given(site: Path, second: Path, count: Count, work: Path, what: str) -> None:
    """The same command once the machine gives what it lacked: all pages, and no row of the diary twice."""
    ran = _night(work, site, second)
    pages = {path.parent.name for path in site.glob("*/report.html")}
    lines = (site / "diary.csv").read_text(encoding="utf-8").splitlines()
    days = [line.split(",")[:2] for line in lines if ",1/" in line]
    count.holds(
        f"given: {what}",
        done=ran.code == 0,
        all_pages=pages == set(NAMES),
        diary={day for day, _ in days} == {str(EARLIER), str(END)} and len(days) == 2 * len(NAMES),
        nothing_unfinished=not list(site.parent.glob(".site.builds/.*.part")),
    )


def _judge(what: str, ran: Ran, site: Path, before: dict[str, bytes], count: Count) -> None:
    after = _files(site)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    served = b"".join(text for name, text in after.items() if not name.endswith("report.html"))
    count.holds(
        f"{what} (exit {ran.code}: {ran.err.strip().splitlines()[-1:]})",
        failed=ran.code == 1,
        one_line=one_line(ran),
        the_site_stays=changed <= {"night.html", "night.json", "nights.html"},
        nothing_unfinished=not list(site.parent.glob(f".{site.name}.builds/.*.part")),
        no_place_of_the_machine=str(site.parent).encode() not in served,
    )
    if ran.code != 1:
        # The next attempt begins where this one should have ended.
        _remove(site)
        shutil.copytree(site.parent.with_name("kept"), site.parent, symlinks=True, dirs_exist_ok=True)


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _remove(site: Path) -> None:
    site.unlink()
    shutil.rmtree(site.with_name(f".{site.name}.builds"))
    site.with_name(f"{site.name}.diary.csv").unlink()


def _words(site: Path, store: Path) -> tuple[str | Path, ...]:
    return ("nightly", "--no-refresh", "--db", store, "--out", site)


def _night(work: Path, site: Path, store: Path, limits: dict[str, int] | None = None) -> Ran:
    day = EARLIER if store.stem == "first" else END
    spoiling = Spoiling(at=f"{day}T10:00:00", functions=(), strategies=NAMES)
    return forked(*_words(site, store), cwd=work, spoiling=spoiling, limits=limits)
