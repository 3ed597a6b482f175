"""Whether a list of names was better than chance: random lists of the same size, of names like its own, on its dates.

The list is one more random list if it was chosen without skill, so its place among ``m`` drawn ones is uniform. With
``b`` of them at least as good, (b + 1) / (m + 1) is the exact chance of a place as good or better, and never zero
(Phipson and Smyth, "Permutation p-values should never be zero", 2010). Ties count against the list: when everything
returned the same, no list was better than another. The list's own names are among those drawn, for a random list may
hit them; how many it hits on average is said, because a list beside itself shows little. The place is exact for a list
chosen without skill within its cells: where these had to be made coarse, a list of the names that ran up most in its
cell is still helped or hurt by that, so the level of matching stands beside the number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backtest.validity.matching import Level, Matching
from data_sources.tables.facts import Floats

SEED = 20250206
DRAWS = 2000
CELLS_AT_A_TIME = 2_000_000  # random numbers held at once, 16 MB


@dataclass(frozen=True)
class Occasion:
    """One list on its date: what every name known then did, which were on the list, and which names are alike.

    ``returns`` (N) are fractions; ``chosen`` are columns with a return and a cell of ``matching``.
    """

    returns: Floats
    matching: Matching
    chosen: Sequence[int]


@dataclass(frozen=True)
class RandomBaskets:
    """The list's mean among random ones.

    Parameters
    ----------
    mean : float
        The mean return of the list's names, a fraction.
    percentile : float
        The share of all lists, the list itself among them, that it was better than: ``1 - p_value``.
    p_value : float
        (b + 1) / (m + 1): b of the m random lists were at least as good.
    low, median, high : float
        The 5th, 50th and 95th percentile of the random means.
    draws : int
        The number m of random lists.
    pool : int
        The number of names that could be drawn.
    own_share : float
        The share of a random list's names that are the list's own, on average.
    matched : mapping of level to int
        How many names of the list stood beside names like them in board, run-up and beta, and how many in fewer.
    unranked : int
        Names of the list without a history long enough for run-up or beta.
    """

    mean: float
    percentile: float
    p_value: float
    low: float
    median: float
    high: float
    draws: int
    pool: int
    own_share: float
    matched: Mapping[Level, int]
    unranked: int


def random_baskets(occasions: Sequence[Occasion], *, draws: int = DRAWS, seed: int = SEED) -> RandomBaskets | None:
    """Draw for each occasion as many names of each cell as its list has, without replacement; compare the means.

    The mean of a draw is over the names of all its occasions. The seed is fixed, so that a page is the same twice.
    None when nothing is left to chance: no list, or no cell with more names than the list took.

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
    sums, own, pool, overlap, free = np.zeros(draws), 0.0, 0, 0.0, False
    for occasion in occasions:
        columns, cells = np.array(occasion.chosen, dtype=np.int64), occasion.matching.cells
        pool += int((cells >= 0).sum())
        own += float(occasion.returns[columns].sum())
        for cell, size in sorted(Counter(cells[columns].tolist()).items()):
            candidates = occasion.returns[cells == cell]
            free = free or len(candidates) > size
            overlap += size * size / len(candidates)
            sums += _draw(random, candidates, size, draws)
    count = sum(len(occasion.chosen) for occasion in occasions)
    if not (count and free):
        return None
    means, mine = sums / count, own / count
    p_value = _p_value(means, mine)
    low, median, high = (float(each) for each in np.quantile(means, (0.05, 0.5, 0.95)))
    matchings = [occasion.matching for occasion in occasions]
    return RandomBaskets(
        mean=mine,
        percentile=1.0 - p_value,
        p_value=p_value,
        low=low,
        median=median,
        high=high,
        draws=draws,
        pool=pool,
        own_share=overlap / count,
        matched={level: sum(each.matched[level] for each in matchings) for level in matchings[0].matched},
        unranked=sum(each.unranked for each in matchings),
    )


def _p_value(means: Floats, mine: float) -> float:
    """(b + 1) / (m + 1); equal lists must tie although their sums were added in another order."""
    at_least = (means > mine) | np.isclose(means, mine, rtol=0, atol=1e-12)
    return (int(at_least.sum()) + 1) / (len(means) + 1)


def _draw(random: np.random.Generator, candidates: Floats, size: int, draws: int) -> Floats:
    """Return the sum of ``size`` different candidates, for each draw."""
    if size >= len(candidates):
        return np.full(draws, candidates.sum())
    some = max(CELLS_AT_A_TIME // len(candidates), 1)
    parts = [_draw_some(random, candidates, size, min(some, draws - done)) for done in range(0, draws, some)]
    return np.concatenate(parts)


def _draw_some(random: np.random.Generator, candidates: Floats, size: int, draws: int) -> Floats:
    order: NDArray[np.int64] = np.argpartition(random.random((draws, len(candidates))), size, axis=1)[:, :size]
    sums: Floats = candidates[order].sum(axis=1)
    return sums
