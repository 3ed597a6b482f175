"""The security of partitioned files where it is what tells their layout: ``ts_code=600000.SH/`` of Tushare's daily."""

from __future__ import annotations

from dataclasses import replace

from data_sources.exports.recognise import fitting
from data_sources.tables.file_names import SYMBOL_KEYS
from data_sources.tables.raw import RawTable


def with_symbol_of_path(raw: RawTable) -> RawTable:
    """Return a table of a layout that the security of its path tells, with it as a column; others as they are."""
    keys = [key for key in SYMBOL_KEYS if key in raw.in_path and key not in raw.columns]
    if not keys:
        return raw
    rows = len(raw.line)
    wider = replace(raw, columns={**{key: [raw.in_path[key]] * rows for key in keys}, **raw.columns})
    return wider if any(not set(layout.tells).isdisjoint(keys) for layout in fitting(wider)) else raw
