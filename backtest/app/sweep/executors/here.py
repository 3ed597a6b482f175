"""Sets one after the other in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backtest.app.sweep.desk import Desk, compute
from backtest.app.sweep.setting import Setting
from data_sources.store.swept import SweptSet


def compute_here(desk: Desk, pieces: Sequence[Sequence[Setting]]) -> Iterator[list[SweptSet]]:
    """Give what each piece made as soon as it is done, in order."""
    for piece in pieces:
        yield compute(desk, piece)
