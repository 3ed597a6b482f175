"""The column cache against the rows it is a copy of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from data_sources.language.text import both
from data_sources.store.arrays import DamagedArrays, array_sums
from data_sources.store.cache import cache_folder, kept_sums
from data_sources.store.columns import pack_series
from data_sources.store.proof import Parts
from data_sources.store.reading import Arrays, Derived
from data_sources.store.snapshot import Snapshot
from data_sources.store.stored_columns import stored_bars, stored_tables
from data_sources.store.verification.verdict import Verdict
from data_sources.tables.fact_frames import facts_of


def verify_cache(connection: Connection, snapshots: Sequence[Snapshot], derived: Mapping[str, Derived]) -> Verdict:
    """Hold every array of every kept snapshot against what the rows make.

    What another version of the program kept is never read, and is therefore left alone.
    """
    folder = cache_folder(connection.engine.url)
    parts, faults = 0, []
    for snapshot in snapshots:
        place = None if folder is None else folder / snapshot.name
        if place is None or not place.is_dir():
            continue
        made: dict[str, Arrays] = {}
        for path in sorted(each for each in place.iterdir() if each.is_dir() and not each.name.startswith(".")):
            maker = derived[path.name].maker if path.name in derived else ""
            try:
                kept = kept_sums(folder, snapshot, path.name, maker)
            except (DamagedArrays, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                faults.append(f"{path}: {error}; no load uses it, and the next one makes it anew")
                continue
            if kept is None:
                continue
            parts += 1
            made = made or _made(connection, snapshot, derived)
            if path.name in made and kept != array_sums(made[path.name]):
                faults.append(f"{path}: its arrays are not what the rows make")
    return Verdict(
        both("column cache", "列缓存"),
        both(f"{parts} parts", f"{parts} 个部分") if parts else both("no part is kept", "没有缓存"),
        tuple(faults),
    )


def _made(connection: Connection, snapshot: Snapshot, derived: Mapping[str, Derived]) -> dict[str, Arrays]:
    parts = Parts(stored_tables(connection, snapshot), stored_bars(connection, snapshot))
    facts = replace(facts_of(parts.tables.frames), bars=parts.bars.bars(), index=parts.tables.index.index())
    others = {name: each.make(facts) for name, each in derived.items()} if snapshot.is_latest else {}
    return {"tables": parts.tables.arrays(), "bars": pack_series(parts.bars), **others}
