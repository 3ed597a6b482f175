"""The column cache: a snapshot's tables as arrays in files, so that loading them takes no time.

A publication writes it, and so does a load that finds no cache. A folder is named by its snapshot and content and is
about nothing else, so that an old one can never be taken for the present facts. It is only ever a copy: one that is
missing, damaged, foreign or cannot be written means that the tables are read again, which a debug line in the log says.
Nor is a copy believed on its own word: the store holds the seal of the parts that a publication makes, and what readers
make of them is sealed with it, so that arrays which were changed together with their sums are refused.
Folders lie in ``market.db.cache`` beside a SQLite store and below ``XDG_CACHE_HOME`` (``~/.cache``) for a server; those
of the last few snapshots are kept.
"""

from __future__ import annotations

import json
import logging
import shutil
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from data_sources.store.address import beside_file, folder_beside, sqlite_path
from data_sources.store.arrays import DamagedArrays, array_sums, noted_about, read_arrays, write_arrays
from data_sources.store.snapshot import Snapshot
from data_sources.tables.frame import Array
from data_sources.tables.schema import TABLES

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

FORMAT = 3
KEPT = 3
WHAT = "cache"
SECONDS_OF_A_WRITE = 3600

Kept = TypeVar("Kept")

log = logging.getLogger(__name__)


def cache_folder(url: URL) -> Path | None:
    """Return where the cache of a store lies, None for a database in memory."""
    if url.get_backend_name() == "sqlite" and sqlite_path(url) is None:
        return None
    try:
        return folder_beside(url, WHAT, "XDG_CACHE_HOME", ".cache")
    except RuntimeError:  # a user without a home
        return None


def folder_of_file(path: Path) -> Path:
    """Return where the cache of a SQLite file lies."""
    return beside_file(path, WHAT)


def read_kept(
    folder: Path | None, snapshot: Snapshot, part: str, unpack: Callable[[Mapping[str, Array]], Kept], maker: str = ""
) -> Kept | None:
    """Return what ``unpack`` makes of a part of a snapshot, None when no kept one can be trusted.

    ``maker`` must be the one the part was kept with: it stands for the program that made it.
    """
    if folder is None or not snapshot.proof:
        return None
    path = folder / snapshot.name / part
    try:
        key, seal = _key(snapshot, part), snapshot.proof.get(part)
        return unpack(read_arrays(path, _about(snapshot, maker), key, seal))
    except (OSError, DamagedArrays, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if path.exists():
            log.debug("the cache %s is not used: %s", path, error)
        return None


def kept_sums(folder: Path | None, snapshot: Snapshot, part: str, maker: str = "") -> dict[str, str] | None:
    """Return the sums of a part's arrays, every byte looked at; None for what another version kept.

    Raises DamagedArrays, OSError or another error of reading for a part that no load would use.
    """
    if folder is None or not snapshot.proof:
        return None
    path = folder / snapshot.name / part
    about = _about(snapshot, maker)
    if noted_about(path) != about:
        return None
    return array_sums(read_arrays(path, about, _key(snapshot, part), snapshot.proof.get(part)))


def keep(folder: Path | None, snapshot: Snapshot, part: str, arrays: Mapping[str, Array], maker: str = "") -> None:
    """Keep a part of a snapshot and forget those of older ones; a cache that cannot be written is left out."""
    if folder is None or not snapshot.proof:
        return
    try:
        write_arrays(folder / snapshot.name / part, arrays, _about(snapshot, maker), _key(snapshot, part))
        _prune(folder)
    except OSError as error:
        log.debug("no cache is kept in %s: %s", folder, error)


def _key(snapshot: Snapshot, part: str) -> str:
    """Return what a part is sealed with: nothing where the store holds its seal, else the seals that it holds."""
    if part in snapshot.proof:
        return ""
    return sha256(json.dumps(sorted(snapshot.proof.items())).encode()).hexdigest()


def _about(snapshot: Snapshot, maker: str) -> dict[str, Any]:
    tables = json.dumps([[table.name, [[c.name, c.kind] for c in table.columns]] for table in TABLES.values()])
    return {
        "format": FORMAT,
        "tables": sha256(tables.encode()).hexdigest(),
        "snapshot": snapshot.name,
        "content": snapshot.content_hash,
        "maker": maker,
    }


def _prune(folder: Path) -> None:
    snapshots = sorted(folder.glob("s*-*/"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    # A write that was killed leaves what it made and what it moved aside, under names with a dot.
    left_over = [path for path in folder.glob("*/.*") if time.time() - path.stat().st_mtime > SECONDS_OF_A_WRITE]
    for path in (*snapshots[KEPT:], *left_over):
        shutil.rmtree(path, ignore_errors=True)
    # What versions before this form of the cache left behind.
    for path in folder.glob("*.columns"):
        path.unlink(missing_ok=True)
