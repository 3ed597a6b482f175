"""Rules about every table: unique keys, and symbols that are listed A shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from data_sources.quality.reference import Reference
from data_sources.tables.finding import Finding
from data_sources.tables.frame import Array, Frame
from data_sources.tables.sightings import sightings
from data_sources.tables.symbols import a_share_symbol


def duplicate_key(tables: Reference) -> Iterator[Finding]:
    """Two rows of one key, equal or not, in any table (severe)."""
    for frame in tables.frames.values():
        if len(frame) > 1:
            again = np.ones(len(frame) - 1, np.bool_)
            for name in frame.table.key:
                again &= frame[name][1:] == frame[name][:-1]
            yield from sightings(frame, np.flatnonzero(again) + 1, "duplicate_key", "severe", partial(_twice, frame))


def _twice(frame: Frame, row: int) -> str:
    file, line = frame.place(row - 1)
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
    """Bars of a symbol that is missing in instruments (severe); actions or a status of one (warning)."""
    for name in ("bars", "actions", "status"):
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
