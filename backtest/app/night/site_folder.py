"""The folder that readers see: a link to one whole build at a time, moved to the next one in a single step.

``site`` is a symbolic link into ``.site.builds`` beside it. A build is made under another name and only then linked,
so that a reader, or a power cut, meets the old site or the new one, whole. The build before stays for readers who
still have a page of it open.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backtest.result.files import make_folder
from data_sources.errors import UserError
from data_sources.files import UNFINISHED, replaced
from data_sources.refused import write_failed

if sys.platform != "win32":
    import fcntl

STAMP = "site.json"
"""What a build was made from; a folder with it is a site of ours."""

KEPT = 2


@dataclass(frozen=True)
class SiteFolder:
    """A site at ``link``; its builds lie in ``builds``."""

    link: Path

    @property
    def builds(self) -> Path:
        """Where all builds are."""
        return self.link.parent / f".{self.link.name}.builds"

    @property
    def current(self) -> Path | None:
        """The build that readers see, None before the first."""
        return self.link.resolve() if self.link.is_symlink() and self.link.exists() else None

    def stamp(self) -> dict[str, Any]:
        """Return what the present site was made from, {} without one or when its stamp cannot be read."""
        if self.current is None:
            return {}
        try:
            found = json.loads((self.current / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) and "fingerprint" in found else {}


def site_folder(path: Path) -> SiteFolder:
    """Return the site at a path; UserError when something else is there, for nothing of the user's is replaced."""
    link = path.absolute()
    if link.is_symlink() and link.resolve().parent != SiteFolder(link).builds.resolve():
        raise UserError(f"{path} is a link to {link.resolve()}, which no night has made; choose another --out")
    if not link.is_symlink() and link.exists() and (not link.is_dir() or any(link.iterdir())):
        raise UserError(f"{path} holds files that no night has made; choose another --out, or an empty folder")
    return SiteFolder(link)


@contextmanager
def only_night(site: SiteFolder) -> Iterator[None]:
    """Keep a second night away from the same site for as long as the body runs; UserError for the second."""
    make_folder(site.builds)
    with (site.builds / "lock").open("a", encoding="utf-8") as file:
        if sys.platform != "win32":
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UserError(f"another night is at work on {site.link}; try again when it is done") from None
        yield


@contextmanager
def new_build(site: SiteFolder, name: str) -> Iterator[Path]:
    """Offer an empty folder; when the body ends well it becomes the site, else nothing of it stays.

    WriteFailed when the disk refuses.
    """
    # No reader can see what a killed night left.
    for leftover in site.builds.glob(f"*{UNFINISHED}"):
        shutil.rmtree(leftover, ignore_errors=True)
    whole = _free_place(site, name)
    try:
        with replaced(whole) as unfinished:
            make_folder(unfinished)
            yield unfinished
            for path in (*unfinished.rglob("*"), unfinished):
                _to_disk(path)
        _to_disk(site.builds)
        _link(site, whole)
    except OSError as error:
        raise write_failed(site.link, error) from error
    _prune(site)


def _free_place(site: SiteFolder, name: str) -> Path:
    """Return where a build goes: under its name, or another one when a build that readers may still see has it."""
    whole, again = site.builds / name, 1
    while whole.exists():
        again += 1
        whole = site.builds / f"{name}-{again}"
    return whole


def _to_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk: the link must not survive a power cut that its pages do not."""
    if sys.platform == "win32":
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _link(site: SiteFolder, build: Path) -> None:
    if site.link.is_dir() and not site.link.is_symlink():
        site.link.rmdir()  # empty, see site_folder
    # Not ``replaced``, which would take the link for the folder behind it and for a moment leave no site.
    fresh = site.builds / "next"
    fresh.unlink(missing_ok=True)
    # Relative to where the link will be, so that both can be moved together.
    fresh.symlink_to(Path(site.builds.name) / build.name, target_is_directory=True)
    fresh.replace(site.link)


def _prune(site: SiteFolder) -> None:
    builds = [path for path in site.builds.iterdir() if path.is_dir() and not path.is_symlink()]
    builds.sort(key=lambda path: (path != site.current, -path.stat().st_mtime_ns))
    for path in builds[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
