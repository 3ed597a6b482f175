"""The checkout this package runs from: its commit, and whether its files are still those of the commit.

The commit is read from git's own files, so that it is known where git is not installed.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGES = ("backtest", "data_sources", "strategies", "reports")
ROOT = Path(__file__).resolve().parents[2]
SECONDS = 10


@dataclass(frozen=True)
class Checkout:
    """``commit`` is None for an installed package; ``dirty`` is None where there is no git to ask."""

    commit: str | None
    dirty: bool | None


@cache
def checkout(root: Path = ROOT) -> Checkout:
    """Look at the checkout once; the modules that run are those that were loaded then."""
    commit = commit_of(root)
    return Checkout(commit, None if commit is None else _dirty(root))


def commit_of(root: Path) -> str | None:
    """Return the commit that is checked out, None where there is no repository or nothing committed yet."""
    try:
        folder = _git_folder(root / ".git")
        head = (folder / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head
        return _commit_of_branch(folder, head.removeprefix("ref: "))
    except (OSError, UnicodeDecodeError):
        return None


def _git_folder(place: Path) -> Path:
    """Return git's folder of a checkout; in a worktree ``.git`` is a file that names it."""
    if place.is_dir():
        return place
    return (place.parent / place.read_text(encoding="utf-8").strip().removeprefix("gitdir: ")).resolve()


def _commit_of_branch(folder: Path, branch: str) -> str | None:
    """Return a branch's commit: a file of its own, or, after ``git gc``, a line of ``packed-refs``."""
    shared = folder / "commondir"
    common = (folder / shared.read_text(encoding="utf-8").strip()).resolve() if shared.exists() else folder
    if (common / branch).is_file():
        return (common / branch).read_text(encoding="utf-8").strip()
    lines = (common / "packed-refs").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" ") for line in lines if not line.startswith(("#", "^")))
    return next((row[0] for row in rows if row[1:] == [branch]), None)


def _dirty(root: Path) -> bool | None:
    """Ask git whether a file of the program differs from the commit or is unknown to it; None when it has no answer."""
    asked = ["git", "-C", str(root), "status", "--porcelain", "--", *PACKAGES]
    try:
        # What is run is fixed, and git is found as the user finds it.
        ran = subprocess.run(asked, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return bool(ran.stdout.strip())
