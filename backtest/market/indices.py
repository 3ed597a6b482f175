"""The index a run is judged against, and its twin with dividends reinvested."""

from __future__ import annotations

import csv
from importlib import resources

import numpy as np

from backtest.market.panel import Panel
from data_sources.errors import InputError
from data_sources.tables.facts import Floats

INDEX_NAMES = {
    "000300.SH": "CSI 300",
    "H00300.CSI": "CSI 300 total return",
    "000905.SH": "CSI 500",
    "H00905.CSI": "CSI 500 total return",
    "000852.SH": "CSI 1000",
    "H00852.CSI": "CSI 1000 total return",
}


def index_name(symbol: str) -> str:
    """Return the common name of an index, or its symbol when it has none here."""
    return INDEX_NAMES.get(symbol, symbol)


def index_label(symbol: str) -> str:
    """Return the common name of an index with its symbol, the symbol alone when it has none."""
    return f"{INDEX_NAMES[symbol]} ({symbol})" if symbol in INDEX_NAMES else symbol


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
