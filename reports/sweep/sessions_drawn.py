"""Which sessions of a long sweep its charts hold: a page has a budget of bytes, and forty years are twice of it."""

from __future__ import annotations

import numpy as np

from data_sources.language.text import NOTHING, Text, both
from data_sources.tables.facts import Integers

MOST = 2_000
"""Sessions of a chart: two points and more for each pixel of its width."""


def drawn_rows(count: int) -> Integers:
    """Return the rows of so many sessions that a chart holds, at equal steps back from the last one, and the first."""
    rows: Integers = np.arange(count - 1, 0, -_step(count))[::-1]
    return np.concatenate((np.array([0]), rows))


def drawn_words(count: int) -> Text:
    """Say how many sessions lie between those that are drawn; nothing where all are."""
    step = _step(count)
    if step == 1:
        return NOTHING
    return both(f"Of every {step} sessions one is drawn.", f"每 {step} 个交易日绘一点。")


def _step(count: int) -> int:
    return -(-count // MOST)
