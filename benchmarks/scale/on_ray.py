"""What a worker of a real Ray holds for itself, beside the market that all of a node share."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from time import perf_counter
from typing import Any

from backtest.app.executors.on_ray.cluster import connected
from backtest.app.executors.on_ray.piece import compute_piece
from backtest.app.executors.on_ray.shipping import shipped, size_of
from backtest.app.executors.on_ray.state import state
from backtest.app.sweep.task import sweep_task
from benchmarks.measuring import own_memory
from benchmarks.scale.measure import SESSIONS, WIDE
from benchmarks.scale.rule import desk_of, settings


@dataclass(frozen=True)
class Worker:
    """Bytes of the parts, seconds to put them, and megabytes of a worker: with the program, and after a piece."""

    parts: int
    put: float
    before: float
    after: float


def worker() -> Worker | str:
    """Measure a worker of a Ray of its own on this machine, or say why not."""
    if find_spec("ray") is None:
        return "Ray is not installed"
    with connected(None, 1) as cluster:
        ray = cluster.ray
        parts = shipped(sweep_task(desk_of(SESSIONS, WIDE)), ray.cloudpickle)
        begun = perf_counter()
        put = ray.put(parts)
        took = perf_counter() - begun
        before, after = ray.get(ray.remote(num_cpus=1)(_piece).remote(put))
        return Worker(size_of(parts), took, before, after)


def _piece(parts: Any) -> tuple[float, float]:  # noqa: ANN401 - as Ray gives them
    before = own_memory()
    assert compute_piece(parts, "measured", state(), settings(8)).answers  # noqa: S101 - what is measured happened
    return before, own_memory()
