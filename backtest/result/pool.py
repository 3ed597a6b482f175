"""The equal weight of the names that one could choose from: what picking without any skill would have made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from backtest.market.corporate_events import RENAME
from backtest.market.panel import Panel
from backtest.validity.buy_and_hold import held_growth
from data_sources.tables.facts import Booleans, Floats


@dataclass(frozen=True)
class EqualWeightPool:
    """The pool, bought at the base in equal weights and then left alone.

    Parameters
    ----------
    growth : array of shape (T,)
        What one CNY became, base first and there 1.0, dividends before tax reinvested, no costs: a benchmark like any
        other, so that an excess and its interval can be computed against it.
    names : int
        How many names are in it.
    without_bar : tuple of str
        Symbols asked for that had no bar by the base, or were delisted or renamed by then: left out.
    ended : int
        How many of the names had their last bar before the last session: delisted on the way, and stand at what that
        paid, or suspended, and stand at it.
    """

    growth: Floats
    names: int
    without_bar: tuple[str, ...]
    ended: int


def equal_weight_pool(
    panel: Panel, base: int, last: int, symbols: Iterable[str] | None = None, *, delist_recovery: float = 0.0
) -> EqualWeightPool | None:
    """Return the pool over the sessions from row ``base`` to row ``last`` of the panel.

    None without any name, and when all of it was lost: there is no return against nothing.

    Nothing after the base decides what is in it. It is bought once: a daily equal weight would sell what rose and buy
    what fell each evening at no cost, which nobody can do. ``held_growth`` says what becomes of names that end.

    Parameters
    ----------
    panel : Panel
        The market, S sessions x N symbols.
    base : int
        The row at whose close the pool is bought.
    last : int
        The last row, ``base`` or later.
    symbols : iterable of str, optional
        The names that were known by the base, such as all that some report had named by then; by default every name
        of the store with a bar by then, the universe that a user's own file chose from.
    delist_recovery : float, default 0.0
        What a delisted name without ``delist_value`` recovers of its last value, the option of the run beside it.
    """
    growth = held_growth(panel, base, last, delist_recovery=delist_recovery)
    there = np.isfinite(growth[0])
    asked = list(panel.symbols if symbols is None else dict.fromkeys(symbols))
    columns = [panel.position[each] for each in asked if each in panel.position and there[panel.position[each]]]
    if not columns:
        return None
    path = growth[:, columns].mean(axis=1)
    if path.min() <= 0:
        return None
    known = {panel.symbols[column] for column in columns}
    return EqualWeightPool(
        growth=path,
        names=len(columns),
        without_bar=() if symbols is None else tuple(each for each in asked if each not in known),
        ended=int((~panel.traded[last, columns] & ~_renamed(panel, base, last)[columns]).sum()),
    )


def _renamed(panel: Panel, base: int, last: int) -> Booleans:
    """Which names (N) were renamed or merged after the base: they go on as their successors."""
    events, renamed = panel.events, np.zeros(len(panel.symbols), dtype=np.bool_)
    renamed[events.symbol[(events.kind == RENAME) & (events.session > base) & (events.session <= last)]] = True
    return renamed
