"""rqalpha: T+1, limits, lots, commission and stamp duty; orders go into the opening auction of the next session."""

# ruff: noqa: ANN401 - the library has no types

from __future__ import annotations

import time
from typing import Any

START = time.perf_counter()

from rqalpha import run_func  # noqa: E402 - the imports are what is timed
from rqalpha.apis import order_shares  # noqa: E402

from benchmarks.child import Job, Sets, serve  # noqa: E402
from benchmarks.peers.rqalpha_data import ArrayMod, ArraySource, order_book_id  # noqa: E402
from benchmarks.workloads import CASH, Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START

LOT = 100


def basket(workload: Workload, _sets: Sets) -> Job:
    """Weights decided on a close become orders in lots in the next opening auction, sells first."""
    source = ArraySource(workload)
    codes = [order_book_id(symbol) for symbol in workload.symbols]
    decided = {
        workload.sessions[t + 1].item(): {codes[j] for j in columns.tolist()}
        for t, columns in zip(workload.decided.tolist(), workload.columns, strict=True)
    }

    def open_auction(context: Any, bars: Any) -> None:
        chosen = decided.get(context.now.date())
        if chosen is None:
            return
        budget = context.portfolio.total_value * workload.weight
        held = {code: position.quantity for code, position in context.portfolio.positions.items()}
        orders = []
        for code in chosen | held.keys():
            target = int(budget / bars[code].open // LOT * LOT) if code in chosen else 0
            orders.append((target - held.get(code, 0), code))
        for size, code in sorted(orders):
            if size:
                order_shares(code, size)

    config = {
        "base": {
            "start_date": str(workload.sessions[1]), "end_date": str(workload.sessions[-1]),
            "accounts": {"stock": CASH}, "frequency": "1d",
        },
        "extra": {"log_level": "error"},
        "mod": {
            "arrays": {"enabled": True, "lib": "benchmarks.peers.rqalpha_data"},
            "sys_progress": {"enabled": False},
            "sys_analyser": {"enabled": False},
        },
    }  # fmt: skip
    finals: list[float] = []

    def after_trading(context: Any) -> None:
        finals[:] = [float(context.portfolio.total_value)]

    def run() -> None:
        ArrayMod.source = source
        run_func(config=config, init=lambda _: None, open_auction=open_auction, after_trading=after_trading)

    return Job(run, lambda: finals[0], input_size=9 * workload.close.nbytes / 1e6)


if __name__ == "__main__":
    serve({"basket": basket}, ("rqalpha", "pandas", "numpy"), IMPORT_SECONDS)
