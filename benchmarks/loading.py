"""A panel from SQLite against ``pandas.read_sql`` of the same bars: a small simulated market and a large made one.

*First* is the load right after a publication, which wrote the columns: the panel is laid out and kept. *Warm* is every
load after it, *cold* one without any cache, from the tables themselves.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.market import facts_of
from benchmarks.measuring import Timing, own_memory, rounds, timed
from benchmarks.workloads import read
from data_sources.importing import import_facts
from data_sources.sample_market import sample_facts
from data_sources.sample_market.sessions import LAST_DAY
from data_sources.store import connect_store, migrate, open_store, publish
from data_sources.store.cache import cache_folder
from data_sources.tables.fact_frames import frames_of
from data_sources.tables.facts import Facts

if TYPE_CHECKING:
    import pandas as pd

WARM_ROUNDS = 7
LARGE = 1_000_000
"""Bars from which on a load without the cache and the rival are measured once."""


def make_small_store(path: Path) -> Path:
    """Import 169 simulated symbols over four years; a store that is there already is used again."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = open_store(path, create=True)
        import_facts(sample_facts(end=LAST_DAY), engine)
        engine.dispose()
    return _of_this_version(path)


def make_large_store(path: Path, workload: Path) -> Path:
    """Publish the market of a workload, each cell of each bar filled; a store that is there already is used again."""
    if not path.exists():
        sys.stderr.write("publishing millions of bars ...\n")
        facts = _filled(facts_of(read(workload)))
        engine = open_store(path, create=True)
        publish(engine, frames_of(facts), (), "made", datetime(2026, 1, 1))  # noqa: DTZ001 - UTC without a zone
        engine.dispose()
    return _of_this_version(path)


def _of_this_version(path: Path) -> Path:
    """Upgrade a store that an earlier version of the program left there."""
    engine = connect_store(path, writes=True)
    migrate(engine)
    engine.dispose()
    return path


def _filled(facts: Facts) -> Facts:
    bars = facts.bars
    previous = np.roll(bars.close, 1)
    previous[bars.offsets[:-1]] = bars.open[bars.offsets[:-1]]
    return replace(facts, bars=replace(bars, amount=bars.volume * bars.close, prev_close=previous))


def main() -> None:
    """Time both in this process and print JSON."""
    import pandas as pd  # noqa: PLC0415 - the rival

    from backtest.app.run import load_market  # noqa: PLC0415 - beside the rival

    store = Path(sys.argv[1])
    load_market(store)
    before = own_memory()
    panel = load_market(store)
    own = own_memory() - before
    warm = rounds(lambda: load_market(store), WARM_ROUNDS)

    def read_bars() -> pd.DataFrame:
        connection = sqlite3.connect(store)
        try:
            return pd.read_sql("SELECT * FROM bars", connection)
        finally:
            connection.close()

    count = 1 if panel.close.size > LARGE else WARM_ROUNDS
    first, rival = _in_turn(lambda: load_market(store), read_bars, lambda: _forget(store, "*/panel"), count)
    cold = _in_turn(lambda: load_market(store), lambda: None, lambda: _forget(store, "*"), count)[0]
    found = {
        "warm": (warm.seconds, warm.processor_seconds),
        "first": (first.seconds, first.processor_seconds),
        "cold": (cold.seconds, cold.processor_seconds),
        "read_sql": (rival.seconds, rival.processor_seconds),
        "bars": int(np.isfinite(panel.close).sum()),
        "symbols": len(panel.symbols),
        "sessions": len(panel.sessions),
        "panel": panel.bars.nbytes / 1e6,
        "own": own,
    }
    sys.stdout.write(json.dumps(found) + "\n")


def _in_turn(
    ours: Callable[[], object], rival: Callable[[], object], before: Callable[[], None], count: int
) -> list[Timing]:
    """Time two works by turns, so that a busy moment of the machine meets both; ``before`` is not timed."""
    seconds = []
    for _ in range(count):
        before()
        seconds.append((timed(ours), timed(rival)))
    return [Timing(*zip(*one, strict=True)) for one in zip(*seconds, strict=True)]


def _forget(store: Path, parts: str) -> None:
    engine = open_store(store)
    folder = cache_folder(engine.url)
    engine.dispose()
    for part in folder.glob(parts) if folder else ():
        # Beside the columns lies the note of what was proved of them.
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()


if __name__ == "__main__":
    main()
