"""The dated series that the reports print, as they ship with the product.

A store may have one of them too; it counts instead from the day on which more periods of it were known.

Conventions of the files: ``published_on`` is the day on which the report that printed the value is known, never an
earlier one. Companies had told many figures before: where the day is known (``signals.filing``), the value counts from
it as soon as the files are loaded, and its source says so. A series that ends in ``/forecast`` holds what was expected,
never an observation. Series of one name hold one frequency: ``capex`` quarters, ``capex_ytd`` the year so
far, ``capex_annual`` years; ``_yoy`` and ``_qoq`` are growth in percent; results of companies carry the symbol.
``derived`` in ``source`` marks our arithmetic on printed numbers. A period may have several values, one per
publication: a later report's figure is a later vintage, the earlier one stays and is what was known before.
Figures of another definition are another series: ``capex/MSFT`` is cash paid, ``capex_with_leases/MSFT`` has finance
leases too, and a sum with it (``capex_with_leases/big4_sum``) as well.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import count
from math import isfinite
from pathlib import Path
from typing import TypeAlias

from data_sources.errors import InputError
from data_sources.tables.schema import FORECAST
from data_sources.tables.signals import Signals, SignalValue
from strategies.signals.filing import from_filing
from strategies.signals.origin import speaking

COLUMNS = ("series", "period", "period_end", "published_on", "value", "unit", "source")


@cache
def load_signal_values() -> Signals:
    """The shipped values, sorted by series, period end and publication; read once per process.

    Figures of companies count from the day of their results (``signals.filing``).
    """
    values = from_filing(read_signal_values(resources.files("strategies") / "signals"))
    return Signals.of(in_order(values))


Key: TypeAlias = tuple[str, str, date]
"""What no two values have in common: series, period and publication day."""


def read_signal_values(folder: Path | Traversable) -> tuple[SignalValue, ...]:
    """Read every ``*.csv`` of a folder.

    Raises InputError in one line, with file and line, for a wrong header, an empty cell, a date or number that is
    none, a fact published before its period ended, or the same series, period and publication day twice.
    """
    seen: dict[Key, str] = {}
    values = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".csv"):
            for place, value in read_signal_rows(file):
                key = key_of(value)
                if key in seen:
                    raise InputError(f"{place}: {value.series} of {value.period} stands already in {seen[key]}")
                seen[key] = place
                values.append(value)
    return in_order(values)


def in_order(values: Iterable[SignalValue]) -> tuple[SignalValue, ...]:
    """Return values sorted by series, period end and publication."""
    return tuple(sorted(values, key=lambda each: (each.series, each.period_end, each.published_on)))


def key_of(value: SignalValue) -> Key:
    """Return what no other value of the same origin has."""
    return value.series, value.period, value.published_on


def latest_known(values: Iterable[SignalValue], day: date) -> dict[str, SignalValue]:
    """Return what each series said last on a day, by name: of its latest known period the latest vintage.

    A value published on the day itself is known. A series that ships and is stored too speaks as ``speaking`` says.
    """
    return {each.series: each for each in in_order(speaking(values, day))}


def read_signal_rows(file: Path | Traversable) -> list[tuple[str, SignalValue]]:
    """Read one file: each value with the place that begins an error about it; raises InputError for a wrong row."""
    lines = csv.reader(file.read_text(encoding="utf-8-sig").splitlines())  # spreadsheets write that mark
    if tuple(next(lines, ())) != COLUMNS:
        raise InputError(f"{file.name}: line 1: the columns must be {','.join(COLUMNS)}")
    places = (f"{file.name}: line {number}" for number in count(2))
    return [(place, _value(place, cells)) for place, cells in zip(places, lines, strict=False)]


def _value(place: str, cells: list[str]) -> SignalValue:
    if len(cells) != len(COLUMNS) or not all(cells):
        raise InputError(f"{place}: needs {len(COLUMNS)} filled cells: {','.join(COLUMNS)}")
    series, period, period_end, published_on, number, unit, source = cells
    try:
        ended, published, value = date.fromisoformat(period_end), date.fromisoformat(published_on), float(number)
    except ValueError as fault:
        raise InputError(f"{place}: {fault}; write dates like 2025-09-30 and plain numbers") from None
    if not isfinite(value):
        raise InputError(f"{place}: value {number} is no finite number")
    if published < ended and not series.endswith(FORECAST):
        raise InputError(
            f"{place}: {series} of {period} is published before its period ends; forecasts end in {FORECAST}"
        )
    return SignalValue(series, period, ended, published, value, unit, source)
