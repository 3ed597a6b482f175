"""Rules about every table: unique keys, and symbols that are listed A shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from data_sources.quality.days.spacing import minute_symbols
from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame, rank
from data_sources.tables.schema import ACTIONS, BARS
from data_sources.tables.sightings import sightings
from data_sources.tables.symbols import a_share_symbol


def duplicate_key(tables: Reference) -> Iterator[Finding]:
    """Two rows of one key, equal or not, in any table (severe); of actions two rows that agree in every cell.

    Actions of one ex-date that differ have become one before (``tables.action_days``). Symbols whose bars are
    those of minutes are ``minute_bars``, once.
    """
    minute = minute_symbols(tables["bars"])
    for frame in tables.frames.values():
        if len(frame) > 1:
            names, order = frame.table.key, np.arange(len(frame))
            if frame.table is ACTIONS:
                names = frame.table.names()
                order = np.lexsort([rank(frame[name]) for name in reversed(names)])
            again = np.ones(len(frame) - 1, np.bool_)
            for name in names:
                cells = frame[name][order]
                again &= cells[1:] == cells[:-1]
            before = dict(zip(order[1:][again].tolist(), order[:-1][again].tolist(), strict=True))
            rows = np.array(sorted(before), np.intp)
            if len(minute) and frame.table is BARS:
                rows = rows[~np.isin(frame["symbol"][rows], minute)]
            yield from sightings(frame, rows, "duplicate_key", "severe", partial(_twice, frame, before))


def _twice(frame: Frame, before: Mapping[int, int], row: int) -> str:
    file, line = frame.place(before[row])
    key = " ".join(str(frame[name][row]) for name in frame.table.key)
    return f"{frame.table.name} has {key} twice" + (f", first in {file}:{line}" if line else "")


def not_an_a_share(tables: Reference) -> Iterator[Finding]:
    """A symbol in instruments, bars or renames that is an index, a B share, a fund or a bond (severe)."""
    for name, column in (("instruments", "symbol"), ("bars", "symbol"), ("renames", "new_symbol")):
        frame = tables[name]
        foreign = [symbol for symbol in np.unique(frame[column]).tolist() if not a_share_symbol(symbol)]
        rows = _first_rows(frame[column], foreign)
        message = partial(_says, frame, column, "is no A-share code")
        yield from sightings(frame, rows, "not_an_a_share", "severe", message)


def unknown_symbol(tables: Reference) -> Iterator[Finding]:
    """Bars of a symbol that is missing in instruments (severe); actions, a status or earnings of one (warning)."""
    for name in ("bars", "actions", "status", "earnings"):
        frame = tables[name]
        missing = np.unique(frame["symbol"][~tables.known(frame["symbol"])]).tolist()
        rows = _first_rows(frame["symbol"], missing)
        message = partial(_says, frame, "symbol", f"has {name} but no row in instruments")
        yield from sightings(frame, rows, "unknown_symbol", "severe" if name == "bars" else "warning", message)


def _says(frame: Frame, column: str, what: str, row: int) -> str:
    return f"{frame[column][row]} {what}"


def _first_rows(symbols: Array, wanted: list[str]) -> Array:
    """One row of each symbol is enough to say what is wrong with all of them."""
    return np.array([np.flatnonzero(symbols == symbol)[0] for symbol in wanted], np.intp)
