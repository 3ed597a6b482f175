"""backtrader: market orders in lots of 100, filled at the next open; sells are sent before buys."""

from __future__ import annotations

import time
from typing import Any

START = time.perf_counter()

import backtrader as library  # noqa: E402 - the imports are what is timed
import numpy as np  # noqa: E402

from benchmarks.child import Job, Sets, serve  # noqa: E402
from benchmarks.workloads import CASH, VOLUME, Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START

LOT = 100


class ArrayFeed(library.feed.DataBase):  # type: ignore[misc]
    """A feed from arrays of one symbol, without a detour over files or frames."""

    params = (("days", None), ("opens", None), ("closes", None))

    def start(self) -> None:
        """Begin at the first session."""
        super().start()
        self.row = -1

    def _load(self) -> bool:
        self.row += 1
        if self.row >= len(self.p.days):
            return False
        opened, closed = self.p.opens[self.row], self.p.closes[self.row]
        self.lines.datetime[0], self.lines.open[0], self.lines.close[0] = self.p.days[self.row], opened, closed
        self.lines.high[0], self.lines.low[0] = max(opened, closed), min(opened, closed)
        self.lines.volume[0], self.lines.openinterest[0] = VOLUME, 0.0
        return True


class Basket(library.Strategy):  # type: ignore[misc]
    """Sends the lots that lead to the decided weights after the close of each decision."""

    params = (("decided", None), ("weight", 0.0))

    def next(self) -> None:
        """Decide on this close."""
        chosen = self.p.decided.get(len(self) - 1)
        if chosen is None:
            return
        budget = self.broker.getvalue() * self.p.weight
        orders: list[tuple[int, Any]] = []
        for column, data in enumerate(self.datas):
            held = self.getposition(data).size
            if held or column in chosen:
                target = int(budget / data.close[0] // LOT * LOT) if column in chosen else 0
                orders.append((target - held, data))
        for size, data in sorted(orders, key=lambda order: order[0]):
            if size:
                self.buy(data, size) if size > 0 else self.sell(data, -size)


def basket(workload: Workload, _sets: Sets) -> Job:
    """One feed a symbol, preloaded and run once."""
    days = [library.date2num(day) for day in workload.sessions.astype("datetime64[s]").tolist()]
    prices = [(workload.open[:, j].tolist(), workload.close[:, j].tolist()) for j in range(len(workload.symbols))]
    decided = {int(t): set(columns.tolist()) for t, columns in zip(workload.decided, workload.columns, strict=True)}
    finals: list[float] = []

    def run() -> None:
        cerebro = library.Cerebro(stdstats=False)
        for symbol, (opens, closes) in zip(workload.symbols, prices, strict=True):
            cerebro.adddata(ArrayFeed(days=days, opens=opens, closes=closes), name=symbol)
        cerebro.broker.setcash(CASH)
        cerebro.broker.setcommission(commission=0.0003)
        cerebro.addstrategy(Basket, decided=decided, weight=workload.weight)
        cerebro.run()
        finals[:] = [float(cerebro.broker.getvalue())]

    return Job(run, lambda: finals[0], input_size=2 * np.asarray(workload.close).nbytes / 1e6)


if __name__ == "__main__":
    serve({"basket": basket}, ("backtrader",), IMPORT_SECONDS)
