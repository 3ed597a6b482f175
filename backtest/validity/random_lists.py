"""The plain list of a strategy's names beside random lists of names like them, over the same sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from backtest.market.panel import Panel
from backtest.validity.buy_and_hold import held_growth
from backtest.validity.history import past_year
from backtest.validity.matching import match
from backtest.validity.random_baskets import DRAWS, SEED, Occasion, RandomBaskets, random_baskets
from data_sources.tables.facts import Floats
from data_sources.tables.symbols import parse_symbol


@dataclass(frozen=True)
class RandomLists:
    """``baskets`` None when nothing could be drawn; ``left_out`` are symbols that could not be bought at the base."""

    baskets: RandomBaskets | None
    names: int
    left_out: tuple[str, ...]


def random_lists(
    panel: Panel,
    symbols: Iterable[str],
    base: int,
    last: int,
    *,
    among: Iterable[str] | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
    delist_recovery: float = 0.0,
) -> RandomLists:
    """Compare a list with random ones of its size, matched on board, run-up and beta: bought equally and then held.

    Returns are total returns from the close of row ``base`` to that of row ``last``, without costs on either side.
    Nothing after the base decides who is drawn or how names are matched. A list that joined names later is judged by
    those of the base alone: a random list cannot join what it does not know.

    Parameters
    ----------
    panel : Panel
        The market, S sessions x N symbols.
    symbols : iterable of str
        The list, such as the names that a strategy's plain list holds at the base of its test part.
    base : int
        The row at whose close the lists are bought.
    last : int
        The last row, ``base`` or later.
    among : iterable of str, optional
        The names to draw from, the list's own are added; by default all of the store that had traded by the base. In a
        store of report names that holds the picks of later reports, so that it is a pool of winners, hard to beat.
    draws : int, default DRAWS
        How many random lists.
    seed : int, default SEED
        Start of the random numbers.
    delist_recovery : float, default 0.0
        As in ``held_growth``, for the names of the list and of the random ones alike.
    """
    returns = held_growth(panel, base, last, delist_recovery=delist_recovery)[-1] - 1.0
    asked = tuple(dict.fromkeys(symbols))
    if among is not None:
        drawn = {*among, *asked}
        returns = np.where([symbol in drawn for symbol in panel.symbols], returns, np.nan)
    there = [s for s in asked if s in panel.position and np.isfinite(returns[panel.position[s]])]
    chosen = tuple(panel.position[symbol] for symbol in there)
    found = random_baskets([occasion(panel, returns, chosen, base)], draws=draws, seed=seed)
    return RandomLists(found, len(chosen), tuple(symbol for symbol in asked if symbol not in there))


def occasion(panel: Panel, returns: Floats, chosen: tuple[int, ...], base: int) -> Occasion:
    """Match a list, columns of the panel, by what was known at its base; names (N) without a return are not drawn."""
    boards = [parse_symbol(symbol).board for symbol in panel.symbols]
    past = past_year(panel, base)
    return Occasion(returns, match(boards, past.run_up, past.beta, np.isfinite(returns), chosen), chosen)
