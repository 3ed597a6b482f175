"""A condition as a tree: comparisons of a quantity with a number, joined by ``and`` and ``or``."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from data_sources.tables.schema import FORECAST
from strategies.signals.period import Period

Form: TypeAlias = Literal["value", "yoy", "qoq", "change", "year", "year_yoy"]
FORMS: Mapping[str, Form] = {form: form for form in ("yoy", "qoq", "change", "year", "year_yoy")}
EXCESS = "excess"
COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class SeriesQuantity:
    """A series, or what is made of it: ``yoy`` and ``qoq`` are growth in percent over 12 and 3 months.

    ``change`` is the value less that of the period before, in the unit of the series; ``year`` is the sum of the twelve
    months that end with the period, ``year_yoy`` its growth over a year in percent. A name that ends in ``/`` takes in
    every series that begins so but for forecasts: the median counts, of those that have the latest period.
    """

    series: str
    form: Form = "value"

    def takes(self, series: str) -> bool:
        """Whether a series is read."""
        family = self.series.endswith("/") and series.startswith(self.series) and not series.endswith(FORECAST)
        return family or series == self.series

    def __str__(self) -> str:
        """Return it as it is written."""
        return self.series if self.form == "value" else f"{self.form}({self.series})"


@dataclass(frozen=True)
class Excess:
    """What the names of a thesis made beyond the benchmark in the months after its publication, in points."""

    months: int

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{EXCESS}({self.months} months)"


@dataclass(frozen=True)
class Comparison:
    """A quantity beside a number.

    ``periods`` of the quantity in a row must compare so, 1 by default. ``during`` is the period within which they lie,
    ``since`` the one with which they begin; None: any.
    """

    quantity: SeriesQuantity | Excess
    sign: str
    number: float
    periods: int = 1
    during: Period | None = None
    since: Period | None = None

    def holds(self, value: float) -> bool:
        """Whether a value compares as asked."""
        return COMPARISONS[self.sign](value, self.number)


@dataclass(frozen=True)
class Joined:
    """Several conditions of which all (``and``) or one (``or``) must hold."""

    word: Literal["and", "or"]
    parts: tuple[Condition, ...]


Condition: TypeAlias = Comparison | Joined


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Give the comparisons of a condition in the order in which they are written."""
    if isinstance(condition, Comparison):
        yield condition
        return
    for part in condition.parts:
        yield from comparisons(part)


def series_quantities(condition: Condition) -> tuple[SeriesQuantity, ...]:
    """Return the quantities of series that a condition reads, each once, in the order in which they are written."""
    named = (each.quantity for each in comparisons(condition))
    return tuple(dict.fromkeys(each for each in named if isinstance(each, SeriesQuantity)))
