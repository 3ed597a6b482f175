"""Pieces one after the other in this process."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from backtest.app.executors.task import Answer, Item, Shared, Task


def compute_here(
    task: Task[Shared, Item, Answer], pieces: Sequence[Sequence[Item]]
) -> Generator[list[Answer], None, None]:
    """Give the answers of each piece as soon as it is done, in order."""
    for piece in pieces:
        yield task.work(task.shared, piece)
