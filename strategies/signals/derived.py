"""What can be made of an industry series: growth, acceleration, strength, breadth; each known when its last input is.

A derived point carries the publication day of the latest value it needs, so a rule that reads it by ``published_on``
cannot look ahead. Later vintages of a period give later points of the same period; which ones a rule sees, its own
date decides. The values given are of one series and one origin (``signals.origin``). The last two functions read
prices, for claims of which no series exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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

    def of(known: _Known, end: date) -> float | None:
        base = known.before(end, months)
        return None if base is None or base <= 0 else known.values[end] / base - 1.0

    return _points(values, of)


def acceleration(values: Iterable[SignalValue], months: int = 12, step: int = 3) -> tuple[Point, ...]:
    """Return growth less the growth ``step`` months before, in fractions: above 0 while growth itself rises."""

    def of(known: _Known, end: date) -> float | None:
        now, base = known.values[end], known.before(end, months)
        earlier, earlier_base = known.before(end, step), known.before(end, step + months)
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


@dataclass
class _Known:
    """The latest value of each period by its end, and the period of each month.

    Months are matched by number: the last day of a month and any other of it are one period end, the first that came.
    """

    values: dict[date, float] = field(default_factory=dict)
    of_month: dict[int, date] = field(default_factory=dict)

    def learn(self, end: date, value: float) -> None:
        self.values[end] = value
        self.of_month.setdefault(_month(end), end)

    def before(self, end: date, months: int) -> float | None:
        """The value of the period some months before another; None where there is none."""
        earlier = self.of_month.get(_month(end) - months)
        return None if earlier is None else self.values[earlier]


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _points(values: Iterable[SignalValue], of: Callable[[_Known, date], float | None]) -> tuple[Point, ...]:
    """Walk one series by publication; whenever a period's derived value appears or changes, give a point."""
    known = _Known()
    said: dict[date, float] = {}
    points = []
    by_day: dict[date, list[SignalValue]] = {}
    for each in values:
        by_day.setdefault(each.published_on, []).append(each)
    for day in sorted(by_day):
        for each in by_day[day]:
            known.learn(each.period_end, each.value)
        for end in sorted(known.values):
            value = of(known, end)
            if value is not None and said.get(end) != value:
                said[end] = value
                points.append(Point(end, day, value))
    return tuple(points)
