"""Pieces on all cores of this machine, in processes that share what this one has read."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from typing import Any

from backtest.app.executors.here import compute_here
from backtest.app.executors.task import Answer, Item, Shared, Task
from data_sources.errors import ResourceError
from data_sources.language.text import both

ATTEMPTS = 2
"""How often a piece is begun alone after its process ended among others: it may have been another one's hunger."""

_tasks: list[Task[Any, Any, Any]] = []


def can_fork() -> bool:
    """Whether processes can begin as copies of this one, with the market in memory that they share."""
    return sys.platform == "linux"


def compute_locally(
    task: Task[Shared, Item, Answer], pieces: Sequence[Sequence[Item]], workers: int | None = None
) -> Generator[list[Answer], None, None]:
    """Give the answers of each piece as soon as it is done, whichever is first.

    The processes begin as copies of this one: what items share and the machine code are there once, and a function of a
    notebook needs no file. Where a system cannot do that, all is computed here. A process that is ended
    from outside costs only its piece, which is begun again alone. Raises ResourceError for one whose process is ended
    then too.
    """
    count = min(workers or os.cpu_count() or 1, len(pieces))
    if count < 2 or not can_fork():  # noqa: PLR2004 - a second process
        yield from compute_here(task, pieces)
        return
    task.ready()  # once, before the copies
    lost: list[Sequence[Item]] = []
    for piece, made in _together(task, pieces, count):
        if made is None:
            lost.append(piece)
        else:
            yield made
    for piece in lost:
        yield _alone(task, piece)


def _alone(task: Task[Shared, Item, Answer], piece: Sequence[Item]) -> list[Answer]:
    for _ in range(ATTEMPTS):
        for _, made in _together(task, [piece], 1):
            if made is not None:
                return made
    raise ResourceError(
        both(
            f"the process that computed {len(piece)} {task.called} was ended from outside {ATTEMPTS + 1} times, likely "
            f"for want of memory; begin again with fewer --workers{task.kept}",
            f"计算 {len(piece)} {task.called.zh}的进程已 {ATTEMPTS + 1} 次被外部终止，多半是内存不足；"
            f"请减少 --workers 后重新开始{task.kept.zh}",
        )
    )


def _together(
    task: Task[Shared, Item, Answer], pieces: Sequence[Sequence[Item]], count: int
) -> Iterator[tuple[Sequence[Item], list[Answer] | None]]:
    """Give each piece with its answers, None for those that were not done when a process was ended."""
    _tasks[:] = [task]
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_depend_on_the_parent)
    try:
        submitted = [(pool.submit(_piece, piece), piece) for piece in pieces]
        running: dict[Future[list[Answer]], Sequence[Item]] = dict(submitted)
        while running:
            done, _ = wait(running, return_when="FIRST_COMPLETED")
            for future in done:
                piece = running.pop(future)
                yield piece, None if isinstance(future.exception(), BrokenProcessPool) else future.result()
    finally:
        _end(pool)
        _tasks.clear()


def _end(pool: ProcessPoolExecutor) -> None:
    """Whoever stops listening, or is interrupted, waits for nothing that is still computed."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _piece(items: Sequence[Any]) -> list[Any]:
    (task,) = _tasks
    return task.work(task.shared, items)


def _depend_on_the_parent() -> None:
    """A key interrupts the parent alone; what ends a copy runs nothing that was registered there; none outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A copy waits for pieces on a pipe that it holds open itself: for a killed parent it would wait for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
