"""The runs of one name: a folder for each below ``var/runs/NAME``, the last ten of them, and a link to the newest.

A run never takes the place of an earlier one, so two settings or two days can be compared afterwards; whoever names a
folder with ``--out`` decides for themselves what it holds.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from backtest.result.run_folder import DEFAULT_OUT, MANIFEST
from data_sources.calendar.clock import SHANGHAI
from data_sources.leftovers import remove

LATEST = "latest"
MOST = 10
STAMPED = re.compile(r"\d{4}-\d{2}-\d{2}_\d{6}(_\d+)?")


def new_run_folder(name: str, now: datetime) -> Path:
    """Return a folder for a run that begins ``now``: ``var/runs/NAME/2026-11-30_161205``, the time of Shanghai.

    Where there is one of the same second already, a number stands behind.
    """
    stamp = f"{now.astimezone(SHANGHAI):%Y-%m-%d_%H%M%S}"
    place, number = DEFAULT_OUT / name / stamp, 1
    while place.exists():
        number += 1
        place = DEFAULT_OUT / name / f"{stamp}_{number}"
    return place


def is_kept(folder: Path) -> bool:
    """Whether a folder is one of a history, by its name and its place."""
    return bool(STAMPED.fullmatch(folder.name)) and DEFAULT_OUT in folder.parents


def keep_newest(folder: Path) -> None:
    """Let ``latest`` lead to a run that was just written, and remove what is older than the last ten.

    Only whole runs of ours are removed. Where a link cannot be made or a run not removed, everything else stays.
    """
    place = folder.parent
    link = place / f".{LATEST}.{os.getpid()}"
    with suppress(OSError):
        link.unlink(missing_ok=True)
        link.symlink_to(folder.name, target_is_directory=True)
        link.replace(place / LATEST)
    runs = sorted(each for each in place.iterdir() if STAMPED.fullmatch(each.name) and (each / MANIFEST).is_file())
    runs.sort(key=lambda each: ((each / MANIFEST).stat().st_mtime_ns, each.name))
    for old in runs[:-MOST]:
        remove(old)


def newest_run(place: Path) -> Path | None:
    """Return the run that ``latest`` in a folder leads to, by its own name; None without one."""
    found = place / LATEST
    return place / found.resolve().name if (found / MANIFEST).is_file() and found.is_symlink() else None
