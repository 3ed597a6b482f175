"""What one set, one process and one node cost, measured on slices of a drawn market."""

from __future__ import annotations

import pickle
import tracemalloc
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import cloudpickle
import numpy as np

from backtest.app.executors.on_ray.shipping import shipped, size_of, unshipped
from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.task import sweep_task
from backtest.sweeps import EquityCurve
from backtest.sweeps.common import on_common_sessions
from backtest.validity.overfitting import overfitting
from benchmarks.measuring import own_memory
from benchmarks.scale.rule import desk_of, settings
from data_sources.store import migrate, open_store
from data_sources.store.swept import SweptSet, keep_swept, packed
from data_sources.store.trial import Trial
from data_sources.tables.facts import Dates, Floats

NARROW, WIDE = 500, 2_000
"""Symbols of the two slices: a line through them carries a set to the whole market."""
SESSIONS = 1_215
SETS = 24
JUDGED = 1_000


@dataclass(frozen=True)
class Measured:
    """Processor seconds, and bytes.

    ``fixed`` and ``a_symbol`` are of one set on ``SESSIONS`` sessions; ``cell`` are the bytes that go to a node for a
    session of a symbol; ``working`` is the memory of a process beside the parts; ``setting`` and ``answer`` are what
    travels for a set, ``row`` its curve in the store; ``keep`` and ``judge`` are seconds of a set in the process that
    hands out; ``overfit`` are those of the probability of overfitting, whose splits are as many however long the record
    is, and ``matrix`` the memory of judging for a cell of sessions x sets. ``process`` is the memory of a worker of Ray
    with all that it has loaded, where one was measured.
    """

    fixed: float
    a_symbol: float
    cell: float
    ship: float
    working: float
    setting: float
    answer: float
    row: float
    keep: float
    judge: float
    overfit: float
    matrix: float
    process: float = 0.0


def measure() -> Measured:
    """Measure all of it; a minute or two."""
    narrow, wide = desk_of(SESSIONS, NARROW), desk_of(SESSIONS, WIDE)
    few, many = _a_set(narrow), _a_set(wide)
    slope = max(0.0, (many - few) / (WIDE - NARROW))
    begun = process_time()
    parts = shipped(sweep_task(wide), cloudpickle)
    took, size = process_time() - begun, size_of(parts)
    working = _working(parts)
    made = compute(narrow, settings(SETS))
    keep = _keep(made)
    judge, overfit, matrix = _judge(made)
    return Measured(
        fixed=few - slope * NARROW,
        a_symbol=slope,
        cell=size / (SESSIONS * WIDE),
        ship=took / size,
        working=working,
        setting=len(pickle.dumps(settings(50))) / 50,
        answer=len(pickle.dumps(made)) / len(made),
        row=float(np.mean([len(packed(each.equity)) for each in made])),
        keep=keep,
        judge=judge,
        overfit=overfit,
        matrix=matrix,
    )


def _a_set(desk: Desk) -> float:
    """Processor seconds of a set, the machine code and what sets share being there."""
    compute(desk, settings(2))
    begun = process_time()
    compute(desk, settings(SETS))
    return (process_time() - begun) / SETS


def _working(parts: list[Any]) -> float:
    """Bytes that a process needs beside what it shares with the others of its node."""
    before = own_memory()
    task = unshipped(parts)
    task.work(task.shared, settings(8))
    return max(0.0, own_memory() - before) * 1e6


def _keep(made: list[SweptSet]) -> float:
    """Seconds to keep a set and count it, fifty at a time as a piece is."""
    with TemporaryDirectory() as folder:
        engine = open_store(Path(folder) / "market.db", create=True)
        migrate(engine)
        sets = [_named(made[k % len(made)], k) for k in range(200)]
        begun = process_time()
        for k in range(0, len(sets), 50):
            keep_swept(engine, sets[k : k + 50], [_trial(each) for each in sets[k : k + 50]])
        took = process_time() - begun
        engine.dispose()
    return took / len(sets)


def _named(made: SweptSet, number: int) -> SweptSet:
    return SweptSet(
        f"{number:064x}", made.strategy, {"number": number}, {}, made.snapshot, made.base, made.last, made.equity
    )


def _trial(made: SweptSet) -> Trial:
    assert made.base is not None  # noqa: S101 - these sets have curves
    assert made.last is not None  # noqa: S101 - as above
    moment = datetime(2026, 1, 1)  # noqa: DTZ001 - UTC without a zone
    return Trial(
        made.strategy, "d" * 64, made.parameters, {}, made.base, made.last, made.snapshot, moment, len(made.equity) - 1
    )


def _judge(made: list[SweptSet]) -> tuple[float, float, float]:
    """Seconds of a set on common sessions, of its probability of overfitting, and bytes of a cell of both."""
    noise = np.random.default_rng(1)
    steps = noise.normal(0, 0.01, (len(made[0].equity), JUDGED))
    equity = 1e7 * np.exp(np.cumsum(steps, axis=0))
    sessions = np.datetime64("2020-01-01") + np.arange(len(equity))
    curves = [EquityCurve(sessions, equity[:, k]) for k in range(JUDGED)]
    begun = process_time()
    common = on_common_sessions(curves, [(0, len(equity) - 1)] * JUDGED)
    judge = (process_time() - begun) / JUDGED
    assert common is not None  # noqa: S101 - all of them moved
    returns = common.returns
    begun = process_time()
    overfitting(returns, np.zeros(len(returns)), metric="sharpe")
    return judge, (process_time() - begun) / JUDGED, _held(equity, sessions)


def _held(equity: Floats, sessions: Dates) -> float:
    """Bytes that judging holds at its most, for a cell of sessions x sets: from the cents that the store kept on."""
    cents = [np.rint(column * 100).astype(np.int64) for column in equity.T]
    kept = sum(each.nbytes for each in cents)
    tracemalloc.start()
    common = on_common_sessions(
        [EquityCurve(sessions, each / 100) for each in cents], [(0, len(sessions) - 1)] * len(cents)
    )
    assert common is not None  # noqa: S101 - all of them moved
    overfitting(common.returns, np.zeros(len(common.returns)), metric="sharpe")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return float((kept + most) / equity.size)
