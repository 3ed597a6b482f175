"""Which names of a segment to hold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.facts import Floats


def strongest(score: Floats, eligible: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Return the ``count`` eligible names with the highest score at each decision (D x N).

    A name with a NaN score is never chosen. Equal scores go by symbol order. Fewer than ``count`` when fewer qualify.
    """
    qualified = eligible & np.isfinite(score)
    order = np.argsort(np.where(qualified, -score, np.inf), axis=1, kind="stable")[:, :count]
    chosen = np.zeros_like(qualified)
    np.put_along_axis(chosen, order, np.take_along_axis(qualified, order, axis=1), axis=1)
    return chosen
