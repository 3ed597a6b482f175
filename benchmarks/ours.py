"""Our engine, full A-share rules on: a basket executed to its ledger, and a sweep."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

START = time.perf_counter()

import numpy as np  # noqa: E402 - the imports are what is timed
from numpy.typing import NDArray  # noqa: E402

from backtest.engine.ledger import Ledger  # noqa: E402
from backtest.engine.positions import positions_of  # noqa: E402
from backtest.engine.run import execute  # noqa: E402
from backtest.market.panel import Panel  # noqa: E402
from backtest.options import Options  # noqa: E402
from backtest.sweeps import equity_curves  # noqa: E402
from backtest.targets import Targets  # noqa: E402
from benchmarks.child import Job, Sets, serve  # noqa: E402
from benchmarks.market import panel_of, targets_of  # noqa: E402
from benchmarks.momentum import ranked_by_momentum, top_of  # noqa: E402
from benchmarks.workloads import Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START


def basket(workload: Workload, _sets: Sets) -> Job:
    """Execute targets: fills, refusals, events, cash and holdings of every session; then the daily positions."""
    panel, options = panel_of(workload), Options()
    targets = targets_of(panel, workload.decided, workload.columns)
    ledgers: list[Ledger] = []

    def run() -> None:
        ledgers[:] = [execute(panel, targets, options)[0]]

    def value() -> float:
        # A copy, so that what a ledger works out once is worked out each time.
        ledger = Ledger(**{name: getattr(ledgers[0], name) for name in Ledger.__dataclass_fields__})
        positions_of(ledger)
        return float(ledger.equity[-1])

    return Job(run, value, input_size=panel.bars.nbytes / 1e6)


def sweep(workload: Workload, sets: Sets) -> Job:
    """Execute every parameter set on one panel, its decisions made before, as the peers have theirs."""
    panel = panel_of(workload)
    tables = tuple(decided(panel, workload, sets))
    return _sweep(panel, lambda: tables)


def sweep_and_rank(workload: Workload, sets: Sets) -> Job:
    """Rank, decide and execute every parameter set on one panel."""
    panel = panel_of(workload)
    return _sweep(panel, lambda: decided(panel, workload, sets))


def _sweep(panel: Panel, tables: Callable[[], Iterable[Targets]]) -> Job:
    finals: list[float] = []

    def run() -> None:
        finals[:] = [float(curve.equity[-1]) for curve in equity_curves(panel, tables(), Options())]

    return Job(run, lambda: finals[0], input_size=panel.bars.nbytes / 1e6)


def decided(panel: Panel, workload: Workload, sets: Sets) -> Iterator[Targets]:
    """The weights of each set, as they are asked for; each lookback is ranked once."""
    ranks: dict[int, NDArray[np.int16]] = {}
    for one in sets:
        rows = np.arange(one.lookback, len(panel.sessions) - 1, one.every)
        if one.lookback not in ranks:
            ranks[one.lookback] = ranked_by_momentum(workload.close, one.lookback)
        yield targets_of(panel, rows, top_of(ranks[one.lookback], rows, one.top_k))


if __name__ == "__main__":
    serve({"basket": basket, "sweep": sweep, "sweep and rank": sweep_and_rank}, ("numpy", "numba"), IMPORT_SECONDS)
