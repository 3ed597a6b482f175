"""Made sweeps without skill: daily returns of many settings and of their benchmark, whose best is luck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from benchmarks.calibration.processes import student
from data_sources.tables.facts import Floats

Sweep: TypeAlias = Callable[[np.random.Generator, int], tuple[Floats, Floats]]

MARKET = 0.012  # deviation of a day of the index
OWN = 0.02  # of what a share does by itself
SECTOR = 0.012  # of what the shares of a sector do together
RISE = 0.0006  # mean of a day of a rising index: 15% a year
BETA_SPREAD = 0.3
LIMIT = 0.1
STOCKS, SECTORS, BEFORE, MONTH = 60, 6, 250, 21
LOOKBACKS = np.unique(np.geomspace(5, BEFORE, 20).round().astype(np.int64))
TOPS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)
SETTINGS = len(LOOKBACKS) * len(TOPS)


@dataclass(frozen=True)
class NoiseMarket:
    """A kind of made sweep; ``draw`` gives returns (n, m) and the benchmark (n,)."""

    name: str
    draw: Sweep


def independent(random: np.random.Generator, sessions: int, rise: float = 0.0) -> tuple[Floats, Floats]:
    """Draw settings that share the index and nothing else."""
    index = rise + MARKET * student(random, sessions, 1, 5)
    return index + OWN * student(random, sessions, SETTINGS, 5) / 2.0, index[:, 0]


def momentum(
    random: np.random.Generator, sessions: int, *, rise: float = 0.0, sector: float = 0.0, beta_spread: float = 0.0
) -> tuple[Floats, Floats]:
    """Draw the grid of a momentum rule, lookback times top, on random walks that moved without memory.

    Each month the shares are ranked by their return over the lookback and the first ``top`` held in equal weight. What
    they had earned says nothing of what they will, so no setting has skill; settings that hold the same shares move
    together.
    """
    days = sessions + BEFORE
    index = rise + MARKET * student(random, days, 1, 5)
    betas = 1.0 + beta_spread * random.standard_normal(STOCKS)
    together = sector * random.standard_normal((days, SECTORS))[:, np.arange(STOCKS) % SECTORS]
    shares = np.clip(betas * index + together + OWN * student(random, days, STOCKS, 5), -LIMIT, LIMIT)
    wealth = np.concatenate((np.zeros((1, STOCKS)), np.cumsum(np.log1p(shares), axis=0)))
    returns = np.empty((sessions, SETTINGS))
    for first in range(BEFORE, days, MONTH):
        month = slice(first, min(first + MONTH, days))
        best = np.argsort(wealth[first - LOOKBACKS] - wealth[first], axis=1)  # (lookbacks, shares), the best first
        lists = np.concatenate([held(best[:, :top]) for top in TOPS])
        returns[month.start - BEFORE : month.stop - BEFORE] = shares[month] @ lists.T
    return returns, index[BEFORE:, 0]


def held(names: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> Floats:
    """Return equal weights (lists, shares) of lists of names (lists, names)."""
    weights = np.zeros((len(names), STOCKS))
    np.put_along_axis(weights, names, 1.0 / names.shape[1], axis=1)
    return weights


NOISE_MARKETS = (
    NoiseMarket("independent settings", independent),
    NoiseMarket("independent settings, rising index", lambda random, n: independent(random, n, RISE)),
    NoiseMarket("momentum grid", momentum),
    NoiseMarket(
        "momentum grid, rising index, sectors", lambda random, n: momentum(random, n, rise=RISE, sector=SECTOR)
    ),
    NoiseMarket(
        "the same, betas of 1 +- 0.3",
        lambda random, n: momentum(random, n, rise=RISE, sector=SECTOR, beta_spread=BETA_SPREAD),
    ),
)
