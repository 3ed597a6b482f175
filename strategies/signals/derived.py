"""What can be made of an industry series: growth, acceleration, strength, breadth; each known when its last input is.

A derived point carries the publication day of the latest value it needs, so a rule that reads it by ``published_on``
cannot look ahead. Later vintages of a period give later points of the same period; which ones a rule sees, its own
date decides. The values given are of one series and one origin (``signals.origin``). The last two functions read
prices, for claims of which no series exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from data_sources.tables.facts import Booleans, Floats
from data_sources.tables.signals import SignalValue


@dataclass(frozen=True)
class Point:
    """A derived value of the period that ends on ``period_end``, known from ``published_on``."""

    period_end: date
    published_on: date
    value: float


def growth(values: Iterable[SignalValue], months: int = 12) -> tuple[Point, ...]:
    """Return growth over some months as a fraction, where both periods are known and the earlier one is above 0."""

    def of(known: Mapping[date, float], end: date) -> float | None:
        base = _before(known, end, months)
        return None if base is None or base <= 0 else known[end] / base - 1.0

    return _points(values, of)


def acceleration(values: Iterable[SignalValue], months: int = 12, step: int = 3) -> tuple[Point, ...]:
    """Return growth less the growth ``step`` months before, in fractions: above 0 while growth itself rises."""

    def of(known: Mapping[date, float], end: date) -> float | None:
        now, base = known[end], _before(known, end, months)
        earlier, earlier_base = _before(known, end, step), _before(known, end, step + months)
        if base is None or earlier is None or earlier_base is None or min(base, earlier_base) <= 0:
            return None
        return now / base - earlier / earlier_base

    return _points(values, of)


def basket_strength(index: Floats, members: Booleans, benchmark: Floats, row: int, lookback: int) -> float:
    """Return the mean return of the members over ``lookback`` sessions up to a row, less the benchmark's, a fraction.

    ``index`` (S x N) is a total return index carried over suspensions, ``benchmark`` (S) index levels. A member without
    the whole lookback is left out; NaN when none is left, or the benchmark lacks a level, or the axis begins later.
    """
    start = row - lookback
    if start < 0:
        return float("nan")
    returns = index[row, members] / index[start, members] - 1.0
    returns = returns[np.isfinite(returns)]
    return float(returns.mean() - (benchmark[row] / benchmark[start] - 1.0)) if len(returns) else float("nan")


def breadth(index: Floats, members: Booleans, row: int, window: int) -> float:
    """Return the share of members that stand above their own mean of the last ``window`` sessions, the row included.

    A member without the whole window is left out; NaN when none is left or the axis begins later.
    """
    if row + 1 < window:
        return float("nan")
    levels = index[row + 1 - window : row + 1, members]
    levels = levels[:, np.isfinite(levels).all(axis=0)]
    # Binary rounding of a mean must not lift a flat price above it.
    return float((levels[-1] > levels.mean(axis=0) * (1 + 1e-12)).mean()) if levels.shape[1] else float("nan")


def _points(
    values: Iterable[SignalValue], of: Callable[[Mapping[date, float], date], float | None]
) -> tuple[Point, ...]:
    """Walk one series by publication; whenever a period's derived value appears or changes, give a point.

    Months are matched by number: the last day of a month and any other of it are one period end.
    """
    known: dict[date, float] = {}
    said: dict[date, float] = {}
    points = []
    by_day: dict[date, list[SignalValue]] = {}
    for each in values:
        by_day.setdefault(each.published_on, []).append(each)
    for day in sorted(by_day):
        known |= {each.period_end: each.value for each in by_day[day]}
        for end in sorted(known):
            value = of(known, end)
            if value is not None and said.get(end) != value:
                said[end] = value
                points.append(Point(end, day, value))
    return tuple(points)


def _before(known: Mapping[date, float], end: date, months: int) -> float | None:
    wanted = end.year * 12 + end.month - months
    return next((value for each, value in known.items() if each.year * 12 + each.month == wanted), None)
