"""Which files this user has run, and where: so that a run folder from elsewhere is told from one's own.

The list is ``backtest/files_run`` below ``XDG_STATE_HOME``, by default ``~/.local/state``: a SHA-256 sum and a path a
line, only ever added to. No run folder and no store can put anything into it, since both may come from somebody else.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from backtest.result.source import Source

FOLDER = "backtest"
LIST = "files_run"


def note_run(source: Source) -> None:
    """Add the files of a rule that this user asked to run; where that fails, they will be asked about later."""
    path = _path()
    if path is None:
        return
    around = Path(source.path).parent
    fresh = sorted({_line(each.sha256, around / each.name) for each in source.files} - _lines(path))
    if not fresh:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write("".join(f"{each}\n" for each in fresh).encode())
    except OSError:
        return


def not_run_before(sums: Iterable[str]) -> frozenset[str]:
    """Return those of some hashes whose files this user has not run, wherever they were."""
    path = _path()
    return frozenset(sums) - {line.split(" ", 1)[0] for line in (_lines(path) if path else ())}


def was_run_there(digest: str, place: Path) -> bool:
    """Whether this user has run a file of a hash at a place: only there is what lies beside it the user's own too."""
    path = _path()
    return path is not None and _line(digest, place) in _lines(path)


def _line(digest: str, place: Path) -> str:
    """A line of the list; the path is written so that it has no line break of its own."""
    return f"{digest} {os.path.realpath(place)!a}"


def _path() -> Path | None:
    given = os.environ.get("XDG_STATE_HOME", "")
    try:
        home = Path(given) if given else Path.home() / ".local" / "state"
    except RuntimeError:
        return None
    return home / FOLDER / LIST if home.is_absolute() else None


def _lines(path: Path) -> frozenset[str]:
    """Read the list; one that others can write to says nothing."""
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if os.name == "posix" and (found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
                return frozenset()
            return frozenset(file.read().decode("ascii", "replace").splitlines())
    except OSError:
        return frozenset()
