"""A month of thirty nights on a market that grows a session a night, with what goes wrong in the life of an operator.

``python -m tests.backtest.app.night.month`` lives through them and writes what it saw into docs/operations.md.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import backtest
from backtest.app.night import runs
from backtest.app.night.outcome import NightOutcome
from data_sources.calendar import clock
from data_sources.errors import UserError
from data_sources.sample_market.sessions import all_sessions
from data_sources.vendors.errors import Unavailable
from data_sources.vendors.folder import FolderSource
from data_sources.vendors.source import Request
from strategies.registry import STRATEGIES
from tests.attacks.markets import sample_folder

NIGHTS = 30
START, LAST = date(2026, 4, 13), date(2026, 6, 30)
SPOILT, CHANGED_ON = "600584.SH", "2026-04-15"
STRATEGY = "edge_ai"
TRIED_WRITES = 6
"""The disk takes so many files of the new site and no more: the fault comes in the midst of it."""
KNOWN_FROM = ("published_on", "date")
"""The column of a file that says when a row is known; a file without one is known from the beginning."""
PAGE_ENDS = b"</html>"
FAULTS: Mapping[int, str] = {
    1: "vendors down, no site yet",
    6: "vendors down",
    7: "vendors down",
    8: "vendors down",
    12: "disk full in the midst of the pages",
    15: "a value of April was changed",
    18: "a row dated in the future",
    21: "two nights at once",
    25: "a price that is no number",
}
"""By the number of the night, from 1; all others are as they should be."""
DOCUMENT = Path(__file__).parents[4] / "docs" / "operations.md"
BEGIN, END = "<!-- month: written by tests/backtest/app/night/month.py -->", "<!-- month ends -->"


@dataclass(frozen=True)
class Lived:
    """What one night left.

    ``said`` is its line. ``half`` are files of the site that are not whole, as anybody could see them in the night and
    after it; ``left`` the unfinished files in the builds. ``bars`` and ``revisions`` count rows of the store,
    ``added`` is by how many bytes it grew.
    """

    number: int
    day: date
    fault: str
    outcome: str
    code: int
    said: str
    data_of: date | None
    half: tuple[str, ...]
    left: tuple[str, ...]
    bars: int
    revisions: int
    added: int


@dataclass
class World:
    """The folders of the month, and what is known of it so far.

    ``changed`` says that the corrected value came, ``half`` and ``whole`` what the reader met tonight and ever (place,
    time and size), ``second`` what a second night said that came while the first was at work.
    """

    work: Path
    changed: bool = False
    half: list[str] = field(default_factory=list)
    whole: set[tuple[str, int, int]] = field(default_factory=set)
    second: str = ""

    @property
    def truth(self) -> Path:
        return self.work / "truth"

    @property
    def feed(self) -> Path:
        return self.work / "feed"

    @property
    def store(self) -> Path:
        return self.work / "market.db"

    @property
    def site(self) -> Path:
        return self.work / "site"


def live(work: Path) -> tuple[Lived, ...]:
    """Live through the month in a folder of its own."""
    world = World(work)
    sample_folder(world.truth, START, LAST)
    days = [each.item() for each in all_sessions() if each.item() <= LAST]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "STRATEGIES", {STRATEGY: STRATEGIES[STRATEGY]})
        # The store is there already, and no site yet.
        _as_of(patch, days[-NIGHTS - 1])
        write_feed(world, days[-NIGHTS - 1], "")
        assert backtest.refresh(world.feed, db=world.store).outcome == "done"
        return tuple(_lived(world, number, day) for number, day in enumerate(days[-NIGHTS:], 1))


def _as_of(patch: pytest.MonkeyPatch, day: date) -> None:
    """Let the clock say the evening of a day, 18:30 in Shanghai; nobody waits between two tries of a vendor."""
    now = datetime(day.year, day.month, day.day, 10, 30, tzinfo=UTC)
    patch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: now, sleep=lambda _seconds: None))


def _lived(world: World, number: int, day: date) -> Lived:
    fault, size = FAULTS.get(number, ""), _size(world.store)
    write_feed(world, day, fault)
    world.half.clear()
    world.second = ""
    with pytest.MonkeyPatch.context() as patch:
        _as_of(patch, day)
        _spoil(fault, patch)
        night = _night(world, twice=fault == "two nights at once")
    look(world)
    bars, revisions = _counts(world.store)
    return Lived(
        number=number,
        day=day,
        fault=fault,
        outcome=night.outcome,
        code=night.exit_code,
        said=(world.second or str(night.summary)).replace(str(world.work), ""),
        data_of=night.data_of,
        half=tuple(world.half),
        left=tuple(str(path.name) for path in (world.work / ".site.builds").glob("*.part")),
        bars=bars,
        revisions=revisions,
        added=_size(world.store) - size,
    )


def _night(world: World, *, twice: bool) -> NightOutcome:
    """One night; a reader looks at the site at each of its stages, and ``twice`` begins a second one in the midst."""

    def hear(what: str, _done: int, _total: int) -> None:
        look(world)
        if twice and what.startswith("auditing") and not world.second:
            with pytest.raises(UserError) as refused:
                backtest.nightly(source=world.feed, db=world.store, out=world.site)
            world.second = f"the second: {refused.value}"

    return backtest.nightly(source=world.feed, db=world.store, out=world.site, hear=hear)


def look(world: World) -> None:
    """Read the site as anybody may at this moment, and remember what of it is not whole."""
    if not world.site.exists():
        return
    for page in (*world.site.glob("*.html"), *world.site.glob("*/*.html")):
        state = page.stat()
        met = (str(page.resolve()), state.st_mtime_ns, state.st_size)
        if met not in world.whole:
            whole = page.read_bytes().rstrip().endswith(PAGE_ENDS)
            world.whole |= {met} if whole else set()
            world.half += [] if whole else [page.name]
    expected = ("index.html", "night.html", "site.json", "diary.csv", f"{STRATEGY}/report.html")
    world.half += [name for name in expected if not (world.site / name).is_file()]


def _spoil(fault: str, patch: pytest.MonkeyPatch) -> None:
    """Spoil the vendors or the disk of one night."""
    if fault.startswith("vendors down"):
        patch.setattr(FolderSource, "fetch", _no_answer)
    if fault.startswith("disk full"):
        patch.setattr(Path, "write_bytes", _filling(Path.write_bytes))


def _no_answer(_source: FolderSource, request: Request, *, timeout: float) -> None:
    raise Unavailable(request, f"no route within {timeout:g} s")


def _filling(real: Callable[[Path, bytes], int]) -> Callable[[Path, bytes], int]:
    written = [0]

    def write_bytes(path: Path, data: bytes) -> int:
        # Once the unfinished build is gone there is room again for a line and a notice.
        of_build = ".part/" in path.as_posix()
        written[0] += of_build
        if of_build and written[0] > TRIED_WRITES:
            real(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return real(path, data)

    return write_bytes


def write_feed(world: World, day: date, fault: str) -> None:
    """Write the market as it is known in the evening of a day, and what is wrong with it."""
    world.changed |= fault == "a value of April was changed"
    shutil.rmtree(world.feed, ignore_errors=True)
    for path in sorted(world.truth.rglob("*")):
        if path.is_file():
            target = world.feed / path.relative_to(world.truth)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_until(path, day), encoding="utf-8")
    bars = world.feed / "bars" / f"{SPOILT}.csv"
    bars.write_text(_with_fault(bars.read_text(encoding="utf-8"), fault, changed=world.changed), encoding="utf-8")


def _until(path: Path, day: date) -> str:
    """A file as it is known in the evening of a day: the header, and the rows known by then."""
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    columns = header.strip().split(",")
    known_from = next((name for name in KNOWN_FROM if name in columns), None)
    if known_from is None:
        return "".join([header, *rows])
    at = columns.index(known_from)
    # The source of a series may hold commas; they stand behind the days.
    return "".join([header, *(row for row in rows if row.split(",")[at].strip() <= day.isoformat())])


def _with_fault(text: str, fault: str, *, changed: bool) -> str:
    """A file of bars (symbol, date, open, high, low, close, ...) with a correction that stays and tonight's fault."""
    header, *rows = [line.split(",") for line in text.splitlines()]
    if changed:
        number = next(k for k, row in enumerate(rows) if row[1] >= CHANGED_ON)
        rows[number][5] = rows[number][2]
    if fault == "a row dated in the future":
        rows.append([rows[-1][0], "2027-01-04", *rows[-1][2:]])
    if fault == "a price that is no number":
        rows[-1][5] = "abc"
    return "".join(f"{','.join(row)}\n" for row in (header, *rows))


def _counts(store: Path) -> tuple[int, int]:
    """Rows of bars that hold now, and revisions."""
    with sqlite3.connect(store) as connection:
        bars: tuple[int] = connection.execute("select count(*) from bars").fetchone()
        revisions: tuple[int] = connection.execute("select count(*) from revisions").fetchone()
    return bars[0], revisions[0]


def _size(store: Path) -> int:
    return store.stat().st_size if store.exists() else 0


def rows_of_truth(world: World) -> int:
    """How many bars the market has in all."""
    return sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in (world.truth / "bars").iterdir())


def table(lived: tuple[Lived, ...]) -> str:
    """The month as a table of Markdown: nights in which nothing was wrong are one row between the others."""
    lines = [
        "| night | what went wrong | how it ended | exit code | pages of | half pages | bars added | store grew by |",
        "|---|---|---|---|---|---|---|---|",
    ]
    group: list[Lived] = []
    before = 0
    for each, following in zip(lived, (*lived[1:], None), strict=True):
        group.append(each)
        if following is None or (following.fault, following.outcome) != (each.fault, each.outcome):
            lines.append(_row(group, before))
            before, group = each.bars, []
    return "\n".join(lines)


def _row(group: list[Lived], before: int) -> str:
    first, last = group[0], group[-1]
    numbers = f"{first.number}" if first is last else f"{first.number} to {last.number}"
    half = sum(len(each.half) + len(each.left) for each in group)
    added = "" if not before else f"{last.bars - before:,}"
    grew = sum(each.added for each in group) / 1000
    ended = (first.fault or "nothing", first.outcome, str(first.code), str(last.data_of))
    cells = (numbers, *ended, str(half), added, f"{grew:,.0f} KB")
    return f"| {' | '.join(cells)} |"


def write(lived: tuple[Lived, ...], document: Path = DOCUMENT) -> None:
    """Put the table into the document, between its two marks."""
    text = document.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    document.write_text(f"{head}{BEGIN}\n{table(lived)}\n{END}{tail}", encoding="utf-8")


def main() -> None:
    """Live through the month and write its table."""
    with tempfile.TemporaryDirectory(prefix="month-") as folder:
        write(live(Path(folder)))


if __name__ == "__main__":
    main()
