"""How the cost of a run grows: with sessions, symbols held, symbols merely there, parameter sets; and with workers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from backtest.engine.run import execute
from backtest.options import Options
from backtest.sweeps import equity_curves
from benchmarks.child import some_sets
from benchmarks.market import panel_of, targets_of
from benchmarks.measuring import rounds
from benchmarks.momentum import top_by_momentum
from benchmarks.ours import decided, sweep
from benchmarks.workloads import LOOKBACK, Workload, read

ROUNDS = 9
SETS_FOR_WORKERS = 200
CASH_A_SYMBOL = 200_000.0
Curve = list[tuple[int, float]]


def main() -> None:
    """Measure all curves on the workload folders named and print JSON."""
    basket, market = (read(Path(folder)) for folder in sys.argv[1:3])
    curves = {
        "sessions (100 symbols held)": _curve((304, 608, 1_215, 2_430), lambda n: _run_of(basket.first_sessions(n))),
        "symbols held (500 symbols)": _curve((25, 50, 100, 200, 400), lambda n: _run_of(_held(_part(market, 500), n))),
        "symbols in the market (50 held)": _curve((625, 1_250, 2_500, 5_000), lambda n: _run_of(_part(market, n))),
        "parameter sets": _curve((25, 50, 100, 200), lambda n: sweep(basket, some_sets(n)).run, 3),
    }
    sys.stdout.write(json.dumps({"growth": curves, "workers": _workers(basket)}) + "\n")


def exponent(curve: Curve) -> float:
    """The slope of log time on log size: 1 is linear."""
    size, seconds = np.log(np.array(curve)).T
    return float(np.polyfit(size, seconds, 1)[0])


def _curve(sizes: Iterable[int], prepare: Callable[[int], Callable[[], object]], count: int = ROUNDS) -> Curve:
    """Processor seconds of the quickest round at each size: growth, not noise, is the question."""
    curve: Curve = []
    for size in sizes:
        run = prepare(size)
        rounds(run, 2)
        curve.append((size, min(rounds(run, count).processor)))
    return curve


def _workers(workload: Workload) -> Curve:
    """Wall seconds of a set, by workers: 1, 2, 4 and so on as far as there are cores."""
    panel = panel_of(workload)
    tables = tuple(decided(panel, workload, some_sets(SETS_FOR_WORKERS)))
    curve: Curve = []
    for power in range((os.cpu_count() or 1).bit_length()):
        count = 2**power

        def run(count: int = count) -> None:
            for _ in equity_curves(panel, tables, Options(), count):
                pass

        curve.append((count, min(rounds(run, ROUNDS).wall) / SETS_FOR_WORKERS))
    return curve


def _run_of(workload: Workload) -> Callable[[], object]:
    # Cash in proportion: with little of it many symbols would not cost one lot each, and there would be less to do.
    panel, options = panel_of(workload), Options(cash=CASH_A_SYMBOL * workload.columns.shape[1])
    targets = targets_of(panel, workload.decided, workload.columns)
    return lambda: execute(panel, targets, options)[0].equity


def _part(workload: Workload, symbols: int) -> Workload:
    """The first symbols of a market and its ranking anew."""
    closes = workload.close[:, :symbols]
    columns = top_by_momentum(closes, workload.decided, LOOKBACK, workload.columns.shape[1])
    return replace(
        workload, symbols=workload.symbols[:symbols], open=workload.open[:, :symbols], close=closes, columns=columns
    )


def _held(workload: Workload, held: int) -> Workload:
    return replace(workload, columns=top_by_momentum(workload.close, workload.decided, LOOKBACK, held))


if __name__ == "__main__":
    main()
