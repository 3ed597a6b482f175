"""What an industry series said at a decision, by ``published_on``: its latest value, or its growth.

A gate asks for a quantity (``hyperscaler_capex``). Several series can measure it: imported levels from which growth is
computed, or growth rates that a report printed. At each decision the one with the longest history known by then speaks;
the same holds between the two origins of one series (``signals.origin``), the product's own values and the store's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import numpy as np

from data_sources.tables.facts import Dates, Floats, Integers
from data_sources.tables.schema import FORECAST
from data_sources.tables.signals import Signals, SignalValue
from strategies.signals.origin import month_of

Reads: TypeAlias = Literal["level", "change", "value", "rise"]
PERCENT = ("percent", "%")
Known: TypeAlias = tuple[Floats, Integers]  # values and numbers of periods known, by decision


@dataclass(frozen=True)
class SeriesSource:
    """A series that measures a quantity; a name ending in ``/`` takes in every series that begins with it.

    ``level``: growth is the latest value over the one some months before. ``change``: the values are growth already.
    ``value``: the latest value itself; ``rise``: that less the one some months before, where the latest has one before
    it. Percent becomes a fraction. Of several series the median counts. Series named ``.../forecast`` are never read.
    """

    series: str
    reads: Reads


@dataclass(frozen=True)
class Quantity:
    """What a gate asks for; ``months`` is the distance over which growth from levels, or a rise, is taken.

    ``path`` is a series of forecasts, ``.../forecast``: what is asked for then is the growth less what had been printed
    for it, of the latest period that both are known of. Periods that nobody had forecast say nothing.
    """

    name: str
    sources: tuple[SeriesSource, ...]
    months: int = 12
    path: str = ""


@dataclass(frozen=True)
class Reading:
    """A quantity at each decision (D): ``values`` is NaN, and ``source`` empty, while nothing was known."""

    quantity: str
    dates: Dates
    values: Floats
    source: tuple[str, ...]


def read_quantity(quantity: Quantity, signals: Iterable[SignalValue], dates: Dates) -> Reading:
    """Read a quantity at each decision date; a value published on the date itself is known."""
    columns = Signals.of(signals)
    values = np.full(len(dates), np.nan)
    periods = np.zeros(len(dates), dtype=np.int64)
    names = [""] * len(dates)
    for source in quantity.sources:
        found, known = _read_source(source, quantity, columns, dates)
        for d in np.flatnonzero(np.isfinite(found) & (known > periods)):
            values[d], periods[d], names[d] = found[d], known[d], source.series
    return Reading(quantity.name, dates, values, tuple(names))


def belongs(series: str, source: str) -> bool:
    """Say whether a series is one of a source's, whose name may stand for all that begin with it; never a forecast."""
    named = series.startswith(source) if source.endswith("/") else series == source
    return bool(source) and named and not series.endswith(FORECAST)


def in_own_unit(quantity: Quantity, signals: Iterable[SignalValue]) -> bool:
    """Say whether a quantity is the value of a series in its own unit, such as yuan, and so no fraction to show."""
    values = [each.series for each in quantity.sources if each.reads in ("value", "rise")]
    columns = Signals.of(signals)
    names = [series for series in columns.by_series if any(belongs(series, source) for source in values)]
    return any(not unit.startswith(PERCENT) for unit in set(columns.of_series(names).unit.tolist()))


def _read_source(source: SeriesSource, quantity: Quantity, signals: Signals, dates: Dates) -> Known:
    names = [series for series in signals.by_series if belongs(series, source.series)]
    values = np.full((len(names), len(dates)), np.nan)
    periods = np.zeros(len(dates), dtype=np.int64)
    for k, name in enumerate(names):
        origins: dict[bool, list[SignalValue]] = {}
        for value in signals.of_series([name]):
            origins.setdefault(value.shipped, []).append(value)
        if quantity.path:
            forecast = list(signals.of_series({quantity.path} & signals.by_series.keys()))
            values[k], known = _read_against(origins, forecast, source.reads, quantity.months, dates)
        else:
            values[k], known = _read_series(origins, source.reads, quantity.months, dates)
        periods = np.maximum(periods, known)
    return _median(values), periods


def _read_series(origins: Mapping[bool, list[SignalValue]], reads: Reads, months: int, dates: Dates) -> Known:
    """Read a series whose values shipped (True), were stored (False) or both, as ``origin.speaking`` does on a day."""
    stored, shipped = (_read_origin(origins.get(each, []), reads, months, dates) for each in (False, True))
    return np.where(shipped[1] > stored[1], shipped[0], stored[0]), np.maximum(shipped[1], stored[1])


def _read_origin(series: list[SignalValue], reads: Reads, months: int, dates: Dates) -> Known:
    """Walk one series by publication; a later vintage of a period replaces the earlier one from its day on."""
    values = np.full(len(dates), np.nan)
    periods = np.zeros(len(dates), dtype=np.int64)
    known: dict[int, float] = {}
    ordered = sorted(series, key=_by_publication)
    published = np.array([each.published_on for each in ordered], dtype="datetime64[D]")
    for value, first in zip(ordered, np.searchsorted(dates, published).tolist(), strict=True):
        if first == len(dates):  # published after the last decision, as are all that follow
            break
        known[month_of(value)] = _fraction(value)
        values[first:], periods[first:] = _answer(known, max(known), reads, months), len(known)
    return values, periods


def _answer(known: Mapping[int, float], month: int, reads: Reads, months: int) -> float:
    """What a series says of one of its periods; NaN where that needs an earlier one which is not known."""
    if reads in ("change", "value"):
        return known[month]
    base = known.get(month - months, float("nan"))
    if reads == "rise":
        return known[month] - base
    return known[month] / base - 1.0 if base > 0 else float("nan")


def _read_against(
    origins: Mapping[bool, list[SignalValue]], path: list[SignalValue], reads: Reads, months: int, dates: Dates
) -> Known:
    """Read a series less its path (``Quantity.path``) at each decision, in the origin that speaks then."""
    values = np.full(len(dates), np.nan)
    periods = np.zeros(len(dates), dtype=np.int64)
    ordered = {shipped: sorted(each, key=_by_publication) for shipped, each in origins.items()}
    for d, day in enumerate(dates.tolist()):
        known = {
            shipped: {month_of(value): _fraction(value) for value in each if value.published_on <= day}
            for shipped, each in ordered.items()
        }
        # The stored origin in a tie, as ``origin.speaking``.
        speaks = max((known.get(False, {}), known.get(True, {})), key=len)
        printed = {
            month_of(each): _fraction(each) for each in sorted(path, key=_by_publication) if each.published_on <= day
        }
        found = {month: _answer(speaks, month, reads, months) - printed[month] for month in printed if month in speaks}
        compared = [month for month, value in found.items() if np.isfinite(value)]
        periods[d] = len(speaks)
        if compared:
            values[d] = found[max(compared)]
    return values, periods


def _by_publication(value: SignalValue) -> tuple[date, date]:
    return value.published_on, value.period_end


def _fraction(value: SignalValue) -> float:
    return value.value * (0.01 if value.unit.startswith(PERCENT) else 1.0)


def _median(values: Floats) -> Floats:
    """The median over series (first axis) of what is known; NaN where nothing is."""
    known = np.isfinite(values).any(axis=0)
    median = np.full(values.shape[1], np.nan)
    if known.any():
        median[known] = np.nanmedian(values[:, known], axis=0)
    return median
