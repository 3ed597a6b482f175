"""What a quantity is in one period of a series, from the values that are known; or why that cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from data_sources.language.text import NOTHING, Text, amid, both
from data_sources.tables.signals import SignalValue
from strategies.conditions.condition import SeriesQuantity
from strategies.conditions.in_words import quantity_words
from strategies.signals.names.period import period_name
from strategies.signals.origin import month_of
from strategies.signals.period import read_period

Known: TypeAlias = Mapping[date, SignalValue]  # of one series and one origin, by the end of the period
Amount: TypeAlias = tuple[float | None, Text]  # the amount, or None and why

DIGITS = 9  # 120 over 100 is a growth of 20 although 100 * (1.2 - 1) falls short of it in binary
YEAR = 12


def amount(quantity: SeriesQuantity, known: Known, of: SignalValue) -> Amount:
    """Return what a quantity is in the period of a value."""
    named = both(
        f"{quantity.form}({of.series}) of {of.period}",
        f"{period_name(of.period).zh}的{amid(quantity_words(replace(quantity, series=of.series))).rstrip()}",
    )
    match quantity.form:
        case "value":
            return of.value, NOTHING
        case "change":
            before = period_before(known, of)
            return (round(of.value - before.value, DIGITS), NOTHING) if before else _lacks(named)
        case "year":
            total = _year(known, of)
            return (total, NOTHING) if total is not None else _lacks(named)
        case "year_yoy":
            before = _months_before(known, of, YEAR)
            return _growth(named, _year(known, of), _year(known, before) if before else None)
        case "yoy" | "qoq":
            before = _months_before(known, of, YEAR if quantity.form == "yoy" else 3)
            return _growth(named, of.value, before.value if before else None)


def period_before(known: Known, of: SignalValue) -> SignalValue | None:
    """Return the value of the period before; None when it is unknown, or the period does not say how long it is."""
    written = read_period(of.period)
    if written is None:
        return None
    if written.step:
        return _months_before(known, of, written.step)
    return known[max(earlier)] if (earlier := [end for end in known if end < of.period_end]) else None


def _growth(named: Text, value: float | None, base: float | None) -> Amount:
    if value is None or base is None:
        return _lacks(named)
    if base <= 0:
        return None, both(
            f"{named} has a base of {base:g}, from which no growth can be told",
            f"{named.zh}的基数为 {base:g}，无法计算增速",
        )
    return round(100.0 * (value / base - 1.0), DIGITS), NOTHING


def _lacks(named: Text) -> Amount:
    return None, both(f"{named} needs an earlier period that is not known", f"{named.zh}需要的前期数值未知")


def _months_before(known: Known, of: SignalValue, months: int) -> SignalValue | None:
    wanted = month_of(of) - months
    return next((known[end] for end in sorted(known, reverse=True) if month_of(known[end]) == wanted), None)


def _year(known: Known, of: SignalValue) -> float | None:
    """The sum of the quarters, months or halves of twelve months; None for other periods and when one is unknown.

    Periods of the year so far overlap and cannot be added: they are longer or shorter than the step between them.
    """
    written = read_period(of.period)
    if written is None or written.step not in (1, 3, 6, YEAR) or written.months != written.step:
        return None
    parts = [_months_before(known, of, months) for months in range(0, YEAR, written.step)]
    return round(sum(each.value for each in parts if each), DIGITS) if all(parts) else None
