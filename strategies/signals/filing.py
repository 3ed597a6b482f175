"""The days on which companies told their own figures: what a report prints later was known from then on.

``filings/filing_days.csv`` holds the day of each results release (``filed_on``, where the company is) and from which
day it counts in Shanghai (``known_from``): a release after the close in New York is of the next day there, one before
the open in New York or after the close in Hong Kong of the same. ``filings/groups.csv`` says of whom a sum is. Only
days that are certain are there; a value of any other period counts from the report that printed it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType

from data_sources.tables.schema import FORECAST
from data_sources.tables.signals import SignalValue

FOLDER = "filings"


def from_filing(values: Iterable[SignalValue]) -> tuple[SignalValue, ...]:
    """Return the values, those of companies from the day of their results where that is known and earlier.

    The last word of a series is a company (``roic/MSFT``) or a group of them (``capex/big4_sum``), whose figure is
    known when its last company has told it. No value counts before the end of its period, and no forecast is changed.
    The source of a value that counts earlier says so.
    """
    return tuple(_from_filing(value) for value in values)


def filing_days() -> Mapping[tuple[str, date], date]:
    """Return the day from which the results of a company, or of a whole group, for the period that ends on a day count.

    A group is known for the periods for which all of its companies are.
    """
    return _days()


def _from_filing(value: SignalValue) -> SignalValue:
    known = filing_days().get((value.series.rpartition("/")[2], value.period_end))
    if known is None or value.series.endswith(FORECAST):
        return value
    day = max(known, value.period_end)
    if day >= value.published_on:
        return value
    return replace(value, published_on=day, source=f"{value.source}; known from the results of {day}")


@cache
def _days() -> Mapping[tuple[str, date], date]:
    days = {
        (row["company"], date.fromisoformat(row["period_end"])): date.fromisoformat(row["known_from"])
        for row in _rows("filing_days.csv")
    }
    groups: dict[str, list[str]] = {}
    for row in _rows("groups.csv"):
        groups.setdefault(row["group"], []).append(row["company"])
    ends = {end for _, end in days}
    sums = {
        (group, end): max(days[each, end] for each in companies)
        for group, companies in groups.items()
        for end in ends
        if all((each, end) in days for each in companies)
    }
    return MappingProxyType(days | sums)


def _rows(name: str) -> list[dict[str, str]]:
    file = resources.files("strategies") / "signals" / FOLDER / name
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
