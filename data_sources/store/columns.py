"""A snapshot's tables as columns: packed into arrays, unpacked again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from data_sources.store.series import Series, series_of
from data_sources.tables.facts import BAR_FIELDS
from data_sources.tables.frame import SYMBOL_DTYPE, Array, Frame, Frames, empty_frame
from data_sources.tables.schema import BARS, INDEX, TABLES, Table

INDEX_FIELDS = ("close",)
"""What facts know of an index."""

NO_BARS = series_of([], [], np.empty(0, "datetime64[D]"), [np.empty(0) for _ in BAR_FIELDS])

SMALL_TABLES = {name: table for name, table in TABLES.items() if name not in (BARS.name, INDEX.name)}


@dataclass(frozen=True)
class SmallTables:
    """All tables but the bars: the index as a series, the others as frames in key order."""

    frames: Frames
    index: Series

    def arrays(self) -> dict[str, Array]:
        """Return all columns by table and name."""
        packed = pack_series(self.index, f"{INDEX.name}.")
        for name, frame in self.frames.items():
            if frame.table.added and not len(frame):
                continue  # what was recorded of a store before the table was added still holds
            for column, values in frame.columns.items():
                packed |= _pack(f"{name}.{column}", values)
        return packed

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> SmallTables:
        """Return the tables of packed arrays."""
        frames = {name: _frame(table, arrays) for name, table in SMALL_TABLES.items()}
        return cls(frames, unpack_series(arrays, f"{INDEX.name}."))


def pack_series(series: Series, prefix: str = "") -> dict[str, Array]:
    """Return the arrays of bars, or with a ``prefix`` of their names those of the index."""
    fields = {f"{prefix}{i}": field for i, field in enumerate(series.fields)}
    symbols = np.array(series.symbols, SYMBOL_DTYPE)
    return {f"{prefix}symbols": symbols, f"{prefix}offsets": series.offsets, f"{prefix}date": series.date} | fields


def unpack_series(arrays: Mapping[str, Array], prefix: str = "") -> Series:
    """Return the bars, or with a ``prefix`` the index, of packed arrays."""
    fields = INDEX_FIELDS if prefix else BAR_FIELDS
    symbols = tuple(arrays[f"{prefix}symbols"].tolist())
    columns = tuple(arrays[f"{prefix}{i}"] for i in range(len(fields)))
    return Series(symbols, arrays[f"{prefix}offsets"], arrays[f"{prefix}date"], columns)


def _frame(table: Table, arrays: Mapping[str, Array]) -> Frame:
    if table.added and not any(name.startswith(f"{table.name}.") for name in arrays):
        return empty_frame(table)
    return Frame(table, {column: _unpack(f"{table.name}.{column}", arrays) for column in table.names()})


def _pack(name: str, values: Array) -> dict[str, Array]:
    """Return text as its distinct words, the bytes of a JSON list, and each row's word; all else has its own bytes."""
    if values.dtype.kind != "O":
        return {name: values}
    words: dict[str, int] = {}
    rows = np.array([words.setdefault(word, len(words)) for word in values.tolist()], np.int32)
    return {f"{name}.words": np.frombuffer(json.dumps(list(words)).encode(), np.uint8), f"{name}.rows": rows}


def _unpack(name: str, arrays: Mapping[str, Array]) -> Array:
    if name in arrays:
        return arrays[name]
    words = np.array(json.loads(arrays[f"{name}.words"].tobytes()), object)
    unpacked: Array = words[arrays[f"{name}.rows"]]
    return unpacked
