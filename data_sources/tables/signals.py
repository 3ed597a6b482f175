"""Values of industry series: one value, and many as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from data_sources.tables.brief import first_of
from data_sources.tables.read_only import marked_read_only, read_only

Texts: TypeAlias = NDArray[np.object_]

SIGNAL_KINDS = ("O", "O", "datetime64[D]", "datetime64[D]", "f8", "O", "O", "?")


@dataclass(frozen=True)
class SignalValue:
    """One value of an industry series; usable from ``published_on``, never from ``period_end``.

    ``shipped`` says that it came with the product and not from a store; it is a column of no table and no fact itself.
    """

    series: str
    period: str
    period_end: date
    published_on: date
    value: float
    unit: str
    source: str
    shipped: bool = field(default=False, repr=False)


@dataclass(frozen=True, eq=False, repr=False)
class Signals(Sequence[SignalValue]):
    """Values of industry series as columns, one row per value; a row taken out of them is a ``SignalValue``.

    ``period_end`` and ``published_on`` are days, ``shipped`` is true or false, the texts are strings as objects. All
    arrays are as long as there are rows and read-only.
    """

    series: Texts
    period: Texts
    period_end: NDArray[np.datetime64]
    published_on: NDArray[np.datetime64]
    value: NDArray[np.float64]
    unit: Texts
    source: Texts
    shipped: NDArray[np.bool_]

    @classmethod
    def of(cls, values: Iterable[SignalValue] = ()) -> Signals:
        """Return the values as columns, in their order; ``Signals`` come back as they are."""
        if isinstance(values, Signals):
            return values
        cells = list(zip(*(tuple(vars(value).values()) for value in values), strict=True)) or [()] * len(SIGNAL_KINDS)
        return cls(*(np.array(column, kind) for column, kind in zip(cells, SIGNAL_KINDS, strict=True)))

    def __post_init__(self) -> None:
        """Fix the columns."""
        for name in SIGNAL_COLUMNS:
            # The fields of a frozen dataclass are set this way only.
            object.__setattr__(self, name, read_only(getattr(self, name)))

    def __repr__(self) -> str:
        """Return counts and the first series, not the columns."""
        return f"<Signals: {len(self):,} values of {len(self.by_series):,} series ({first_of(list(self.by_series))})>"

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self.value)

    @overload
    def __getitem__(self, row: int) -> SignalValue: ...
    @overload
    def __getitem__(self, row: slice) -> Signals: ...
    def __getitem__(self, row: int | slice) -> SignalValue | Signals:
        """Return one value, or several as columns."""
        if isinstance(row, slice):
            return self.rows(np.arange(len(self))[row])
        return SignalValue(*(column[row : row + 1 or None].tolist()[0] for column in self.columns))

    def __iter__(self) -> Iterator[SignalValue]:
        """Give one value after another."""
        return map(SignalValue, *(column.tolist() for column in self.columns))

    def __eq__(self, other: object) -> bool:
        """Say whether all values are the same, in the same order."""
        if not isinstance(other, Signals):
            return NotImplemented
        return all(map(np.array_equal, self.columns, other.columns))

    __hash__ = None  # type: ignore[assignment] # arrays have none

    def rows(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> Signals:
        """Return the chosen rows, by mask or by numbers, in that order."""
        # Fixed at once, so that texts are not copied a second time.
        return Signals(*(marked_read_only(column[chosen]) for column in self.columns))

    def of_series(self, names: Iterable[str]) -> Signals:
        """Return the rows of some series, each named once, one series after another."""
        groups = {name: self.by_series[name] for name in names}
        found = self.rows(np.concatenate([np.empty(0, np.intp), *groups.values()]))
        # Known already, so that nobody has to walk the rows once more to find the series.
        vars(found)["by_series"] = _grouped({n: len(rows) for n, rows in groups.items()}, np.arange(len(found)))
        return found

    @classmethod
    def concatenated(cls, *parts: Signals) -> Signals:
        """Join several in their order."""
        return cls(*map(np.concatenate, zip(*(part.columns for part in parts), strict=True)))

    @cached_property
    def by_series(self) -> Mapping[str, NDArray[np.intp]]:
        """Row numbers by series, ascending; the series in the order of their first rows."""
        rows: dict[str, list[int]] = {}
        for row, series in enumerate(self.series.tolist()):
            rows.setdefault(series, []).append(row)
        together = np.fromiter(chain.from_iterable(rows.values()), np.intp, len(self))
        return _grouped({series: len(found) for series, found in rows.items()}, together)

    @property
    def columns(self) -> list[NDArray[Any]]:
        """The columns in their order."""
        return [getattr(self, name) for name in SIGNAL_COLUMNS]


def _grouped(lengths: Mapping[str, int], rows: NDArray[np.intp]) -> dict[str, NDArray[np.intp]]:
    """Row numbers that lie group behind group, by the group's name; one array is fixed instead of one a group."""
    fixed = read_only(rows)
    ends = accumulate(lengths.values())
    return {name: fixed[end - length : end] for (name, length), end in zip(lengths.items(), ends, strict=True)}


SIGNAL_COLUMNS = tuple(column.name for column in fields(Signals))
