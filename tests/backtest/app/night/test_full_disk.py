"""A disk that fills up at every call with which a night writes: one line each time, yesterday's site, no row lost.

What a night works out is worked out once; what it writes is written anew each time, by the code that writes it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import backtest
from backtest.app.night import publication, runs, work
from backtest.app.night.outcome import NightOutcome
from backtest.app.night.pages import Pages
from backtest.result.files import write_text
from data_sources.calendar import clock
from data_sources.errors import UserError
from reports.site.tabs import NIGHTS
from strategies.registry import STRATEGIES
from tests.attacks.markets import sample_store

START, MONDAY, TUESDAY = date(2026, 4, 1), date(2026, 6, 29), date(2026, 6, 30)
WRITES = ("open", "write", "mkdir", "rename", "replace", "symlink", "fsync", "ftruncate", "link")
"""Functions of the operating system of which each may find that there is no room."""
TOLD = {"night.html", "night.json", NIGHTS}
"""What tells readers of the night: written beside the pages, however it ended."""


@dataclass(frozen=True)
class Before:
    """The folder with Monday's site as it was, and its files by their path."""

    kept: Path
    files: Mapping[str, bytes]


def evening(patch: pytest.MonkeyPatch, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 10, 30, tzinfo=UTC)
    patch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: now))


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _pages(site: Path) -> dict[str, bytes]:
    return {name: text for name, text in files(site).items() if name not in TOLD}


def played(patch: pytest.MonkeyPatch, module: Any, name: str) -> Callable[[], Any]:  # noqa: ANN401 - any module
    """Let a function be called; what this returns makes it return, from then on, what it returned last, and that."""
    real, found = getattr(module, name), []

    def heard(*args: object, **named: object) -> object:
        found.append(real(*args, **named))
        return found[-1]

    def play() -> object:
        patch.setattr(module, name, lambda *_, **__: found[-1])
        return found[-1]

    patch.setattr(module, name, heard)
    return play


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Before:
    """Monday's site; Tuesday's night worked out in another place, so that only its writing is left to do."""
    monkeypatch.setattr(runs, "STRATEGIES", {"edge_ai": STRATEGIES["edge_ai"]})
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in (MONDAY, TUESDAY):
        evening(monkeypatch, day)
        sample_store(tmp_path / f"{day}.db", START, day)
        if day == MONDAY:
            assert backtest.nightly(no_refresh=True, db=tmp_path / f"{day}.db", out=kept / "site").exit_code == 0
    worked_out = ("audit_all", "make_pages", "news_of_night")
    names = [(work, "load_data"), *((publication, name) for name in worked_out)]
    play = [played(monkeypatch, *each) for each in names]
    spare = tmp_path / "spare" / "site"
    assert backtest.nightly(no_refresh=True, db=tmp_path / f"{TUESDAY}.db", out=spare).exit_code == 0
    pages = [each() for each in play][names.index((publication, "make_pages"))]
    made = {name: text for name, text in files(spare).items() if name not in (*TOLD, "site.json", "diary.csv")}
    monkeypatch.setattr(publication, "make_pages", _writing(pages, made))
    monkeypatch.setattr(publication, "write_tabs", lambda *_, **__: None)  # among what was made
    return Before(kept, files(kept / "site"))


def _writing(pages: Pages, made: Mapping[str, bytes]) -> Callable[..., Pages]:
    """Write the pages again as they are written: each file whole, in its folder."""

    def make_pages(build: Path, *_: object, **__: object) -> Pages:
        for name, text in made.items():
            (build / name).parent.mkdir(parents=True, exist_ok=True)
            write_text(build / name, text.decode())
        return pages

    return make_pages


class Disk:
    """Counts calls that write below a folder, and has no room from the ``nth`` on."""

    def __init__(self, folder: Path, nth: int) -> None:
        self.folder, self.nth, self.calls, self.mine = str(folder), nth, 0, set[int]()

    def spoil(self, patch: pytest.MonkeyPatch) -> None:
        for name in WRITES:
            patch.setattr(os, name, self._counted(name, getattr(os, name)))
        real = Path.write_bytes

        def write_bytes(path: Path, data: bytes) -> int:
            self._count(path)
            return real(path, data)

        patch.setattr(Path, "write_bytes", write_bytes)

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(first: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any function
            reading = name == "open" and not (args and args[0] & (os.O_CREAT | os.O_WRONLY))
            # A number was given by ``open``: the diary is written so.
            inside = first in self.mine if isinstance(first, int) else self.folder in str(first)
            if inside and not reading:
                self._count(first)
            found = real(first, *args, **named)
            if name == "open" and inside:
                self.mine.add(found)
            return found

        return call

    def _count(self, what: object) -> None:
        if isinstance(what, int) or self.folder in str(what):
            self.calls += 1
            if self.calls >= self.nth:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), None if isinstance(what, int) else str(what))


def night(folder: Path, store: Path, nth: int) -> tuple[NightOutcome, list[str], int]:
    """A night on a disk that has room for so many calls less one; what it warned of and how many calls it made."""
    warned: list[str] = []
    disk = Disk(folder, nth)
    with pytest.MonkeyPatch.context() as patch:
        disk.spoil(patch)
        found = backtest.nightly(no_refresh=True, db=store, out=folder / "site", warn=warned.append)
    return found, warned, disk.calls


def _ended(folder: Path, store: Path, nth: int) -> tuple[str, str, list[str]]:
    """How a night ended, its line and its warnings; "refused" when its lock had no room already."""
    try:
        found, warned, _ = night(folder, store, nth)
    except UserError as fault:
        return "refused", str(fault), []
    return found.outcome, str(found.summary), warned


def test_wherever_the_disk_fills_up_the_night_is_one_line_and_yesterdays_site_stays(
    before: Before, tmp_path: Path
) -> None:
    folder, store = tmp_path / "disk", tmp_path / f"{TUESDAY}.db"
    diary = (before.kept / "site.diary.csv").read_bytes()
    shutil.copytree(before.kept, folder, symlinks=True)
    whole, _, calls = night(folder, store, 10**9)
    assert (whole.outcome, whole.data_of) == ("done", TUESDAY)
    tuesday = _pages(folder / "site")
    assert calls > 50
    ended = set()
    for nth in range(1, calls + 1):
        shutil.rmtree(folder)
        shutil.copytree(before.kept, folder, symlinks=True)
        outcome, said, warned = _ended(folder, store, nth)
        after = files(folder / "site")
        changed = {name for name in {*after, *before.files} if after.get(name) != before.files.get(name)}
        ended.add(outcome)
        assert "\n" not in said
        if outcome != "done":
            assert "No space left on device" in said, nth
            assert changed <= TOLD or _pages(folder / "site") == tuesday, (nth, changed)
        else:
            # Readers see the new site already; what could not be written down is warned of, or made good later.
            assert (_pages(folder / "site"), len(warned) <= 1) == (tuesday, True), nth
        assert (folder / "site.diary.csv").read_bytes().startswith(diary), nth
        assert not list((folder / ".site.builds").glob("*.part")), nth
    assert {"failed", "done"} <= ended
    # The same command makes Tuesday's site once there is room, wherever it was refused: here behind the last refusal.
    again, _, _ = night(folder, store, 10**9)
    assert (again.exit_code, again.data_of) == (0, TUESDAY)
