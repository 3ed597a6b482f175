"""Large things in a few words, for the ``repr`` of what holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data_sources.language.text import Text, both, said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAMED = 3


def first_of(names: Sequence[str]) -> Text:
    """The first three names and how many more there are: ``600000.SH, 600001.SH, 600002.SH and 97 more``."""
    first, chinese = ", ".join(names[:NAMED]), "、".join(said(name, "zh") for name in names[:NAMED])
    if len(names) <= NAMED:
        return both(first, chinese)
    return both(f"{first} and {len(names) - NAMED:,} more", f"{chinese} 等 {len(names):,} 个")


def span_of(days: NDArray[np.datetime64]) -> str:
    """The first and the last of ascending days: ``2025-01-02 to 2025-06-30``; ``no day`` without one."""
    return f"{days[0]} to {days[-1]}" if len(days) else "no day"
