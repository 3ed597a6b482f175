"""Whose rows a file without a column of symbols holds: by its folders, its name or the title above its rows."""

from __future__ import annotations

from data_sources.tables.file_names import symbol_of_file
from data_sources.tables.raw import RawTable
from data_sources.tables.titles import title_of


def symbol_of_table(raw: RawTable, place: str = "") -> str:
    """Return the symbol that partition, name or title spell, "" where none does.

    The title mostly has a bare code, which the name completes with its exchange. ``place`` is the table that the file's
    place names: a bare code means an index in ``index``.
    """
    named = symbol_of_file(raw.name, raw.in_path, place)
    title = title_of(raw.around)
    return named if title is None or title.symbol.partition(".")[0] in named else title.symbol
