"""Pieces handed out to a Ray cluster, as many as it works on at a time; a lost node costs only its pieces."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from backtest.app.executors.on_ray.cluster import Cluster, told
from backtest.app.executors.on_ray.piece import Reply, compute_piece
from backtest.app.executors.on_ray.shipping import shipped
from backtest.app.executors.on_ray.state import state
from backtest.app.executors.pieces import pieces_of
from backtest.app.executors.task import Answer, Item, Shared, Task
from data_sources.errors import ResourceError
from data_sources.language.text import NOTHING, Text, both
from data_sources.plain_text import one_line
from data_sources.refused import out_of_memory

ATTEMPTS = 3
"""How often a piece is begun again whose process or node was lost."""
WAITING = 2
"""Pieces a core that are handed out: one that is computed, and one that waits for the core."""


def compute_on_ray(
    cluster: Cluster, task: Task[Shared, Item, Answer], items: Sequence[Item], workers: int | None = None
) -> Generator[list[Answer], None, None]:
    """Give the answers for items, a piece at a time, whichever is done first.

    A piece has no effect but its answer, so Ray begins it again elsewhere when a process or a node is lost. Whoever
    stops listening ends what is still computed. Raises ResourceError for a node of another state, for a piece that was
    lost too often, and for a panel that is larger than the object store.
    """
    ray = cluster.ray
    parts = _in_object_store(cluster, task)
    remote = ray.remote(num_cpus=1, max_retries=ATTEMPTS)(compute_piece)
    waiting = iter(pieces_of(items, workers or cluster.cores, task.largest))
    running: dict[Any, Sequence[Item]] = {}
    try:
        while True:
            for _ in range((workers or WAITING * cluster.cores) - len(running)):
                if (piece := next(waiting, None)) is not None:
                    running[remote.remote(parts, parts.hex(), dict(state()), piece)] = piece
            if not running:
                return
            (done, *_), _ = ray.wait(list(running))
            yield _made(ray, task, done, running.pop(done))
    finally:
        for each in running:
            ray.cancel(each, force=True)


def _in_object_store(cluster: Cluster, task: Task[Any, Any, Any]) -> Any:  # noqa: ANN401 - a reference of Ray's
    """The parts of a task, put there once however often it computes."""
    there = cluster.shipped[0][0] if cluster.shipped else None
    if there is None or there.shared is not task.shared or there.work is not task.work:
        try:
            found = cluster.ray.put(shipped(task, cluster.ray.cloudpickle))
        except cluster.ray.exceptions.ObjectStoreFullError as fault:
            raise _lost(
                both("the market is larger than Ray's object store", "行情大于 Ray 的对象存储"), fault
            ) from None
        cluster.shipped[:] = [(task, found)]
    return cluster.shipped[0][1]


def _made(
    ray: Any,  # noqa: ANN401 - Ray has no types
    task: Task[Shared, Item, Answer],
    done: Any,  # noqa: ANN401 - as above
    piece: Sequence[Item],
) -> list[Answer]:
    try:
        reply: Reply = ray.get(done)
    except ray.exceptions.RayTaskError as fault:
        if isinstance(fault.cause, MemoryError):
            raise out_of_memory(f"compute {len(piece)} {task.called}") from None
        if isinstance(fault.cause, ImportError):
            lacks = both("a node lacks this program or what it needs", "某节点缺少本程序或其依赖")
            raise _lost(lacks, fault.cause, task.kept) from None
        raise
    except ray.exceptions.RayError as fault:
        what = both(
            f"a piece of {len(piece)} {task.called} was lost {ATTEMPTS + 1} times",
            f"有 {len(piece)} {task.called.zh}的任务已丢失 {ATTEMPTS + 1} 次",
        )
        raise _lost(what, fault, task.kept) from None
    if reply.refusal:
        raise ResourceError(reply.refusal)
    return task.work(task.shared, piece) if reply.answers is None else reply.answers


def _lost(what: Text, fault: Exception, kept: Text = NOTHING) -> ResourceError:
    why = one_line(str(fault), 300)
    words = told(f"{what}: {why}", f"{what.zh}：{why}")
    return ResourceError(both(f"{words}{kept}", f"{words.zh}{kept.zh}"))
