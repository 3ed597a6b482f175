"""Index levels from the factors of the simulation; they all start at 1000, far from any real level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_sources.sample_market.draws import Stream, shocks
from data_sources.sample_market.listings import GROUPS
from data_sources.sample_market.returns import Returns
from data_sources.sample_market.sessions import all_sessions
from data_sources.tables.facts import IndexSeries

START_LEVEL = 1000.0
DIVIDEND_YIELD = 0.025  # a year, spread over the sessions
SESSIONS_A_YEAR = 242
NOISE_DAILY = 0.003


@dataclass(frozen=True)
class IndexRecipe:
    """How an index follows the market and its groups; ``noisy`` gives it a movement of its own."""

    symbol: str
    beta: float
    groups: tuple[str, ...] = ()
    dividends: float = 0.0
    noisy: bool = True


RECIPES = (
    IndexRecipe("000300.SH", 1.0, noisy=False),
    IndexRecipe("H00300.CSI", 1.0, dividends=DIVIDEND_YIELD, noisy=False),
    IndexRecipe("000688.SH", 1.2, ("chips", "equipment", "devices")),
    IndexRecipe("000852.SH", 1.1, ("power", "cooling", "materials", "devices")),
    IndexRecipe("000905.SH", 1.05, ("materials", "power", "servers")),
    IndexRecipe("399006.SZ", 1.15, ("optical", "power", "boards")),
    IndexRecipe("930851.CSI", 1.1, ("servers",)),
    IndexRecipe("931071.CSI", 1.1, ("chips", "servers", "optical")),
    IndexRecipe("931160.CSI", 1.1, ("optical", "devices")),
    IndexRecipe("H30184.CSI", 1.15, ("chips", "equipment", "storage", "materials")),
)


def draw_indices(seed: int, returns: Returns) -> dict[str, IndexSeries]:
    """Return the closes of every index over all sessions, in symbol order."""
    sessions = all_sessions()
    noise = NOISE_DAILY * shocks(seed, Stream.INDICES, (len(sessions), len(RECIPES)))
    series = {}
    for column, recipe in enumerate(RECIPES):
        daily = recipe.beta * returns.market + recipe.dividends / SESSIONS_A_YEAR
        for group in recipe.groups:
            daily = daily + returns.groups[:, GROUPS.index(group)] / len(recipe.groups)
        if recipe.noisy:
            daily = daily + noise[:, column]
        levels = START_LEVEL * np.cumprod(1 + daily)
        series[recipe.symbol] = IndexSeries(recipe.symbol, sessions, np.floor(levels * 1000 + 0.5) / 1000)
    return dict(sorted(series.items()))
