"""The index a run is judged against, and its twin with dividends reinvested."""

from __future__ import annotations

import csv
from importlib import resources

import numpy as np

from backtest.panel import Panel
from data_sources.errors import InputError
from data_sources.facts import Floats


def benchmark_of(panel: Panel, symbol: str, base: int, last: int) -> Floats:
    """The closes of an index from session ``base`` to ``last``; raises InputError that names a session without one."""
    if symbol not in panel.benchmarks:
        raise InputError(f"benchmark {symbol} is not in the store; there are {', '.join(sorted(panel.benchmarks))}")
    closes = panel.benchmarks[symbol][base : last + 1]
    missing = np.flatnonzero(~np.isfinite(closes))
    if len(missing):
        day = panel.sessions[base + missing[0]]
        raise InputError(f"benchmark {symbol} has no value on {day}; import its level or choose another --benchmark")
    return closes


def total_return_twin(panel: Panel, symbol: str, base: int, last: int) -> tuple[str, Floats | None]:
    """The total-return version of an index and its closes; None when the store lacks one of the sessions."""
    with (resources.files(__package__) / "total_return_indices.csv").open(encoding="utf-8") as file:
        twins = {row["index"]: row["total_return"] for row in csv.DictReader(file)}
    twin = twins.get(symbol, "")
    closes = panel.benchmarks.get(twin)
    if closes is None or not np.isfinite(closes[base : last + 1]).all():
        return twin, None
    return twin, closes[base : last + 1]
