"""Pieces handed out to a Ray cluster, as many as it works on at a time; a lost node costs only its pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.executors.on_ray.cluster import Cluster, told
from backtest.app.sweep.executors.on_ray.piece import Answer, compute_piece
from backtest.app.sweep.executors.on_ray.shipping import shipped
from backtest.app.sweep.executors.on_ray.state import state
from backtest.app.sweep.executors.pieces import pieces_of
from backtest.app.sweep.setting import Setting
from data_sources.errors import ResourceError
from data_sources.plain_text import one_line
from data_sources.refused import out_of_memory
from data_sources.store.swept import SweptSet

ATTEMPTS = 3
"""How often a piece is begun again whose process or node was lost."""
WAITING = 2
"""Pieces a core that are handed out: one that is computed, and one that waits for the core."""


def compute_on_ray(
    cluster: Cluster, desk: Desk, settings: Sequence[Setting], workers: int | None = None
) -> Iterator[list[SweptSet]]:
    """Give what settings made, a piece at a time, whichever is done first.

    A piece has no effect but its answer, so Ray begins it again elsewhere when a process or a node is lost. Whoever
    stops listening ends what is still computed. Raises ResourceError for a node of another state, for a piece that was
    lost too often, and for a panel that is larger than the object store.
    """
    ray = cluster.ray
    parts = _in_object_store(cluster, desk)
    task = ray.remote(num_cpus=1, max_retries=ATTEMPTS)(compute_piece)
    waiting = iter(pieces_of(settings, workers or cluster.cores))
    running: dict[Any, Sequence[Setting]] = {}
    try:
        while True:
            for _ in range((workers or WAITING * cluster.cores) - len(running)):
                if (piece := next(waiting, None)) is not None:
                    running[task.remote(parts, parts.hex(), dict(state()), piece)] = piece
            if not running:
                return
            (done, *_), _ = ray.wait(list(running))
            yield _made(ray, desk, done, running.pop(done))
    finally:
        for each in running:
            ray.cancel(each, force=True)


def _in_object_store(cluster: Cluster, desk: Desk) -> Any:  # noqa: ANN401 - a reference of Ray's
    """The parts of a desk, put there once however often it computes."""
    if not cluster.shipped or cluster.shipped[0][0] is not desk:
        try:
            found = cluster.ray.put(shipped(desk, cluster.ray.cloudpickle))
        except cluster.ray.exceptions.ObjectStoreFullError as fault:
            raise _lost("the market is larger than Ray's object store", "行情大于 Ray 的对象存储", fault) from None
        cluster.shipped[:] = [(desk, found)]
    return cluster.shipped[0][1]


def _made(ray: Any, desk: Desk, done: Any, piece: Sequence[Setting]) -> list[SweptSet]:  # noqa: ANN401 - Ray has no types
    try:
        answer: Answer = ray.get(done)
    except ray.exceptions.RayTaskError as fault:
        if isinstance(fault.cause, MemoryError):
            raise out_of_memory("compute a piece of the sweep") from None
        if isinstance(fault.cause, ImportError):
            raise _lost("a node lacks this program or what it needs", "某节点缺少本程序或其依赖", fault.cause) from None
        raise
    except ray.exceptions.RayError as fault:
        raise _lost(
            f"a piece of {len(piece)} sets was lost {ATTEMPTS + 1} times",
            f"有 {len(piece)} 组的任务已丢失 {ATTEMPTS + 1} 次",
            fault,
        ) from None
    if answer.refusal:
        raise ResourceError(answer.refusal)
    return compute(desk, piece) if answer.sets is None else answer.sets


def _lost(en: str, zh: str, fault: Exception) -> ResourceError:
    why = one_line(str(fault), 300)
    return ResourceError(told(f"{en}: {why}", f"{zh}：{why}"))
