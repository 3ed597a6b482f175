"""polars-backtest: a Rust loop over a wide frame of closes; shares of cash, no lots, no minimum fee, no ledger.

It knows one price a session, rebalances at its close, and leaves a curve that starts at 1. Every decided row is a
rebalance of its own (``resample="D"``): with ``resample=None`` it would leave out a decision that repeats the weights
before it, which in W1 is each.
"""

from __future__ import annotations

import time

START = time.perf_counter()

import polars as pl  # noqa: E402 - the imports are what is timed
import polars_backtest as library  # noqa: E402

from benchmarks.child import Job, Sets, serve  # noqa: E402
from benchmarks.workloads import CASH, Floats, Integers, Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START

FEE, TAX = 0.0003, 0.001


def basket(workload: Workload, _sets: Sets) -> Job:
    """Weights of the decisions, dated by the session that executes them."""
    weights = workload.dense_weights()[workload.decided + 1]
    prices, wanted = _frame(workload, workload.close), _frame(workload, weights, workload.decided + 1)
    finals: list[float] = []

    def run() -> None:
        curve = library.backtest_wide(prices, wanted, resample="D", fee_ratio=FEE, tax_ratio=TAX)
        finals[:] = [CASH * float(curve["creturn"][-1])]

    return Job(run, lambda: finals[0], input_size=workload.close.nbytes / 1e6)


def _frame(workload: Workload, matrix: Floats, rows: slice | Integers = slice(None)) -> pl.DataFrame:
    dates = pl.Series("date", workload.sessions[rows])
    return pl.DataFrame([dates, *(pl.Series(symbol, matrix[:, j]) for j, symbol in enumerate(workload.symbols))])


if __name__ == "__main__":
    serve({"basket": basket}, ("polars-backtest", "polars", "numpy"), IMPORT_SECONDS)
