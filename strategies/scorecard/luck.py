"""Whether a list of names was better than chance, and from which names chance may draw.

``reports``: the names that reports had given by the publication, the list's own among them; what a reader could have
picked instead. Every board must have more of them than the list took, or there is no answer. ``store``: every name
of the store that had traded by the base. In a store of report names that pool holds the picks of later reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from backtest.validity.random_baskets import Occasion, RandomBaskets, random_baskets
from data_sources.tables.facts import Floats
from data_sources.tables.symbols import parse_symbol
from strategies.documents.library import memberships
from strategies.scorecard.price_change import Prices
from strategies.scorecard.window import Window

Pool: TypeAlias = Literal["store", "reports"]
Lists: TypeAlias = "Sequence[tuple[tuple[int, ...], Window]]"


@dataclass(frozen=True)
class Luck:
    """Lists beside random ones; ``baskets`` None when nothing could be drawn, ``too_few`` then says on which boards.

    ``own`` of the names that could be drawn are the lists' own, ``later`` were first named by a later report.
    """

    baskets: RandomBaskets | None
    own: int
    later: int
    too_few: tuple[str, ...]


def luck_of(prices: Prices, lists: Lists, pool: Pool) -> Luck:
    """Compare lists, columns of the panel each with its window, with random ones of their sizes, boards and dates."""
    occasions = [_occasion(prices, columns, window, pool) for columns, window in lists]
    too_few = tuple(
        f"{board} {known} for {size}" for each in occasions for board, size, known in _boards(each) if known <= size
    )
    refused = pool == "reports" and bool(too_few)
    return Luck(
        baskets=None if refused else random_baskets(occasions),
        own=sum(len(columns) for columns, _ in lists),
        later=sum(
            len(_symbols(prices, each) & _named_later(window))
            for each, (_, window) in zip(occasions, lists, strict=True)
        ),
        too_few=too_few if refused else (),
    )


def _occasion(prices: Prices, columns: tuple[int, ...], window: Window, pool: Pool) -> Occasion:
    """What every name of the pool did from the base on."""
    symbols = prices.panel.symbols
    returns: Floats = prices.price[window.last] / prices.price[window.base] - 1.0
    if pool == "reports":
        named = {each.symbol for each in memberships(as_of=window.published)}
        own = {symbols[column] for column in columns}
        returns = np.where([symbol in named | own for symbol in symbols], returns, np.nan)
    return Occasion(returns, [parse_symbol(symbol).board for symbol in symbols], columns)


def _boards(occasion: Occasion) -> list[tuple[str, int, int]]:
    """One row per board of the list: how many of its names are on the list and in the pool."""
    wanted = Counter(occasion.groups[column] for column in occasion.chosen)
    known = Counter(occasion.groups[column] for column in np.flatnonzero(np.isfinite(occasion.returns)).tolist())
    return sorted((board or "other", size, known[board]) for board, size in wanted.items())


def _symbols(prices: Prices, occasion: Occasion) -> set[str]:
    return {prices.panel.symbols[column] for column in np.flatnonzero(np.isfinite(occasion.returns)).tolist()}


def _named_later(window: Window) -> set[str]:
    """The symbols that no report had named by the publication and a later one did."""
    known = {each.symbol for each in memberships(as_of=window.published)}
    return {each.symbol for each in memberships()} - known
