"""Which snapshots were proved at which mark of a store: ``proved.json`` in the folder of its column cache."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from data_sources.files import write_whole
from data_sources.store.frozen import LOG
from data_sources.whole_file import read_json

Mark: TypeAlias = dict[str, Any]

NAME = "proved.json"
SETTLED = 20_000_000
"""Nanoseconds after which a further change has another time: a file system's clock moves in steps of up to 10 ms."""

log = logging.getLogger(__name__)


def file_mark(path: Path) -> Mark | None:
    """Return the mark of a SQLite file, None where there is none. Taken before anything is read in a transaction."""
    try:
        file = path.stat()
    except OSError:
        return None
    times = [file.st_mtime_ns, file.st_ctime_ns]
    mark: Mark = {"file": [file.st_dev, file.st_ino, file.st_size, *times], "log": None}
    try:
        beside = path.with_name(path.name + LOG).stat()
    except OSError:
        beside = None
    if beside is not None and beside.st_size:
        times += [beside.st_mtime_ns, beside.st_ctime_ns]
        mark["log"] = [beside.st_size, *times[2:]]
    return {**mark, "changed": max(times)}


def proved_snapshots(folder: Path | None, mark: Mark | None) -> tuple[str, ...]:
    """Return the names of the snapshots that were proved when the store had this mark."""
    if mark is None or folder is None:
        return ()
    try:
        kept = read_json(folder / NAME)
        return tuple(kept["proved"]) if _same(kept["mark"], mark) else ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def remember(folder: Path | None, mark: Mark | None, names: Sequence[str], *, folded: bool = False) -> None:
    """Remember that snapshots were proved at a mark; ``folded``: all of the log stands in the file too.

    A mark so young that a further change could leave it as it is, is not remembered.
    """
    if mark is None or folder is None or not names or time.time_ns() - mark.get("changed", 0) < SETTLED:
        return
    proved = sorted({*proved_snapshots(folder, mark), *names})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / NAME, json.dumps({"mark": {**mark, "folded": folded}, "proved": proved}).encode())
    except OSError as error:
        log.debug("the proof of %s is not remembered: %s", ", ".join(names), error)


def _same(kept: Mark, mark: Mark) -> bool:
    if "counts" in kept or "counts" in mark:
        return all(kept.get(part) == mark.get(part) for part in ("counts", "since"))
    vanished = mark["log"] is None and kept["folded"]
    return bool(kept["file"] == mark["file"] and (kept["log"] == mark["log"] or vanished))
