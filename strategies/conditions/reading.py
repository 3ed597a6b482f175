"""What a quantity said, publication day by publication day, and whether that compares as asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from statistics import median

from data_sources.language.text import NOTHING, Text, amid, both
from data_sources.tables.signals import SignalValue
from strategies.conditions.amounts import Known, amount, period_before
from strategies.conditions.condition import Comparison, SeriesQuantity
from strategies.signals.names.series import series_name
from strategies.signals.origin import month_of
from strategies.signals.period import read_period


@dataclass(frozen=True)
class Reading:
    """What a comparison reads from a day on; ``truth`` is None, and ``why`` says so, while too little is known.

    ``value`` is that of the latest known ``period``: in the unit of the series, of growth in percent, of an excess in
    points; None while it is unknown. ``published_on`` is when the value of that period itself was published.
    """

    known_from: date
    truth: bool | None = None
    value: float | None = None
    period: str = ""
    published_on: date | None = None
    why: Text = NOTHING


@dataclass(frozen=True)
class _Series:
    """What is known of one series: the values that shipped and the stored ones, each by the end of its period."""

    shipped: dict[date, SignalValue] = field(default_factory=dict)
    stored: dict[date, SignalValue] = field(default_factory=dict)

    def add(self, value: SignalValue) -> None:
        (self.shipped if value.shipped else self.stored)[value.period_end] = value

    @property
    def speaking(self) -> Known:
        """The origin with more periods, the stored one in a tie, as in ``signals.origin``."""
        shipped, stored = (len({month_of(each) for each in of.values()}) for of in (self.shipped, self.stored))
        return self.shipped if shipped > stored else self.stored


def read_comparison(
    comparison: Comparison, quantity: SeriesQuantity, values: Iterable[SignalValue]
) -> tuple[Reading, ...]:
    """Return what a comparison reads from each day on which a value of its series was published, in order of days.

    The first one is of the beginning of time, when nothing is known. ``values`` are those of the series, or of all that
    a name ending in ``/`` takes in, in any order. Of two origins of a series one speaks, never a mix; a later vintage
    of a period counts from its own day on.
    """
    known: dict[str, _Series] = {}
    nothing = both(
        f"no value of {quantity.series} is known", f"{amid(series_name(quantity.series)).lstrip()}没有已知数值"
    )
    readings = [Reading(date.min, why=nothing)]
    ordered = sorted(values, key=lambda each: (each.published_on, each.period_end))
    for day, published in groupby(ordered, key=lambda each: each.published_on):
        for value in published:
            known.setdefault(value.series, _Series()).add(value)
        speaking = {series: each.speaking for series, each in known.items()}
        readings.append(_reading(comparison, quantity, speaking, day))
    return tuple(readings)


def _reading(comparison: Comparison, quantity: SeriesQuantity, known: Mapping[str, Known], day: date) -> Reading:
    latest = _latest(comparison, known)
    if not latest:
        why = both(
            f"no value of {quantity.series} in the periods that are asked for",
            f"所问期间内没有{amid(series_name(quantity.series))}的数值",
        )
        return Reading(day, why=why)
    value, why = _median(quantity, known, latest)
    truth, lacking = (None, why) if value is None else _in_a_row(comparison, quantity, known, latest)
    newest = max(latest.values(), key=lambda each: each.published_on)
    return Reading(day, truth, value, newest.period, newest.published_on, lacking)


def _latest(comparison: Comparison, known: Mapping[str, Known]) -> dict[str, SignalValue]:
    """The value of the latest period that is asked for, of each series that has it."""
    last = {
        series: values[max(asked)]
        for series, values in known.items()
        if (asked := [end for end in values if _within(comparison, values[end])])
    }
    newest = max(map(month_of, last.values()), default=0)
    return {series: value for series, value in last.items() if month_of(value) == newest}


def _in_a_row(
    comparison: Comparison, quantity: SeriesQuantity, known: Mapping[str, Known], latest: Mapping[str, SignalValue]
) -> tuple[bool | None, Text]:
    """Whether the latest periods all compare so: one that does not decides, else one that is unknown."""
    lacking = NOTHING
    for _ in range(comparison.periods):
        value = _median(quantity, known, latest)[0]
        if value is None:
            lacking = both(
                f"fewer than {comparison.periods} periods in a row are known",
                f"连续已知的期数少于 {comparison.periods}",
            )
        elif not comparison.holds(value):
            return False, NOTHING
        before = {series: period_before(known[series], each) for series, each in latest.items()}
        latest = {series: each for series, each in before.items() if each and _within(comparison, each)}
    return (None if lacking else True), lacking


def _median(
    quantity: SeriesQuantity, known: Mapping[str, Known], of: Mapping[str, SignalValue]
) -> tuple[float | None, Text]:
    """The median over the series of what the quantity is in a period; None, and why, where it is unknown in all."""
    found = [amount(quantity, known[series], value) for series, value in of.items()]
    amounts = [each for each, _ in found if each is not None]
    why = next((why for each, why in found if each is None), NOTHING)
    return (median(amounts), NOTHING) if amounts else (None, why)


def _within(comparison: Comparison, value: SignalValue) -> bool:
    """Whether a value lies in the periods that are asked for."""
    if comparison.during is None and comparison.since is None:
        return True
    written = read_period(value.period)
    begins = value.period_end if written is None or written.fiscal else written.first
    during, since = comparison.during, comparison.since
    if since and begins < since.first:
        return False
    return during is None or (during.first <= begins and value.period_end <= during.last)
