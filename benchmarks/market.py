"""A workload as the product sees it: a panel and targets."""

from __future__ import annotations

import numpy as np

from backtest.market.panel import Panel
from backtest.market.panel_building import build_panel
from backtest.targets import Targets
from benchmarks.workloads import VOLUME, Floats, Integers, Workload
from data_sources.tables.facts import Bars, Facts, IndexSeries, Instrument

BENCHMARK = "000300.SH"


def panel_of(workload: Workload) -> Panel:
    """Build the panel as a store would: every bar a row, then laid out by session and symbol."""
    return build_panel(facts_of(workload))


def facts_of(workload: Workload) -> Facts:
    """Every bar a row, whose amount and previous close are not known."""
    count, symbols = len(workload.sessions), len(workload.symbols)
    unknown = np.full(count * symbols, np.nan)
    bars = Bars(
        symbols=workload.symbols,
        offsets=np.arange(symbols + 1, dtype=np.int64) * count,
        date=np.tile(workload.sessions, symbols),
        open=_column(workload.open),
        high=_column(np.maximum(workload.open, workload.close)),
        low=_column(np.minimum(workload.open, workload.close)),
        close=_column(workload.close),
        volume=np.full(count * symbols, VOLUME),
        amount=unknown,
        prev_close=unknown,
    )
    index = {BENCHMARK: IndexSeries(BENCHMARK, workload.sessions, np.full(count, 3_000.0))}
    return Facts(tuple(Instrument(symbol) for symbol in workload.symbols), bars, index)


def targets_of(panel: Panel, decided: Integers, columns: Integers) -> Targets:
    """Equal weights on ``columns`` (D x k), decided after the closes of sessions ``decided``."""
    decisions, held = columns.shape
    return Targets(
        dates=panel.sessions[decided],
        offsets=np.arange(decisions + 1, dtype=np.int64) * held,
        symbols=panel.symbols,
        columns=columns.ravel(),
        weights=np.full(columns.size, 1.0 / held),
    )


def _column(matrix: Floats) -> Floats:
    return np.ascontiguousarray(matrix.T).ravel()
