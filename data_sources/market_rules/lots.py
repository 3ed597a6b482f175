"""Board lots (申报数量): the least quantity of an order and the step above it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data_sources.market_rules.tables import rule_rows
from data_sources.tables.symbols import BOARDS


def lot_sizes() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The least quantity and the step by board (4 each), in shares."""
    rows = {row["board"]: row for row in rule_rows("lots")}
    minimum = [int(rows[board]["minimum"]) for board in BOARDS]
    step = [int(rows[board]["step"]) for board in BOARDS]
    return np.array(minimum, dtype=np.int64), np.array(step, dtype=np.int64)
