"""Daily rows of many symbols, a column at a time: the two large tables, bars and index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.facts import BAR_FIELDS, Bars, Dates, Floats, IndexSeries
from data_sources.tables.frame import Array, Frame, symbol_offsets
from data_sources.tables.read_only import marked_read_only

DAYS = 1 << 32
"""More than the days there are, before 1970 and after."""


@dataclass(frozen=True)
class Series:
    """Rows sorted by (symbol, date); symbol i owns rows ``offsets[i]:offsets[i + 1]``. Arrays are read-only."""

    symbols: tuple[str, ...]
    offsets: NDArray[np.int64]
    date: Dates
    fields: tuple[Floats, ...]

    def of(self, symbols: Collection[str]) -> Series:
        """Return the rows of some symbols; unknown ones have none."""
        chosen = [i for i, symbol in enumerate(self.symbols) if symbol in frozenset(symbols)]
        lengths = [int(self.offsets[i + 1] - self.offsets[i]) for i in chosen]
        rows = np.concatenate([np.arange(self.offsets[i], self.offsets[i + 1]) for i in chosen] or [np.empty(0, int)])
        return series_of(
            [self.symbols[i] for i in chosen], lengths, self.date[rows], [field[rows] for field in self.fields]
        )

    def bars(self) -> Bars:
        """Return the rows as bars; the fields are ``BAR_FIELDS``."""
        return Bars(self.symbols, self.offsets, self.date, **dict(zip(BAR_FIELDS, self.fields, strict=True)))

    def index(self) -> dict[str, IndexSeries]:
        """Return the rows as one series for each index; the only field is the close."""
        (close,) = self.fields
        return {
            symbol: IndexSeries(symbol, self.date[start:end], close[start:end])
            for symbol, (start, end) in zip(self.symbols, pairwise(self.offsets.tolist()), strict=True)
        }


def series_of(symbols: Sequence[str], lengths: Sequence[int], day: Dates, fields: Sequence[Floats]) -> Series:
    """Return series from each symbol's number of rows."""
    offsets = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int64)
    for array in (offsets, day, *fields):
        marked_read_only(array)
    return Series(tuple(symbols), offsets, day, tuple(fields))


def series_of_frame(frame: Frame, fields: Sequence[str]) -> Series:
    """Return the rows of a frame in key order."""
    offsets = symbol_offsets(frame["symbol"])
    symbols, lengths = frame["symbol"][offsets[:-1]].tolist(), np.diff(offsets).tolist()
    return series_of(symbols, lengths, frame["date"], [one_form(frame[field]) for field in fields])


def one_form(numbers: Floats) -> Floats:
    """Return numbers with one kind of NaN and no negative zero, so that equal facts are equal byte by byte."""
    return np.where(np.isnan(numbers), np.nan, numbers + 0.0)


def with_rows(series: Series, frame: Frame, fields: Sequence[str]) -> Series:
    """Return the series with the rows of a frame, in any order, added to it or in the place of those of the same day.

    A few rows among millions cost a copy of each column, no sorting.
    """
    added = series_of_frame(frame if _in_order(frame) else frame.in_key_order(), fields)
    if not len(series.date):
        return added
    symbols = sorted({*series.symbols, *added.symbols})
    keys, fresh = _keys(series, symbols), _keys(added, symbols)
    place = np.searchsorted(keys, fresh)
    new = keys[np.minimum(place, len(keys) - 1)] != fresh

    def merged(stored: Array, given: Array) -> Array:
        if not new.all():
            stored = stored.copy()
            stored[place[~new]] = given[~new]
        return np.insert(stored, place[new], given[new]) if new.any() else stored

    lengths = np.bincount(np.concatenate([keys, fresh[new]]) // DAYS, minlength=len(symbols)).tolist()
    columns = [merged(*pair) for pair in zip(series.fields, added.fields, strict=True)]
    return series_of(symbols, lengths, merged(series.date, added.date), columns)


def _in_order(frame: Frame) -> bool:
    symbols, days = frame["symbol"], frame["date"]
    same = symbols[1:] == symbols[:-1]
    return bool(np.all(np.where(same, days[1:] > days[:-1], symbols[1:] > symbols[:-1])))


def _keys(series: Series, symbols: Sequence[str]) -> NDArray[np.int64]:
    """Return a number for each row that ascends with its symbol's place among ``symbols`` and its day."""
    place = {symbol: i for i, symbol in enumerate(symbols)}
    owner = np.array([place[symbol] for symbol in series.symbols], np.int64)
    return np.repeat(owner, np.diff(series.offsets)) * DAYS + (series.date.astype(np.int64) + DAYS // 2)
