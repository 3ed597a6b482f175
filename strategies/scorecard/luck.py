"""Whether a list of names was better than chance, and from which names chance may draw.

``reports``: the names that reports had given by the publication, the list's own among them; what a reader could have
picked instead. Every board must have more of them than the list took, or there is no answer. ``store``: every name
of the store that had traded by the base. In a store of report names that pool holds the picks of later reports.
Random lists are matched on board, run-up and beta as far as the pool allows, see ``backtest.validity.matching``; their
returns are price changes, as those of the list that the reports' standards judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from backtest.validity.buy_and_hold import buyable
from backtest.validity.random_baskets import Occasion, RandomBaskets, random_baskets
from backtest.validity.random_lists import occasion
from data_sources.language.text import Text, both
from data_sources.tables.facts import Floats
from data_sources.tables.symbols import parse_symbol
from strategies.scorecard.price_change import Prices
from strategies.scorecard.window import Window

Pool: TypeAlias = Literal["store", "reports"]
Named: TypeAlias = Mapping[str, date]
"""By symbol the first day on which a report that names it was known."""
Lists: TypeAlias = "Sequence[tuple[tuple[int, ...], Window]]"


@dataclass(frozen=True)
class Luck:
    """Lists beside random ones; ``baskets`` None when nothing could be drawn, ``too_few`` then says on which boards.

    ``own`` of the names that could be drawn are the lists' own, ``later`` were first named by a later report.
    """

    baskets: RandomBaskets | None
    own: int
    later: int
    too_few: tuple[Text, ...]


def luck_of(prices: Prices, lists: Lists, pool: Pool, named: Named) -> Luck:
    """Compare lists, columns of the panel each with its window, with random ones matched to them on their dates."""
    occasions = [_occasion(prices, columns, window, pool, named) for columns, window in lists]
    too_few = tuple(word for each in occasions for word in _too_few(prices, each)) if pool == "reports" else ()
    return Luck(
        baskets=None if too_few else random_baskets(occasions),
        own=sum(len(columns) for columns, _ in lists),
        later=sum(
            len(_drawable(prices, each) & _named_later(named, window))
            for each, (_, window) in zip(occasions, lists, strict=True)
        ),
        too_few=too_few,
    )


def _occasion(prices: Prices, columns: tuple[int, ...], window: Window, pool: Pool, named: Named) -> Occasion:
    """What every name of the pool did from the base on, and which of them are like the list's."""
    symbols = prices.panel.symbols
    own = np.zeros(len(symbols), dtype=np.bool_)
    own[list(columns)] = True
    can_be_drawn = own | buyable(prices.panel, window.base)
    if pool == "reports":
        known = np.array([named.get(symbol, date.max) <= window.published for symbol in symbols])
        can_be_drawn &= own | known
    returns: Floats = prices.price[window.last] / prices.price[window.base] - 1.0
    return occasion(prices.panel, np.where(can_be_drawn, returns, np.nan), columns, window.base)


BOARDS = {"main": "主板", "star": "科创板", "chinext": "创业板", "beijing": "北交所", "other": "其他板块"}


def _too_few(prices: Prices, each: Occasion) -> list[Text]:
    """Say of each board of the list, of which the pool has no name to spare, how many it has for how many."""
    boards = [parse_symbol(symbol).board for symbol in prices.panel.symbols]
    wanted = Counter(boards[column] for column in each.chosen)
    known = Counter(boards[column] for column in np.flatnonzero(each.matching.cells >= 0).tolist())
    counted = sorted((board or "other", size, known[board]) for board, size in wanted.items())
    return [
        both(f"{board} {there} for {size}", f"{BOARDS.get(board, board)}需 {size} 只、仅有 {there} 只")
        for board, size, there in counted
        if there <= size
    ]


def _drawable(prices: Prices, each: Occasion) -> set[str]:
    return {prices.panel.symbols[column] for column in np.flatnonzero(each.matching.cells >= 0).tolist()}


def _named_later(named: Named, window: Window) -> set[str]:
    """The symbols that no report had named by the publication and a later one did."""
    return {symbol for symbol, first in named.items() if first > window.published}
