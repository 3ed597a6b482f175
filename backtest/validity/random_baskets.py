"""Whether a list of names was better than chance: random lists of the same size, boards and dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.facts import Floats

SEED = 20250206
DRAWS = 2000


@dataclass(frozen=True)
class Occasion:
    """One list on its date: what every name known then did, and which of them were on the list.

    ``returns`` (N) are fractions, NaN for a name that was not there; ``groups`` (N) are board names; ``chosen`` are
    columns with a return.
    """

    returns: Floats
    groups: Sequence[str | None]
    chosen: Sequence[int]


@dataclass(frozen=True)
class RandomBaskets:
    """The list's mean among random ones; ``percentile`` 0.9 means better than nine of ten, ties counting half.

    ``low``, ``median`` and ``high`` are the 5th, 50th and 95th percentile of the random means, ``pool`` the number of
    names that could be drawn.
    """

    percentile: float
    low: float
    median: float
    high: float
    draws: int
    pool: int


def random_baskets(occasions: Sequence[Occasion], *, draws: int = DRAWS, seed: int = SEED) -> RandomBaskets | None:
    """Draw for each occasion as many names of each board as its list has, without replacement; compare the means.

    The mean of a draw is over the names of all its occasions. The seed is fixed, so that a page is the same twice.
    None when nothing is left to chance: no list, or no board with more names than the list took.

    Parameters
    ----------
    occasions : sequence of Occasion
        The lists to judge, one per date.
    draws : int, default DRAWS
        How many random lists stand beside each.
    seed : int, default SEED
        Start of the random numbers.
    """
    random = np.random.default_rng(seed)
    sums, count, own, pool, free = np.zeros(draws), 0, 0.0, 0, False
    for occasion in occasions:
        columns = np.array(occasion.chosen, dtype=np.int64)
        known = np.isfinite(occasion.returns)
        groups = np.array([group or "" for group in occasion.groups])
        pool += int(known.sum())
        for group in sorted({groups[column] for column in columns}):
            candidates = occasion.returns[known & (groups == group)]
            size = int((groups[columns] == group).sum())
            free = free or len(candidates) > size
            sums += _draw(random, candidates, size, draws)
            count += size
        own += float(occasion.returns[columns].sum())
    if not (count and free):
        return None
    means = sums / count
    low, median, high = np.quantile(means, (0.05, 0.5, 0.95))
    mine = own / count
    # Equal lists must tie although their sums were added in another order.
    tie = np.isclose(means, mine, rtol=0, atol=1e-12)
    percentile = float((((means < mine) & ~tie) + 0.5 * tie).mean())
    return RandomBaskets(percentile, float(low), float(median), float(high), draws, pool)


def _draw(random: np.random.Generator, candidates: Floats, size: int, draws: int) -> Floats:
    """Return the sum of ``size`` different candidates, for each draw."""
    if size >= len(candidates):
        return np.full(draws, candidates.sum())
    order: NDArray[np.int64] = np.argpartition(random.random((draws, len(candidates))), size, axis=1)[:, :size]
    sums: Floats = candidates[order].sum(axis=1)
    return sums
