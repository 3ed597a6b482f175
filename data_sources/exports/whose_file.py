"""Whose rows a file without a column of symbols holds: by its folders, its name or the title above its rows."""

from __future__ import annotations

import re

from data_sources.tables.file_names import symbol_of_file
from data_sources.tables.raw import RawTable

TITLE = re.compile(r"[^0-9A-Za-z]*([0-9]{6})[\s,]+([^\s,]+)")


def symbol_of_table(raw: RawTable, place: str = "") -> str:
    """Return the symbol that partition, name or title spell, in any dialect, "" where none does.

    The title has a bare code, which the name completes with its exchange. ``place`` is the table that the file's place
    names: a bare code means an index in ``index``.
    """
    named = symbol_of_file(raw.name, raw.in_path, place)
    code = title_of(raw)[0]
    return code if code and code not in named else named


def title_of(raw: RawTable) -> tuple[str, str]:
    """Return code and short name of the title above the rows, such as TDX writes; empty where there is none."""
    match = TITLE.match(raw.around[0]) if raw.around else None
    return (match[1], match[2]) if match else ("", "")
