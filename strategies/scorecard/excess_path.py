"""How far names were ahead of their indices, session by session: averages, their intervals, and names that move as one.

A path starts with 0 at the base. Its step is what all names did on one day together, less their indices, over the price
at the base, so names that move as one make an interval no narrower.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from backtest.validity.interval import LEAST_SESSIONS, Interval, mean_interval
from data_sources.tables.facts import Floats
from strategies.documents.rating import RatingStandard
from strategies.scorecard.benchmark import is_beijing, levels_for
from strategies.scorecard.price_change import Prices
from strategies.scorecard.window import Window


@dataclass(frozen=True)
class Ahead:
    """Names over one window, each beside the index of its market.

    ``columns`` are those of the panel that had a base price and an index at both ends; ``excess`` is sessions + 1 x
    names, fractions of the base price, from 0 on.
    """

    window: Window
    columns: tuple[int, ...]
    excess: Floats


def ahead_of(prices: Prices, standard: RatingStandard, symbols: Iterable[str], window: Window) -> Ahead:
    """Return the excess of names over the benchmarks of a standard; names that cannot be compared are left out."""
    panel, rows = prices.panel, slice(window.base, window.last + 1)
    columns, paths = [], []
    for symbol in symbols:
        column = panel.position.get(symbol)
        levels = levels_for(panel, standard, window, beijing=is_beijing(symbol))
        if column is None or levels is None or not np.isfinite(prices.price[window.base, column]):
            continue
        columns.append(column)
        closes = prices.price[rows, column]
        paths.append(closes / closes[0] - levels / levels[0])
    sessions = window.last + 1 - window.base
    return Ahead(window, tuple(columns), np.array(paths, dtype=np.float64).reshape(len(paths), sessions).T)


def at_the_end(lists: Sequence[Ahead]) -> Floats:
    """Return the excess of each name of several lists at the end of its window."""
    return np.concatenate([each.excess[-1] for each in lists]) if lists else np.zeros(0)


def interval_of(lists: Sequence[Ahead]) -> Interval | None:
    """Return the interval of the average excess of all names: that of the mean of its steps, times their number.

    Sessions on which no window was open know nothing and do not count. None under 60 sessions, without names, and where
    an index lacks a level in between.
    """
    count = sum(len(each.columns) for each in lists)
    if not count:
        return None
    first, last = min(each.window.base for each in lists), max(each.window.last for each in lists)
    steps, inside = np.zeros(last - first), np.zeros(last - first, dtype=np.bool_)
    for each in lists:
        rows = slice(each.window.base - first, each.window.last - first)
        steps[rows] += np.diff(each.excess, axis=0).sum(axis=1) / count
        inside[rows] = True
    if not np.isfinite(steps).all():
        return None
    mean = mean_interval(steps[inside])
    return mean.scaled(float(mean.sessions)) if mean else None


def moves_like(excess: Floats) -> float | None:
    """Return how many independent columns would make an average as volatile as that of these (sessions + 1 x columns).

    The mean variance of the daily steps over the variance of their mean: n for n independent columns of one variance, 1
    for copies of one; at most n. None under 60 sessions, under two columns, and where nothing moves.
    """
    if excess.shape[0] <= LEAST_SESSIONS or excess.shape[1] < 2 or not np.isfinite(excess).all():  # noqa: PLR2004
        return None
    steps = np.diff(excess, axis=0)
    together = float(steps.mean(axis=1).var())
    if together <= 0.0:
        return None
    return min(float(steps.var(axis=0).mean()) / together, float(excess.shape[1]))
