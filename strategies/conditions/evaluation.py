"""Whether a condition holds, day by day, from what was published by then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np

from data_sources.language.text import NOTHING, Text, amid, both
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.signals import Signals, SignalValue
from strategies.conditions.condition import Comparison, Condition, Excess, comparisons
from strategies.conditions.in_words import quantity_words
from strategies.conditions.reading import Reading, read_comparison

UNKNOWN = float("nan")


@dataclass(frozen=True)
class Measured:
    """The excess of a thesis over its benchmark, due on a day; ``points`` None, and ``why``, when it cannot be told."""

    due: date
    points: float | None = None
    why: Text = NOTHING


ExcessOf: TypeAlias = Callable[[int], Measured]  # by months after the publication


@dataclass(frozen=True)
class Evaluation:
    """A condition at each of D days.

    ``truth`` (D) is 1 where it holds, 0 where it does not, NaN where too little is known. ``readings`` has one row for
    each comparison in the order in which they are written, with its reading at each of the days.
    """

    dates: Dates
    truth: Floats
    comparisons: tuple[Comparison, ...]
    readings: tuple[tuple[Reading, ...], ...]

    @property
    def values(self) -> Floats:
        """The value of each comparison (comparisons x D), NaN while it is unknown."""
        return np.array([[UNKNOWN if at.value is None else at.value for at in row] for row in self.readings])


def evaluate(
    condition: Condition, signals: Iterable[SignalValue], dates: Dates, excess: ExcessOf | None = None
) -> Evaluation:
    """Evaluate a condition after the close of some days.

    What is unknown stays so: ``and`` is false as soon as one part is, ``or`` true, and otherwise a part that is unknown
    makes the whole unknown. Only series that the condition names are read, so a forecast counts when it is named.

    Parameters
    ----------
    condition
        From ``read_condition``.
    signals
        All values there are, those of the future too; each counts from its ``published_on``.
    dates
        D days, ascending.
    excess
        What a thesis made beyond its benchmark in so many months; None (default): no excess is known.
    """
    columns = Signals.of(signals)
    each = tuple(comparisons(condition))
    said = {one: _readings(one, columns, excess) for one in each}
    at = {one: _places(found, dates) for one, found in said.items()}
    truth = {one: np.array([_number(said[one][place].truth) for place in at[one]]) for one in each}
    rows = tuple(tuple(said[one][place] for place in at[one]) for one in each)
    return Evaluation(dates, _truth(condition, truth), each, rows)


def days_of_change(condition: Condition, signals: Iterable[SignalValue], excess: ExcessOf | None = None) -> set[date]:
    """Return the days on which something that a condition reads was published or became due."""
    columns = Signals.of(signals)
    said = (_readings(one, columns, excess) for one in comparisons(condition))
    return {reading.known_from for found in said for reading in found[1:]}


def _readings(comparison: Comparison, signals: Signals, excess: ExcessOf | None) -> tuple[Reading, ...]:
    quantity = comparison.quantity
    if not isinstance(quantity, Excess):
        there = [name for name in signals.by_series if quantity.takes(name)]
        return read_comparison(comparison, quantity, signals.of_series(there))
    if excess is None:
        return (
            Reading(date.min, why=both(f"{quantity} is not known here", f"此处{amid(quantity_words(quantity))}未知")),
        )
    found = excess(quantity.months)
    if found.points is None:
        return (Reading(date.min, why=found.why),)
    waits = Reading(date.min, why=both(f"due {found.due}", f"{found.due} 到期"))
    return (waits, Reading(found.due, comparison.holds(found.points), found.points, f"to {found.due}", found.due))


def _places(found: tuple[Reading, ...], dates: Dates) -> list[int]:
    """The row of the reading that counts on each day."""
    days = np.array([reading.known_from for reading in found], dtype="datetime64[D]")
    places: list[int] = (np.searchsorted(days, dates, side="right") - 1).tolist()
    return places


def _number(truth: bool | None) -> float:
    return UNKNOWN if truth is None else float(truth)


def _truth(condition: Condition, of: Mapping[Comparison, Floats]) -> Floats:
    if isinstance(condition, Comparison):
        return of[condition]
    parts = np.array([_truth(part, of) for part in condition.parts])
    decides = 0.0 if condition.word == "and" else 1.0
    unknown = np.isnan(parts).any(axis=0)
    return np.where((parts == decides).any(axis=0), decides, np.where(unknown, UNKNOWN, 1.0 - decides))
