"""Large things in a few words, for the ``repr`` of what holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMED = 3


def first_of(names: Sequence[str]) -> str:
    """The first three names and how many more there are: ``600000.SH, 600001.SH, 600002.SH and 97 more``."""
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def span_of(days: NDArray[np.datetime64]) -> str:
    """The first and the last of ascending days: ``2025-01-02 to 2025-06-30``; ``no day`` without one."""
    return f"{days[0]} to {days[-1]}" if len(days) else "no day"
