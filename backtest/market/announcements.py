"""Announced earnings on the columns of a panel: what companies reported and what analysts expected, by the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_sources.calendar.lengths import DAY, MONTH
from data_sources.tables.facts import Booleans, Dates, Earnings, Floats, Integers, Rename
from data_sources.tables.read_only import marked_read_only, read_only

MONTHS = 12
KINDS = ("i8", "datetime64[D]", "datetime64[D]", "?", "f8", "f8")


@dataclass(frozen=True, eq=False, repr=False)
class Announcements:
    """A announcements by symbol, day and period; each is known from its ``announced_on`` on.

    ``symbol`` (A) is a column of the panel, ``period_end`` and ``announced_on`` are days, ``forecast`` is true for what
    analysts expected and false for what a company reported. ``eps`` is CNY per share and ``net_profit`` CNY for the
    shareholders of the parent, both since the fiscal year began and NaN where not said. A correction is a row of its
    own. All arrays are read-only.
    """

    symbol: Integers
    period_end: Dates
    announced_on: Dates
    forecast: Booleans
    eps: Floats
    net_profit: Floats

    @classmethod
    def of(cls, rows: Iterable[tuple[Any, ...]] = ()) -> Announcements:
        """Return rows as columns, in their order; a number that is None is NaN."""
        cells = list(zip(*rows, strict=True)) or [()] * len(KINDS)
        return cls(*(np.array(column, kind) for column, kind in zip(cells, KINDS, strict=True)))

    def __post_init__(self) -> None:
        """Fix the columns."""
        for name in COLUMNS:
            # The fields of a frozen dataclass are set this way only.
            object.__setattr__(self, name, read_only(getattr(self, name)))

    def __repr__(self) -> str:
        """Return counts, not the columns."""
        expected = int(self.forecast.sum())
        symbols = len(np.unique(self.symbol))
        return f"<Announcements: reported {len(self) - expected:,}, expected {expected:,}, symbols {symbols:,}>"

    def __len__(self) -> int:
        """Return the number of announcements."""
        return len(self.symbol)

    def __eq__(self, other: object) -> bool:
        """Say whether all announcements are the same, in the same order; NaN is what NaN is."""
        if not isinstance(other, Announcements):
            return NotImplemented
        pairs = zip(self.columns, other.columns, strict=True)
        return all(np.array_equal(one, another, equal_nan=one.dtype.kind == "f") for one, another in pairs)

    __hash__ = None  # type: ignore[assignment] # arrays have none

    @property
    def columns(self) -> list[NDArray[Any]]:
        """The columns in their order."""
        return [getattr(self, name) for name in COLUMNS]

    def rows(self, chosen: NDArray[np.intp] | Booleans) -> Announcements:
        """Return the chosen rows, by mask or by numbers, in that order."""
        return Announcements(*(marked_read_only(column[chosen]) for column in self.columns))


COLUMNS = tuple(column.name for column in fields(Announcements))


def lay_announcements(
    earnings: Iterable[Earnings],
    sessions: Dates,
    column: Mapping[str, int],
    renames: Iterable[Rename],
    listed_from: Integers,
) -> Announcements:
    """Lay announcements on the columns of a panel, those of symbols without a column left out.

    A changed code takes over what was announced under the old one before the change, where its column continues the
    old one's bars (``listed_from``, by column). A merger does not: it has another number of shares.
    """
    found = Announcements.of(
        (column[each.symbol], each.period_end, each.announced_on, each.kind == "forecast", each.eps, each.net_profit)
        for each in earnings
        if each.symbol in column
    )
    if not len(found):
        return found
    for rename in sorted(renames, key=lambda each: (each.date, each.old_symbol)):
        day, new = np.datetime64(rename.date, "D"), column[rename.new_symbol]
        if rename.ratio == 1 and listed_from[new] >= np.searchsorted(sessions, day):
            found = _handed_over(found, column[rename.old_symbol], new, day)
    return by_day(found)


def by_day(rows: Announcements) -> Announcements:
    """Return the announcements by symbol, day and period, in which order a panel holds them."""
    return rows.rows(np.lexsort((rows.period_end, rows.announced_on, rows.symbol)))


def years_after(period_end: Dates, years: int | Integers) -> Dates:
    """Return the ends of the months so many years after those in which periods end."""
    # By whole months: the end of February is not always its 28th day.
    first_after: Dates = np.add(period_end.astype("datetime64[M]"), np.multiply(MONTHS * years + 1, MONTH))
    ends: Dates = np.subtract(first_after.astype("datetime64[D]"), DAY)
    return ends


def _handed_over(found: Announcements, old: int, new: int, day: np.datetime64) -> Announcements:
    taken = found.rows((found.symbol == old) & (found.announced_on < day))
    columns = [np.full(len(taken), new), *taken.columns[1:]]
    # In front, so that of two announcements of one day and period that under the new code comes last and counts.
    return Announcements(*map(np.concatenate, zip(columns, found.columns, strict=True)))
