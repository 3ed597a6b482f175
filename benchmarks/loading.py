"""A panel from SQLite against ``pandas.read_sql`` of the same bars: 169 simulated symbols over four years.

Cold is a load from the tables themselves: each round forgets the column cache first and writes it anew.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import Timing, rounds, timed
from data_sources.importing import import_facts
from data_sources.sample_market import sample_facts
from data_sources.sample_market.sessions import LAST_DAY
from data_sources.store import open_store
from data_sources.store.cache import cache_folder

if TYPE_CHECKING:
    import pandas as pd

ROUNDS = 7


def make_store(path: Path) -> Path:
    """Publish the simulated market into a store; one that is there already is used again."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = open_store(path, create=True)
        import_facts(sample_facts(end=LAST_DAY), engine)
        engine.dispose()
    return path


def main() -> None:
    """Time both in this process and print JSON."""
    import pandas as pd  # noqa: PLC0415 - the rival

    from backtest.app.run import load_market  # noqa: PLC0415 - beside the rival

    store = Path(sys.argv[1])
    panel = load_market(store)
    ours = rounds(lambda: load_market(store), ROUNDS)

    def read_bars() -> pd.DataFrame:
        connection = sqlite3.connect(store)
        try:
            return pd.read_sql("SELECT * FROM bars", connection)
        finally:
            connection.close()

    bars = read_bars()
    cold, rival = _in_turn(lambda: load_market(store), read_bars, lambda: _forget_cache(store))
    pivoted = rounds(lambda: _pivot(read_bars()), ROUNDS)
    found = {
        "ours": (ours.seconds, ours.processor_seconds),
        "cold": (cold.seconds, cold.processor_seconds),
        "read_sql": (rival.seconds, rival.processor_seconds),
        "read_sql and pivot": (pivoted.seconds, pivoted.processor_seconds),
        "rows": len(bars),
        "symbols": len(panel.symbols),
        "sessions": len(panel.sessions),
    }
    sys.stdout.write(json.dumps(found) + "\n")


def _in_turn(ours: Callable[[], object], rival: Callable[[], object], before: Callable[[], None]) -> list[Timing]:
    """Time two works by turns, so that a busy moment of the machine meets both; ``before`` is not timed."""
    seconds = []
    for _ in range(ROUNDS):
        before()
        seconds.append((timed(ours), timed(rival)))
    return [Timing(*zip(*one, strict=True)) for one in zip(*seconds, strict=True)]


def _forget_cache(store: Path) -> None:
    engine = open_store(store)
    folder = cache_folder(engine.url)
    engine.dispose()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _pivot(bars: pd.DataFrame) -> object:
    """Bring bars into matrices, which is what a panel holds."""
    return bars.set_index(["date", "symbol"]).select_dtypes("number").unstack("symbol")  # noqa: PD010 - the quicker way


if __name__ == "__main__":
    main()
