"""Rows of one key compared: fresh ones with stored ones, and what two vendors say of the same day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from data_sources.refresh.known import keys_of
from data_sources.tables.finding import Finding, Severity
from data_sources.tables.frame import Array, Frame, empty_cells, same_cells
from data_sources.tables.sightings import sightings
from data_sources.vendors.source import Rounding, Source

KEPT_WHEN_EMPTY = ("instruments", "bars", "index", "earnings")


def loosest(roundings: Iterable[Rounding]) -> Rounding:
    """Return a rounding within which numbers of any of these vendors are the same."""
    given = tuple(roundings)
    names = ("price", "level", "volume", "relative")
    return Rounding(*(max(getattr(each, name) for each in given) for name in names)) if given else Rounding()


def rounding_of(sources: Iterable[Source], vendors: Iterable[str]) -> Rounding | None:
    """Return the rounding of rows that these vendors gave, None when their numbers replace stored ones as they are."""
    named = set(vendors)
    rounded = [each.traits.rounding for each in sources if each.vendor in named and not each.traits.exact]
    return loosest(rounded) if rounded else None


def settled(fresh: Frame, stored: Frame, rounding: Rounding | None) -> tuple[Frame, tuple[Finding, ...]]:
    """Return the rows to publish, and a finding for each stored row that they change.

    An empty cell never replaces a stored value. Neither does a number that is the same up to ``rounding``, None for
    numbers that are meant exactly.
    """
    rows, places = _common(fresh, stored)
    if not len(rows):
        return fresh, ()
    columns = {name: values.copy() for name, values in fresh.columns.items()}
    changed = np.zeros(len(rows), np.bool_)
    for column in fresh.table.columns:
        new, old = columns[column.name][rows], stored[column.name][places]
        keep = empty_cells(new) if fresh.table.name in KEPT_WHEN_EMPTY else np.zeros(len(rows), np.bool_)
        if column.kind == "number" and rounding is not None:
            keep |= ~_apart(fresh.table.name, column.name, old, new, rounding, of_empty=True)
        columns[column.name][rows] = np.where(keep, old, new)
        changed |= ~same_cells(columns[column.name][rows], old)
    frame = Frame(fresh.table, columns, fresh.files, fresh.file, fresh.line)
    return frame, tuple(_revisions(frame, stored, rows[changed], places[changed]))


def differences(first: Frame, second: Frame, vendors: tuple[str, str], rounding: Rounding) -> tuple[Finding, ...]:
    """Compare the rows that two vendors give of one table; each number that differs is a finding (warning).

    Numbers within ``rounding`` are the same; an empty cell says nothing. Both frames are of one table, with unique
    keys.
    """
    rows, places = _common(first, second)
    left, right = first.rows(rows), second.rows(places)
    findings: list[Finding] = []
    for name in first.table.names("number"):
        ours, theirs = left[name], right[name]

        def message(row: int, name: str = name, ours: Array = ours, theirs: Array = theirs) -> str:
            return f"{name} is {ours[row]:.10g} at {vendors[0]} and {theirs[row]:.10g} at {vendors[1]}"

        apart = _apart(first.table.name, name, ours, theirs, rounding, of_empty=False)
        findings.extend(sightings(left, apart, "vendors_differ", "warning", message))
    return tuple(findings)


def with_stored_rights(fresh: Frame, stored: Frame, symbols: frozenset[str]) -> Frame:
    """Return actions whose rights issues are the stored ones, for symbols whose vendor does not tell them (配股)."""
    rows, places = _common(fresh, stored)
    unknown = np.isin(fresh["symbol"][rows], sorted(symbols))
    rows, places = rows[unknown], places[unknown]
    columns = {name: values.copy() for name, values in fresh.columns.items()}
    for name in ("rights_per_share", "rights_price"):
        columns[name][rows] = stored[name][places]
    return Frame(fresh.table, columns, fresh.files, fresh.file, fresh.line)


def _apart(table: str, column: str, first: Array, second: Array, rounding: Rounding, *, of_empty: bool) -> Array:
    """Say where two numbers are not the same; where either is empty, ``of_empty``."""
    with np.errstate(all="ignore"):
        distance, allowed = np.abs(first - second), rounding.of(table, column, first)
        return np.asarray(~(distance <= allowed) if of_empty else distance > allowed)


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
