"""akquant: a Rust core that calls a Python strategy for every bar; lots, stamp duty, minimum commission, T+1."""

from __future__ import annotations

import datetime as dt
import logging
import time

START = time.perf_counter()

import akquant as library  # noqa: E402 - the imports are what is timed
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from benchmarks.child import Job, Sets, serve  # noqa: E402
from benchmarks.workloads import CASH, VOLUME, Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START

LOT = 100


def basket(workload: Workload, _sets: Sets) -> Job:
    """Market orders in lots after the close of each decision, filled at the next open."""
    logging.disable(logging.WARNING)
    frames = _frames(workload)
    decided = {
        workload.sessions[t].item(): {workload.symbols[j] for j in columns.tolist()}
        for t, columns in zip(workload.decided.tolist(), workload.columns, strict=True)
    }
    last = {day: dict(zip(workload.symbols, row, strict=True))
            for day, row in zip(workload.sessions.tolist(), workload.close.tolist(), strict=True)}  # fmt: skip

    class Basket(library.Strategy):  # type: ignore[misc]
        def on_cross_section(self, trading_date: dt.date, timestamp: int) -> None:
            del timestamp
            chosen = decided.get(trading_date)
            if chosen is None:
                return
            budget, prices = self.equity * workload.weight, last[trading_date]
            held = self.positions
            orders = []
            for symbol in chosen | held.keys():
                target = int(budget / prices[symbol] // LOT * LOT) if symbol in chosen else 0
                orders.append((target - held.get(symbol, 0), symbol))
            for size, symbol in sorted(orders):
                if size:
                    self.buy(symbol, size) if size > 0 else self.sell(symbol, -size)

    finals: list[float] = []

    def run() -> None:
        result = library.run_backtest(
            data=frames,
            strategy=Basket,
            symbols=list(workload.symbols),
            initial_cash=CASH,
            commission_rate=0.0003,
            stamp_tax_rate=0.0005,
            min_commission=5.0,
            lot_size=LOT,
            t_plus_one=True,
            fill_policy=library.NextOpen(),
            show_progress=False,
        )
        finals[:] = [float(result.equity_curve.iloc[-1])]

    return Job(run, lambda: finals[0], input_size=5 * workload.close.nbytes / 1e6)


def _frames(workload: Workload) -> dict[str, pd.DataFrame]:
    index = pd.DatetimeIndex(workload.sessions.astype("datetime64[ns]"), tz="Asia/Shanghai", name="date")
    frames = {}
    for j, symbol in enumerate(workload.symbols):
        opens, closes = workload.open[:, j], workload.close[:, j]
        columns = {
            "open": opens, "high": np.maximum(opens, closes), "low": np.minimum(opens, closes), "close": closes,
            "volume": np.full(len(closes), VOLUME), "symbol": symbol,
        }  # fmt: skip
        frames[symbol] = pd.DataFrame(columns, index)
    return frames


if __name__ == "__main__":
    serve({"basket": basket}, ("akquant", "pandas", "numpy"), IMPORT_SECONDS)
