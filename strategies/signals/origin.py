"""Which origin of a series speaks on a day, when it ships with the product and also stands in the store.

The one with more periods known by then, the stored one in a tie. Never both, so that no growth rate compares figures of
two sources, and never by what was published later: a decision knows nothing of how long a series will become.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data_sources.tables.signals import SignalValue


def month_of(value: SignalValue) -> int:
    """Return the number of the month in which a period ends: the last day of a month and any other are one period."""
    return value.period_end.year * 12 + value.period_end.month


def speaking(values: Iterable[SignalValue], day: date) -> tuple[SignalValue, ...]:
    """Return what was published up to a day, of each series the origin alone that speaks then; the order stays."""
    known = tuple(value for value in values if value.published_on <= day)
    periods: dict[tuple[str, bool], set[int]] = {}
    for value in known:
        periods.setdefault((value.series, value.shipped), set()).add(month_of(value))
    shipped_speaks = {
        series: len(months) > len(periods.get((series, False), ()))
        for (series, shipped), months in periods.items()
        if shipped
    }
    return tuple(value for value in known if value.shipped == shipped_speaks.get(value.series, False))
