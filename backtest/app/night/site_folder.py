"""The folder that readers see: a link to one whole build at a time, moved to the next one in a single step.

``site`` is a symbolic link into ``.site.builds`` beside it. A build is made under another name and only then linked,
so that a reader, or a power cut, meets the old site or the new one, whole. The build before stays for readers who
still have a page of it open. Which builds readers saw is written down once the link has moved, so that a build that a
kill left unlinked never counts as one of them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from backtest.result.files import make_folder
from backtest.result.run_folder import BUILDS, LOCK
from data_sources.errors import UserError
from data_sources.files import flush, replaced, write_whole
from data_sources.language.text import both
from data_sources.leftovers import UNFINISHED
from data_sources.lock_file import open_lock, take_lock
from data_sources.refused import is_out_of_memory, write_failed, writes
from data_sources.whole_file import read_json

STAMP = "site.json"
"""What a build was made from; a folder with it is a site of ours."""

KEPT = 2

PUBLISHED = "published"
"""The names of the builds that readers saw, the newest first."""


@dataclass(frozen=True)
class SiteFolder:
    """A site at ``link``; its builds lie in ``builds``."""

    link: Path

    @property
    def builds(self) -> Path:
        """Where all builds are."""
        return self.link.parent / f".{self.link.name}{BUILDS}"

    @property
    def current(self) -> Path | None:
        """The build that readers see, None before the first."""
        return self.link.resolve() if self.link.is_symlink() and self.link.exists() else None

    @property
    def diary(self) -> Path:
        """The paper diary, beside the link: neither a lost link nor a removed build takes it along."""
        return self.link.with_name(f"{self.link.name}.diary.csv")

    def stamp(self) -> dict[str, Any]:
        """Return what the present site was made from, {} without one or when its stamp cannot be read."""
        return read_stamp(self.current) if self.current else {}

    def last_stamp(self) -> dict[str, Any]:
        """Return what the site that readers saw last was made from, also when its link was lost."""
        return next((stamp for build in self.published() if (stamp := read_stamp(build))), {})

    def whole_builds(self) -> list[Path]:
        """All folders of builds but unfinished ones, the newest first."""
        if not self.builds.is_dir():
            return []
        found = [path for path in self.builds.iterdir() if path.is_dir() and not path.is_symlink()]
        return sorted(
            (path for path in found if not path.name.startswith(".") and not path.name.endswith(UNFINISHED)),
            key=lambda path: path.stat().st_mtime_ns,
            reverse=True,
        )

    def published(self) -> list[Path]:
        """The builds that readers saw, the newest first; the link is the truth of the first as long as there is one."""
        recorded = _recorded(self)
        # A site from before there was a record: any whole build may have been one.
        seen = self.whole_builds() if recorded is None else [self.builds / name for name in recorded]
        # Under the name of the folder as all others are, even where a link leads to it.
        linked = [self.builds / self.current.name] if self.current else []
        return [path for path in (*linked, *(path for path in seen if path not in linked)) if path.is_dir()]


def read_stamp(build: Path) -> dict[str, Any]:
    """Return what a build was made from, {} when its stamp cannot be read."""
    try:
        found = read_json(build / STAMP)
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict) or "fingerprint" not in found or not _is_day(found.get("data_of")):
        return {}
    # A stamp of an earlier version, or one that somebody wrote to, lacks what later ones have.
    return {"missing": {}, "notes": [], **found}


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def site_folder(path: Path) -> SiteFolder:
    """Return the site at a path; UserError when something else is there, for nothing of the user's is replaced."""
    link = path.absolute()
    if link.is_symlink() and link.resolve().parent != SiteFolder(link).builds.resolve():
        raise UserError(
            both(
                f"{path} is a link to {link.resolve()}, which no night has made; choose another --out",
                f"{path} 是指向 {link.resolve()} 的链接，并非夜间任务所建；请另选 --out",
            )
        )
    if link.is_file():
        raise UserError(both(f"{path} is a file; choose another --out", f"{path} 是文件；请另选 --out"))
    if (
        not link.is_symlink() and link.exists() and (not link.is_dir() or any(link.iterdir()))
    ):  # no folder: a pipe, a device
        if read_stamp(link):
            raise UserError(
                both(
                    f"{path} is a copy of a site, not the link that a night makes; move it away and run it again: the "
                    "paper diary and the builds lie beside it, and copies of them must be put there too",
                    f"{path} 是站点的副本，不是夜间任务所建的链接；请移走后再运行：模拟盘日志与各版本站点在其旁边，"
                    "它们的副本也须放到那里",
                )
            )
        raise UserError(
            both(
                f"{path} holds files that no night has made; choose another --out, or an empty folder",
                f"{path} 中有并非夜间任务所写的文件；请另选 --out，或用空文件夹",
            )
        )
    return SiteFolder(link)


@contextmanager
def only_night(site: SiteFolder) -> Iterator[None]:
    """Keep a second night away from the same site for as long as the body runs; UserError for the second."""
    make_folder(site.builds)
    with writes(site.builds):
        file = open_lock(site.builds / LOCK)
    with file:
        if not take_lock(file):
            raise UserError(
                both(
                    f"another night is at work on {site.link}; try again when it is done",
                    f"另一个夜间任务正在处理 {site.link}；请等它结束后再试",
                )
            )
        yield


@contextmanager
def new_build(site: SiteFolder, name: str) -> Iterator[Path]:
    """Offer an empty folder; when the body ends well it becomes the site, else nothing of it stays.

    WriteFailed when the disk refuses.
    """
    # No reader can see what a killed night left.
    for leftover in site.builds.glob(f"*{UNFINISHED}"):
        shutil.rmtree(leftover, ignore_errors=True)
    if _recorded(site) is not None:
        _prune(site)
    whole = _free_place(site, name)
    try:
        with replaced(whole) as unfinished:
            make_folder(unfinished)
            yield unfinished
            for path in (*unfinished.rglob("*"), unfinished):
                flush(path)
        flush(site.builds)
        _link(site, whole)
    except OSError as error:
        # The body does more than write. What has no number no disk refused, and what has no memory says so itself.
        if error.errno is None or is_out_of_memory(error):
            raise
        raise write_failed(site.link, error) from error
    _prune(site)


def _free_place(site: SiteFolder, name: str) -> Path:
    """Return where a build goes: under its name, or another one when a build that readers may still see has it."""
    whole, again = site.builds / name, 1
    while whole.exists():
        again += 1
        whole = site.builds / f"{name}-{again}"
    return whole


def _link(site: SiteFolder, build: Path) -> None:
    before = [path for path in site.published() if path != build]
    if site.link.is_dir() and not site.link.is_symlink():
        site.link.rmdir()  # empty, see site_folder
    # Not ``replaced``, which would take the link for the folder behind it and for a moment leave no site.
    fresh = site.builds / "next"
    fresh.unlink(missing_ok=True)
    # Relative to where the link will be, so that both can be moved together.
    fresh.symlink_to(Path(site.builds.name) / build.name, target_is_directory=True)
    fresh.replace(site.link)
    names = [build.name, *(path.name for path in before)][:KEPT]
    # Readers see the new site already. A record that lags by one is made good by the link, see ``published``.
    with suppress(OSError):
        flush(site.link.parent)
        write_whole(site.builds / PUBLISHED, (json.dumps(names) + "\n").encode())


def _recorded(site: SiteFolder) -> list[str] | None:
    """The names written down, None when they are not or cannot be read."""
    try:
        found = read_json(site.builds / PUBLISHED)
    except (OSError, ValueError):
        return None
    good = isinstance(found, list) and all(isinstance(name, str) and Path(name).name == name for name in found)
    return found if good else None


def _prune(site: SiteFolder) -> None:
    """Remove the builds that readers saw long ago, or never."""
    kept = site.published()[:KEPT]
    for path in site.whole_builds():
        # Where nothing says what readers saw, nothing is known to be in the way.
        if kept and path not in kept:
            shutil.rmtree(path, ignore_errors=True)
