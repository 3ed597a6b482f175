"""vectorbt: array engines (numba, rust) and its order callback, which is compiled anew in every process.

Its orders know no minimum commission, stamp duty, limits or T+1; the order is cut to lots, not the target.
"""

# ruff: noqa: ANN401 - the library has no types

from __future__ import annotations

import time
from typing import Any

START = time.perf_counter()

import numpy as np  # noqa: E402 - the imports are what is timed
import pandas as pd  # noqa: E402
import vectorbt as vbt  # noqa: E402
from numba import njit  # noqa: E402
from vectorbt.portfolio import nb  # noqa: E402
from vectorbt.portfolio.enums import Direction, SizeType  # noqa: E402

from benchmarks.child import Engine, Job, Sets, serve  # noqa: E402
from benchmarks.momentum import top_by_momentum  # noqa: E402
from benchmarks.workloads import CASH, Floats, Workload  # noqa: E402

IMPORT_SECONDS = time.perf_counter() - START

FEES, LOT = 0.0003, 100.0
SETS_AT_ONCE = 20
ONE_GROUP = True


def from_orders(engine: str) -> Engine:
    """Orders as arrays: target percentages on the sessions that execute, NaN elsewhere, one shared cash account."""

    def prepare(workload: Workload, _sets: Sets) -> Job:
        opens, closes, weights = (
            _frame(workload, matrix) for matrix in (workload.open, workload.close, workload.dense_weights())
        )
        books: list[Any] = []

        def run() -> None:
            books[:] = [_book(closes, opens, weights, ONE_GROUP, engine)]

        return Job(run, lambda: float(books[0].value().iloc[-1]), input_size=3 * workload.close.nbytes / 1e6)

    return prepare


def sweep(engine: str) -> Engine:
    """Parameter sets side by side as groups of columns, 20 at once; ranking and tiling are not timed."""

    def prepare(workload: Workload, sets: Sets) -> Job:
        weights = [_weights_of(workload, sets[k : k + SETS_AT_ONCE]) for k in range(0, len(sets), SETS_AT_ONCE)]
        wide = weights[0].shape[1] // len(workload.symbols)
        opens, closes = np.tile(workload.open, wide), np.tile(workload.close, wide)
        books: list[Any] = []

        def run() -> None:
            books.clear()
            for chunk in weights:
                columns = chunk.shape[1]
                groups = np.repeat(np.arange(columns // len(workload.symbols)), len(workload.symbols))
                books.append(_book(closes[:, :columns], opens[:, :columns], chunk, groups, engine).final_value())

        return Job(run, lambda: float(books[0].iloc[0]))

    return prepare


def order_callback(*, masked: bool) -> Engine:
    """Orders from a compiled callback; ``masked`` skips sessions without a decision, as its manual advises."""

    def prepare(workload: Workload, _sets: Sets) -> Job:
        opens, weights = workload.open, workload.dense_weights()
        closes = _frame(workload, workload.close)
        books: list[Any] = []
        mask: Any = np.isfinite(weights).any(axis=1, keepdims=True) if masked else True

        def run() -> None:
            books[:] = [_callback_book(closes, opens, weights, mask, len(workload.decided) * len(workload.symbols))]

        return Job(run, lambda: float(books[0].value().iloc[-1]), input_size=3 * workload.close.nbytes / 1e6)

    return prepare


def _book(closes: Any, opens: Any, weights: Any, groups: Any, engine: str) -> Any:
    return vbt.Portfolio.from_orders(
        closes,
        size=weights,
        size_type="targetpercent",
        price=opens,
        fees=FEES,
        size_granularity=LOT,
        init_cash=CASH,
        group_by=groups,
        cash_sharing=True,
        call_seq="auto",
        freq="1D",
        engine=engine,
    )


@njit
def _pre_group(context: Any) -> Any:
    return (np.empty(context.group_len, dtype=np.float64),)


@njit
def _pre_segment(context: Any, values: Any, weights: Any, opens: Any) -> Any:
    for column in range(context.from_col, context.to_col):
        context.last_val_price[column] = opens[context.i, column]
    size_type, direction = np.array([[SizeType.TargetPercent]]), np.array([[Direction.LongOnly]])
    nb.sort_call_seq_nb(context, weights, size_type, direction, values)
    return ()


@njit
def _order(context: Any, weights: Any, opens: Any) -> Any:
    return nb.order_nb(
        size=weights[context.i, context.col],
        price=opens[context.i, context.col],
        size_type=SizeType.TargetPercent,
        direction=Direction.LongOnly,
        fees=FEES,
        size_granularity=LOT,
    )


def _callback_book(closes: Any, opens: Floats, weights: Floats, mask: Any, most: int) -> Any:
    return vbt.Portfolio.from_order_func(
        closes,
        _order,
        weights,
        opens,
        pre_group_func_nb=_pre_group,
        pre_segment_func_nb=_pre_segment,
        pre_segment_args=(weights, opens),
        segment_mask=mask,
        init_cash=CASH,
        cash_sharing=True,
        group_by=True,
        max_orders=most,
        freq="1D",
    )


def _frame(workload: Workload, matrix: Floats) -> pd.DataFrame:
    index = pd.DatetimeIndex(workload.sessions.astype("datetime64[ns]"))
    return pd.DataFrame(matrix, index, list(workload.symbols), copy=False)


def _weights_of(workload: Workload, sets: Sets) -> Floats:
    """Weights of several sets side by side (S x sets * N)."""
    shape = workload.close.shape
    tiles = []
    for one in sets:
        decided = np.arange(one.lookback, shape[0] - 1, one.every)
        columns = top_by_momentum(workload.close, decided, one.lookback, one.top_k)
        weights = np.full(shape, np.nan)
        weights[decided + 1] = 0.0
        weights[(decided + 1)[:, None], columns] = 1.0 / one.top_k
        tiles.append(weights)
    return np.hstack(tiles)


if __name__ == "__main__":
    serve(
        {
            "from_orders rust": from_orders("rust"),
            "from_orders numba": from_orders("numba"),
            "order callback": order_callback(masked=False),
            "order callback, masked": order_callback(masked=True),
            "sweep rust": sweep("rust"),
            "sweep numba": sweep("numba"),
        },
        ("vectorbt", "vectorbt-rust", "numba", "numpy"),
        IMPORT_SECONDS,
    )
