"""A disk of a few megabytes to fill; only root of Linux can make one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def can_mount() -> bool:
    """Whether this process may make small disks; an attack that needs one tries a smaller part without."""
    return os.name == "posix" and os.geteuid() == 0 and Path("/proc/mounts").exists()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount an empty disk of a size at a folder, and take it away at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    _call("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _call("umount", "--lazy", str(folder))


def resize(folder: Path, megabytes: int) -> None:
    """Let the small disk grow, as when space was freed, or shrink to no less than what is on it."""
    _call("mount", "-o", f"remount,size={megabytes}m", str(folder))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let the small disk be read and not written for as long as the body runs."""
    _call("mount", "-o", "remount,ro", str(folder))
    try:
        yield
    finally:
        _call("mount", "-o", "remount,rw", str(folder))


def _call(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own words
