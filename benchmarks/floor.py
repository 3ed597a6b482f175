"""The floor: the least that trading a table of weights costs, as one plain compiled loop.

It knows lots, a minimum commission, stamp duty and the equity of each day, and no other rule: no limits, T+1,
suspensions, events, dated rates, refusals or ledger, no rounding to the cent, and a weight that asks for less than what
is held is sold before anything is bought. What our engine takes above it is the price of the rules.
"""

from __future__ import annotations

import time

START = time.perf_counter()

import numpy as np  # noqa: E402 - the imports are what is timed
from numba import njit  # noqa: E402

from benchmarks.child import Job, Sets, serve  # noqa: E402
from benchmarks.momentum import top_by_momentum  # noqa: E402
from benchmarks.workloads import CASH, Floats, Integers, Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START

LOT, RATE, LEAST, DUTY = 100, 0.00025, 5.0, 0.001


@njit(nogil=True)
def walk(  # noqa: C901, PLR0917 - one plain loop is what it is for
    opens: Floats, closes: Floats, decision_on: Integers, columns: Integers, weight: float, cash: float, equity: Floats
) -> int:
    """Write the equity after each session (S) and return the number of fills.

    ``opens`` and ``closes`` are S x N; session t executes the decision ``decision_on[t]``, -1 for none, an equal weight
    on ``columns[decision]`` (D x k), ascending.
    """
    shares, wanted = np.zeros(opens.shape[1], np.int64), np.zeros(opens.shape[1], np.int64)
    held, count, fills = np.empty(opens.shape[1], np.int64), 0, 0
    for t in range(len(opens)):
        if decision_on[t] >= 0:
            chosen = columns[decision_on[t]]
            total = cash
            for k in range(count):
                total += shares[held[k]] * opens[t, held[k]]
            for j in chosen:
                wanted[j] = int(weight * total / opens[t, j]) // LOT * LOT
            for k in range(count):
                j = held[k]
                if wanted[j] < shares[j]:
                    value = (shares[j] - wanted[j]) * opens[t, j]
                    cash += value - max(value * RATE, LEAST) - value * DUTY
                    shares[j] = wanted[j]
                    fills += 1
                wanted[j] = max(wanted[j], shares[j])
            count = 0
            for j in chosen:
                lots, price = wanted[j] - shares[j], opens[t, j]
                while lots > 0 and lots * price + max(lots * price * RATE, LEAST) > cash:
                    lots -= LOT
                if lots > 0:
                    cash -= lots * price + max(lots * price * RATE, LEAST)
                    shares[j] += lots
                    fills += 1
                wanted[j] = 0
                if shares[j] > 0:
                    held[count] = j
                    count += 1
        equity[t] = cash
        for k in range(count):
            equity[t] += shares[held[k]] * closes[t, held[k]]
    return fills


def basket(workload: Workload, _sets: Sets) -> Job:
    """One table of weights."""
    equity, on = np.empty(len(workload.sessions)), _decision_on(len(workload.sessions), workload.decided)

    def run() -> None:
        walk(workload.open, workload.close, on, workload.columns, workload.weight, CASH, equity)

    return Job(run, lambda: float(equity[-1]), input_size=2 * workload.close.nbytes / 1e6)


def sweep(workload: Workload, sets: Sets) -> Job:
    """Parameter sets one after the other on one core; ranking is not timed."""
    tables, count = [], len(workload.sessions)
    for one in sets:
        decided = np.arange(one.lookback, count - 1, one.every)
        tables.append(
            (
                _decision_on(count, decided),
                top_by_momentum(workload.close, decided, one.lookback, one.top_k),
                1 / one.top_k,
            )
        )
    finals, equity = np.empty(len(sets)), np.empty(count)

    def run() -> None:
        for k, (on, columns, weight) in enumerate(tables):
            walk(workload.open, workload.close, on, columns, weight, CASH, equity)
            finals[k] = equity[-1]

    return Job(run, lambda: float(finals[0]), input_size=2 * workload.close.nbytes / 1e6)


def _decision_on(sessions: int, decided: Integers) -> Integers:
    """The decision that each session executes, -1 for none."""
    on = np.full(sessions, -1, dtype=np.int64)
    on[decided + 1] = np.arange(len(decided))
    return on


if __name__ == "__main__":
    serve({"basket": basket, "sweep": sweep}, ("numpy", "numba"), IMPORT_SECONDS)
