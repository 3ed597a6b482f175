"""Sets on all cores of this machine, in processes that share what this one has read."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.executors.here import compute_here
from backtest.app.sweep.setting import Setting
from backtest.engine.compiled import machine_code
from backtest.engine.walk import run_sessions
from data_sources.errors import ResourceError
from data_sources.language.text import both
from data_sources.store.swept import SweptSet

ATTEMPTS = 2
"""How often a piece is begun alone after its process ended among others: it may have been another one's hunger."""

_desk: list[Desk] = []


def can_fork() -> bool:
    """Whether processes can begin as copies of this one, with the market in memory that they share."""
    return sys.platform == "linux"


def compute_locally(
    desk: Desk, pieces: Sequence[Sequence[Setting]], workers: int | None = None
) -> Iterator[list[SweptSet]]:
    """Give what each piece made as soon as it is done, whichever is first.

    The processes begin as copies of this one: the panel, the history and the machine code are there once, and a
    function of a notebook needs no file. Where a system cannot do that, all is computed here. A process that is ended
    from outside costs only its piece, which is begun again alone. Raises ResourceError for one whose process is ended
    then too.
    """
    count = min(workers or os.cpu_count() or 1, len(pieces))
    if count < 2 or not can_fork():  # noqa: PLR2004 - a second process
        yield from compute_here(desk, pieces)
        return
    machine_code(run_sessions)  # once, before the copies
    lost: list[Sequence[Setting]] = []
    for piece, made in _together(desk, pieces, count):
        if made is None:
            lost.append(piece)
        else:
            yield made
    for piece in lost:
        yield _alone(desk, piece)


def _alone(desk: Desk, piece: Sequence[Setting]) -> list[SweptSet]:
    for _ in range(ATTEMPTS):
        for _, made in _together(desk, [piece], 1):
            if made is not None:
                return made
    raise ResourceError(
        both(
            f"the process that computed {len(piece)} sets was ended from outside {ATTEMPTS + 1} times, likely for want "
            "of memory; what is done is kept: sweep with fewer --workers",
            f"计算 {len(piece)} 组的进程已 {ATTEMPTS + 1} 次被外部终止，多半是内存不足；"
            "已完成的已保存：请减少 --workers",
        )
    )


def _together(
    desk: Desk, pieces: Sequence[Sequence[Setting]], count: int
) -> Iterator[tuple[Sequence[Setting], list[SweptSet] | None]]:
    """Give each piece with what it made, None for those that were not done when a process was ended."""
    _desk[:] = [desk]
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_leave_signals_to_the_parent)
    try:
        submitted = [(pool.submit(_piece, piece), piece) for piece in pieces]
        running: dict[Future[list[SweptSet]], Sequence[Setting]] = dict(submitted)
        while running:
            done, _ = wait(running, return_when="FIRST_COMPLETED")
            for future in done:
                piece = running.pop(future)
                yield piece, None if isinstance(future.exception(), BrokenProcessPool) else future.result()
    finally:
        _end(pool)
        _desk.clear()


def _end(pool: ProcessPoolExecutor) -> None:
    """Whoever stops listening, or is interrupted, waits for nothing that is still computed."""
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _piece(settings: Sequence[Setting]) -> list[SweptSet]:
    return compute(_desk[0], settings)


def _leave_signals_to_the_parent() -> None:
    """A key interrupts the parent alone, and what ends a copy runs nothing that somebody registered in the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
