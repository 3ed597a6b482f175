"""Fresh rows against stored ones: what a vendor leaves open or only rounds differently stays as it is stored."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_sources.refresh.known import keys_of
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Array, Frame, same_cells
from data_sources.vendors.akshare.fallback import (
    LEVEL_DIFFERENCE,
    PRICE_DIFFERENCE,
    RELATIVE_DIFFERENCE,
    VOLUME_DIFFERENCE,
)

KEPT_WHEN_EMPTY = ("instruments", "bars", "index")


def settled(fresh: Frame, stored: Frame, *, exact: bool) -> tuple[Frame, tuple[Finding, ...]]:
    """Return the rows to publish, and a finding for each stored row that they change.

    An empty cell never replaces a stored value. Unless ``exact``, neither does a number that is the same up to the
    rounding of vendors: half a cent, a lot, 1 in 10,000.
    """
    rows, places = _common(fresh, stored)
    if not len(rows):
        return fresh, ()
    columns = {name: values.copy() for name, values in fresh.columns.items()}
    changed = np.zeros(len(rows), np.bool_)
    for column in fresh.table.columns:
        new, old = columns[column.name][rows], stored[column.name][places]
        keep = _empty(new) if fresh.table.name in KEPT_WHEN_EMPTY else np.zeros(len(rows), np.bool_)
        if column.kind == "number" and not exact:
            with np.errstate(all="ignore"):
                keep |= np.abs(new - old) <= _tolerance(fresh.table.name, column.name, old)
        columns[column.name][rows] = np.where(keep, old, new)
        changed |= ~same_cells(columns[column.name][rows], old)
    frame = Frame(fresh.table, columns, fresh.files, fresh.file, fresh.line)
    return frame, tuple(_revisions(frame, stored, rows[changed], places[changed]))


def with_stored_rights(fresh: Frame, stored: Frame, symbols: frozenset[str]) -> Frame:
    """Return actions whose rights issues are the stored ones, for symbols whose vendor does not tell them (配股)."""
    rows, places = _common(fresh, stored)
    unknown = np.isin(fresh["symbol"][rows], sorted(symbols))
    rows, places = rows[unknown], places[unknown]
    columns = {name: values.copy() for name, values in fresh.columns.items()}
    for name in ("rights_per_share", "rights_price"):
        columns[name][rows] = stored[name][places]
    return Frame(fresh.table, columns, fresh.files, fresh.file, fresh.line)


def _common(fresh: Frame, stored: Frame) -> tuple[Array, Array]:
    place = {key: row for row, key in enumerate(keys_of(stored))}
    pairs = [(row, place[key]) for row, key in enumerate(keys_of(fresh)) if key in place]
    return np.array([pair[0] for pair in pairs], np.intp), np.array([pair[1] for pair in pairs], np.intp)


def _revisions(frame: Frame, stored: Frame, rows: Array, places: Array) -> Iterator[Finding]:
    severity: Severity = "note" if frame.table.name == "instruments" else "warning"
    column = frame.table.date_column
    for row, place in zip(rows.tolist(), places.tolist(), strict=True):
        apart = [
            f"{name} was {_shown(stored[name][place])}, is {_shown(frame[name][row])}"
            for name in frame.columns
            if not same_cells(frame[name][row : row + 1], stored[name][place : place + 1])[0]
        ]
        day = frame[column][row].item() if column else None
        what = "" if frame.table.symbol_column else " ".join(str(frame[name][row]) for name in frame.table.key) + ": "
        message = f"{what}{'; '.join(apart)}; the old value is kept as a revision"
        yield Finding(severity, "revised", message, frame.table.name, str(frame.symbols[row]), day)


def _shown(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _empty(values: Array) -> Array:
    if values.dtype.kind == "f":
        return np.isnan(values)
    return np.isnat(values) if values.dtype.kind == "M" else np.asarray(values == "")


def _tolerance(table: str, column: str, stored: Array) -> Array:
    if column in ("volume", "amount"):
        return np.maximum(VOLUME_DIFFERENCE, RELATIVE_DIFFERENCE * np.abs(stored))
    if table == "actions":
        return np.full(len(stored), RELATIVE_DIFFERENCE)
    return np.full(len(stored), LEVEL_DIFFERENCE if table == "index" else PRICE_DIFFERENCE)
