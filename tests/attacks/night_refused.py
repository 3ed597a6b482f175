"""A night to which the machine refuses something: a full disk, a quota, open files, memory, the right to write.

Yesterday's site stays byte for byte but for the notice of the night; exit code 1 and one line that says what is needed
and free; no page names a folder of the machine. The same command makes all pages once the machine gives what it lacked.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from tests.attacks.child import one_line, python
from tests.attacks.markets import END, START, sample_store
from tests.attacks.small_disk import can_mount, resize, small_disk
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran

NAMES = ("storage_cycle", "edge_ai", "rate_power")
EARLIER = date(2026, 6, 26)
MEGABYTES = 1 << 20
MEMORY = (230, 260, 300)

# The tool's own code with fewer strategies, so that an attempt takes seconds, and with limits of the system's own.
CHILD = """
import json, resource, sys
told = json.loads(sys.argv[1])
from backtest.app.night import runs
from strategies.registry import STRATEGIES
runs.STRATEGIES = {name: STRATEGIES[name] for name in told["names"]}
from backtest.cli import main
for limit, most in told["limits"].items():
    resource.setrlimit(getattr(resource, limit), (most, most))
sys.argv = ["backtest", *sys.argv[2:]]
main()
"""


def attack(work: Path) -> Survival:
    """Refuse each thing to the second night, then give it."""
    count = Count()
    first = sample_store(work / "first.db", START, EARLIER)
    second = sample_store(work / "second.db", START, END)
    if can_mount():
        with small_disk(work / "disk", 200) as disk:
            _nights(disk / "site", first, second, count, work)
            _full_disk(disk, first, second, count, work)
    else:
        count.figures["full disk"] = "not tried: only root can make a small disk"
        _nights(work / "site", first, second, count, work)
    return count.survival()


def _nights(site: Path, first: Path, second: Path, count: Count, work: Path) -> None:
    """Limits of the system: as many as a night is refused by, from nearly nothing on."""
    assert _night(work, site, first).code in (0, 3)
    before = _files(site)
    tried = {
        "files of at most 1 MB": {"RLIMIT_FSIZE": MEGABYTES},
        "files of at most 4 KB": {"RLIMIT_FSIZE": 4096},
        "6 open files": {"RLIMIT_NOFILE": 6},
        "4 open files": {"RLIMIT_NOFILE": 4},
        **{f"{most} MB of memory": {"RLIMIT_AS": most * MEGABYTES} for most in MEMORY},
    }
    for what, limits in tried.items():
        _judge(what, _night(work, site, second, limits), site, before, count)
    ran = _night(work, site, second)
    count.holds(
        "all of it given", whole=ran.code in (0, 3) and _pages(site) == set(NAMES), other=_files(site) != before
    )


def _full_disk(disk: Path, first: Path, second: Path, count: Count, work: Path) -> None:
    for megabytes in range(0, 16, 3):
        site = disk / f"site{megabytes}"
        resize(disk, 400)
        assert _night(work, site, first).code in (0, 3)
        before = _files(site)
        used = sum(path.stat().st_size for path in disk.rglob("*") if path.is_file()) // MEGABYTES
        resize(disk, used + megabytes + 2)
        ran = _night(work, site, second)
        _judge(f"{megabytes} MB free", ran, site, before, count)
        said = json.loads((site / "night.json").read_text(encoding="utf-8")) if ran.code == 1 else {}
        count.holds(
            f"{megabytes} MB free, told", needed_and_free="needed" in ran.err and "free" in ran.err, readers=said
        )
        resize(disk, 400)
        again = _night(work, site, second)
        count.holds(f"room again after {megabytes} MB", whole=_pages(site) == set(NAMES), done=again.code in (0, 3))


def _judge(what: str, ran: Ran, site: Path, before: dict[str, bytes], count: Count) -> None:
    after = _files(site)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    served = b"".join(text for name, text in after.items() if not name.endswith("report.html"))
    count.holds(
        what,
        failed=ran.code == 1,
        one_line=one_line(ran),
        the_site_stays=changed <= {"night.html", "night.json"},
        nothing_unfinished=not list(site.parent.glob(f".{site.name}.builds/.*.part")),
        no_place_of_the_machine=str(site.parent).encode() not in served,
    )


def _pages(site: Path) -> set[str]:
    return {path.parent.name for path in site.glob("*/report.html")}


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _night(work: Path, site: Path, store: Path, limits: dict[str, int] | None = None) -> Ran:
    told = json.dumps({"names": NAMES, "limits": limits or {}})
    assert sys.platform != "win32"
    return python("-c", CHILD, told, "nightly", "--no-refresh", "--db", store, "--out", site, cwd=work)
