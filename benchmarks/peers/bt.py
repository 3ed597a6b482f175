"""bt: whole shares, fills at the session's close (it knows one price a session)."""

from __future__ import annotations

import time

START = time.perf_counter()

import bt as library  # noqa: E402 - the imports are what is timed
import pandas as pd  # noqa: E402

from benchmarks.child import Job, Sets, serve  # noqa: E402
from benchmarks.workloads import CASH, Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START


def basket(workload: Workload, _sets: Sets) -> Job:
    """Weights of the sessions that execute, rebalanced at their closes."""
    index = pd.DatetimeIndex(workload.sessions.astype("datetime64[ns]"))
    closes = pd.DataFrame(workload.close, index, list(workload.symbols))
    weights = pd.DataFrame(workload.dense_weights(), index, list(workload.symbols)).iloc[workload.decided + 1]
    finals: list[float] = []

    def run() -> None:
        strategy = library.Strategy("basket", [library.algos.WeighTarget(weights), library.algos.Rebalance()])
        test = library.Backtest(
            strategy,
            closes,
            initial_capital=CASH,
            commissions=lambda quantity, price: max(5.0, abs(quantity) * price * 0.0003),
            integer_positions=True,
            progress_bar=False,
        )
        test.run()
        finals[:] = [float(test.strategy.values.iloc[-1])]  # noqa: PD011 - its own name

    return Job(run, lambda: finals[0], input_size=2 * workload.close.nbytes / 1e6)


if __name__ == "__main__":
    serve({"basket": basket}, ("bt", "pandas", "numpy"), IMPORT_SECONDS)
