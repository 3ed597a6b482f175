"""Fresh rows against stored ones: what is new, what changes, what is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from data_sources.store.rows import read_published
from data_sources.store.tables import FACT_TABLES
from data_sources.tables.frame import Array, Frame, same_cells


@dataclass(frozen=True)
class Counts:
    """How many rows of a table were not known before, had another value, or were already there as they are."""

    new: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Difference:
    """A fresh frame against stored rows: which fresh rows are new, which change which stored row.

    ``published`` is the snapshot that published each stored row.
    """

    fresh: Frame
    stored: Frame
    published: NDArray[np.int64]
    new: NDArray[np.intp]
    changed: NDArray[np.intp]
    replaced: NDArray[np.intp]

    @property
    def counts(self) -> Counts:
        """How many rows are of which kind."""
        unchanged = len(self.fresh) - len(self.new) - len(self.changed)
        return Counts(len(self.new), len(self.changed), unchanged)


def compare(connection: Connection, fresh: Frame) -> Difference:
    """Compare rows with the stored ones of the same table by key, a whole column at a time."""
    stored, published = read_published(connection, fresh.table.name, *_around(fresh))
    keys, stored_keys = _joint_keys(fresh, stored)
    order = np.argsort(stored_keys, kind="stable")
    place = np.searchsorted(stored_keys, keys, sorter=order)
    match = order[np.minimum(place, len(order) - 1)] if len(order) else np.zeros(len(fresh), np.intp)
    known = stored_keys[match] == keys if len(order) else np.zeros(len(fresh), np.bool_)
    rows = np.flatnonzero(known)
    same = np.ones(len(rows), np.bool_)
    for name in fresh.table.names():
        same &= same_cells(fresh[name][rows], stored[name][match[rows]])
    changed = rows[~same]
    return Difference(fresh, stored, published, np.flatnonzero(~known), changed, match[changed])


def _around(fresh: Frame) -> list[sa.ColumnElement[bool]]:
    """Leave the symbols and days without a fresh row where they are: a night's rows are few among many years'."""
    stored = FACT_TABLES[fresh.table.name]
    names = [fresh.table.symbol_column, fresh.table.date_column] if len(fresh) else []
    columns = [(stored.c[name], fresh[name].tolist()) for name in names if name in fresh.table.key]
    return [column.between(min(values), max(values)) for column, values in columns]


def _joint_keys(left: Frame, right: Frame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the keys of two frames so that equal keys have equal numbers."""
    size = len(left)
    keys = np.zeros(size + len(right), np.int64)
    for name in left.table.key:
        values = np.concatenate([left[name], right[name]])
        days = values.dtype.kind == "M" and len(values)
        codes = values.astype(np.int64) - values.astype(np.int64).min() if days else _codes(values)
        # Renumbered after each column, so that the product never overflows.
        keys = np.unique(keys * (codes.max() + 1) + codes, return_inverse=True)[1] if len(codes) else keys
    return keys[:size], keys[size:]


def _codes(values: Array) -> NDArray[np.int64]:
    codes: dict[Any, int] = {}
    return np.array([codes.setdefault(value, len(codes)) for value in values.tolist()], np.int64)
