"""The pieces of a task: what one process takes at a time, and loses when it ends."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.app.executors.task import Item

PIECES_A_WORKER = 8
"""Few pieces share more work, many end together."""


def pieces_of(items: Sequence[Item], workers: int, largest: int) -> list[Sequence[Item]]:
    """Cut items into runs of neighbours: settings of a sweep that lie beside each other often share a decision."""
    size = max(1, min(largest, -(-len(items) // (workers * PIECES_A_WORKER))))
    return [items[k : k + size] for k in range(0, len(items), size)]
