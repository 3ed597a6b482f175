"""The pieces of a sweep: what one process takes at a time, and loses when it ends."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.app.sweep.setting import Setting

PIECES_A_WORKER = 8
"""Few pieces share more work, many end together."""
LARGEST_PIECE = 50
"""Sets that are computed again at most when a process ends or a key interrupts."""


def pieces_of(settings: Sequence[Setting], workers: int) -> list[Sequence[Setting]]:
    """Cut settings into runs of neighbours, which often share a decision."""
    size = max(1, min(LARGEST_PIECE, -(-len(settings) // (workers * PIECES_A_WORKER))))
    return [settings[k : k + size] for k in range(0, len(settings), size)]
