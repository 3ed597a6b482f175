"""What a quantity said, publication day by publication day, and whether that compares as asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from data_sources.tables.signals import SignalValue
from strategies.conditions.condition import Comparison, SeriesQuantity
from strategies.signals.origin import month_of
from strategies.signals.period import read_period

MONTHS = {"yoy": 12, "qoq": 3}
DIGITS = 9  # 120 over 100 is a growth of 20 although 100 * (1.2 - 1) falls short of it in binary
Known = Mapping[date, SignalValue]  # by period end


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
    why: str = ""


def read_comparison(
    comparison: Comparison, quantity: SeriesQuantity, values: Iterable[SignalValue]
) -> tuple[Reading, ...]:
    """Return what a comparison reads from each day on which a value of its series was published, in order of days.

    The first one is of the beginning of time, when nothing is known. ``values`` are those of the series in any order.
    Of two origins the one with more periods known by a day speaks, the stored one in a tie, as in ``signals.origin``; a
    later vintage of a period counts from its own day on.
    """
    known: dict[bool, dict[date, SignalValue]] = {True: {}, False: {}}
    readings = [Reading(date.min, why=f"no value of {quantity.series} is known")]
    ordered = sorted(values, key=lambda each: (each.published_on, each.period_end))
    for day, published in groupby(ordered, key=lambda each: each.published_on):
        for value in published:
            known[value.shipped][value.period_end] = value
        shipped, stored = (len({month_of(each) for each in known[origin].values()}) for origin in (True, False))
        readings.append(_reading(comparison, quantity, known[shipped > stored], day))
    return tuple(readings)


def _reading(comparison: Comparison, quantity: SeriesQuantity, known: Known, day: date) -> Reading:
    asked = [end for end in sorted(known) if _within(comparison, known[end])]
    if not asked:
        return Reading(day, why=f"no value of {quantity.series} in the periods that are asked for")
    latest = known[asked[-1]]
    value, why = _value(quantity, known, latest)
    truth, lacking = (None, why) if value is None else _in_a_row(comparison, quantity, known, latest)
    return Reading(day, truth, value, latest.period, latest.published_on, lacking)


def _in_a_row(
    comparison: Comparison, quantity: SeriesQuantity, known: Known, latest: SignalValue
) -> tuple[bool | None, str]:
    """Whether the latest periods all compare so: one that does not decides, else one that is unknown."""
    each: SignalValue | None = latest
    lacking = ""
    for _ in range(comparison.periods):
        value = _value(quantity, known, each)[0] if each and _within(comparison, each) else None
        if value is None:
            lacking = f"fewer than {comparison.periods} periods in a row are known"
        elif not comparison.holds(value):
            return False, ""
        each = _before(known, each) if each else None
    return (None if lacking else True), lacking


def _within(comparison: Comparison, value: SignalValue) -> bool:
    """Whether a value lies in the periods that are asked for."""
    written = read_period(value.period)
    begins = value.period_end if written is None or written.fiscal else written.first
    during, since = comparison.during, comparison.since
    if since and begins < since.first:
        return False
    return during is None or (during.first <= begins and value.period_end <= during.last)


def _value(quantity: SeriesQuantity, known: Known, of: SignalValue) -> tuple[float | None, str]:
    """What a quantity is in a period, or None and why that is unknown."""
    if quantity.form == "value":
        return of.value, ""
    before = _before(known, of) if quantity.form == "change" else _months_before(known, of, MONTHS[quantity.form])
    if before is None:
        return None, f"{quantity} of {of.period} needs an earlier period that is not known"
    if quantity.form == "change":
        return round(of.value - before.value, DIGITS), ""
    if before.value <= 0:
        return None, f"{quantity} of {of.period} has a base of {before.value:g}, from which no growth can be told"
    return round(100.0 * (of.value / before.value - 1.0), DIGITS), ""


def _before(known: Known, of: SignalValue) -> SignalValue | None:
    """The period before; None when it is unknown, or when the text of the period does not say how long it is."""
    written = read_period(of.period)
    if written is None:
        return None
    if written.step:
        return _months_before(known, of, written.step)
    return known[max(earlier)] if (earlier := [end for end in known if end < of.period_end]) else None


def _months_before(known: Known, of: SignalValue, months: int) -> SignalValue | None:
    wanted = month_of(of) - months
    return next((known[end] for end in sorted(known, reverse=True) if month_of(known[end]) == wanted), None)
