"""The column cache: a snapshot's tables as arrays in a file, so that loading them again takes no time.

A file is named by its snapshot and content and is about nothing else, so that an old one can never be taken for the
present facts. It is only ever a copy: one that is missing, damaged, foreign or cannot be written means that the
tables are read again, which a debug line in the log says. Files lie in ``market.db.cache`` beside a SQLite store and
below ``XDG_CACHE_HOME`` (``~/.cache``) for a server; those of the last few snapshots are kept.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.engine import URL

from data_sources.store.address import sqlite_path
from data_sources.store.column_file import DamagedFile, read_arrays, write_arrays
from data_sources.store.series import Series, series_of
from data_sources.store.snapshots import Snapshot
from data_sources.tables.frame import Array, Frame, Frames
from data_sources.tables.schema import TABLES, Table

FORMAT = 1
KEPT = 3
SECONDS_OF_A_WRITE = 3600

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Columns:
    """A snapshot's tables: the large ones as series, the others as frames in key order."""

    frames: Frames
    series: Mapping[str, Series]


def cache_folder(url: URL) -> Path | None:
    """Return where the cache files of a store lie, None for a database in memory."""
    path = sqlite_path(url)
    if path is not None:
        return path.with_name(f"{path.name}.cache")
    if url.get_backend_name() == "sqlite":
        return None
    place = url.set(password=None, query={}).render_as_string()
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # a user without a home
        return None
    return base / "a-share-thesis-backtester" / sha256(place.encode()).hexdigest()[:16]


def read_cache(url: URL, snapshot: Snapshot) -> Columns | None:
    """Return a snapshot's tables from the cache, None when it has none that can be believed."""
    folder = cache_folder(url)
    if folder is None:
        return None
    path = folder / _file_name(snapshot)
    try:
        return _columns(read_arrays(path, _about(snapshot)))
    except FileNotFoundError:
        return None
    except (OSError, DamagedFile, ValueError, KeyError, TypeError) as error:
        log.debug("the cache file %s is not used: %s", path, error)
        return None


def write_cache(url: URL, snapshot: Snapshot, columns: Columns) -> None:
    """Keep a snapshot's tables and forget those of older ones; a cache that cannot be written is done without."""
    folder = cache_folder(url)
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_arrays(folder / _file_name(snapshot), _arrays(columns), _about(snapshot))
        _prune(folder)
    except OSError as error:
        log.debug("no cache is kept in %s: %s", folder, error)


def _file_name(snapshot: Snapshot) -> str:
    return f"{snapshot.name}.columns"


def _about(snapshot: Snapshot) -> dict[str, Any]:
    tables = json.dumps([[table.name, [[c.name, c.kind] for c in table.columns]] for table in TABLES.values()])
    return {
        "format": FORMAT,
        "tables": sha256(tables.encode()).hexdigest(),
        "snapshot": snapshot.name,
        "content": snapshot.content_hash,
    }


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("*.columns"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    left_over = [path for path in folder.glob("*.part") if time.time() - path.stat().st_mtime > SECONDS_OF_A_WRITE]
    for path in (*files[KEPT:], *left_over):
        path.unlink(missing_ok=True)


def _arrays(columns: Columns) -> dict[str, Array]:
    arrays = {
        f"{name}.{column}": _pack(values)
        for name, frame in columns.frames.items()
        for column, values in frame.columns.items()
    }
    for name, series in columns.series.items():
        arrays[f"{name}.symbols"] = _pack(np.array(series.symbols, object))
        arrays[f"{name}.offsets"] = series.offsets
        arrays[f"{name}.date"] = series.date
        arrays |= {f"{name}.{i}": field for i, field in enumerate(series.fields)}
    return arrays


def _columns(arrays: Mapping[str, Array]) -> Columns:
    large = [name.removesuffix(".offsets") for name in arrays if name.endswith(".offsets")]
    frames = {name: _frame(table, arrays) for name, table in TABLES.items() if name not in large}
    return Columns(frames, {name: _series(name, arrays) for name in large})


def _frame(table: Table, arrays: Mapping[str, Array]) -> Frame:
    columns = {
        column.name: _unpack(arrays[f"{table.name}.{column.name}"], text=column.kind == "text")
        for column in table.columns
    }
    return Frame(table, columns)


def _series(name: str, arrays: Mapping[str, Array]) -> Series:
    fields = sum(key.startswith(f"{name}.") for key in arrays) - 3
    symbols = _unpack(arrays[f"{name}.symbols"], text=True).tolist()
    lengths = np.diff(arrays[f"{name}.offsets"]).tolist()
    return series_of(symbols, lengths, arrays[f"{name}.date"], [arrays[f"{name}.{i}"] for i in range(fields)])


def _pack(values: Array) -> Array:
    """Return text as the bytes of a JSON list; everything else has bytes of its own."""
    if values.dtype.kind != "O":
        return values
    return np.frombuffer(json.dumps(values.tolist()).encode(), np.uint8)


def _unpack(values: Array, *, text: bool) -> Array:
    if not text:
        return values
    unpacked = np.empty(0, object)
    texts = json.loads(values.tobytes())
    if texts:
        unpacked = np.array(texts, object)
    return unpacked
