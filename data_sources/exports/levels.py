"""Levels of a pandas index that lost their names: which one holds the securities of a file, which one its days."""

from __future__ import annotations

from dataclasses import replace

from data_sources.exports.heads import INDEX, known_heads
from data_sources.exports.words import words_of
from data_sources.tables.raw import RawTable
from data_sources.tables.symbols import is_symbol

SYMBOL, DATE = "symbol", "date"


def with_named_levels(raw: RawTable) -> RawTable:
    """Return a table whose nameless levels say what they hold: ``symbol`` and ``date``, where it has no such column.

    Beside a column of days a level of days is called ``index``.
    """
    levels = [name for name in raw.columns if name == INDEX or name.startswith(f"{INDEX}_")]
    names: dict[str, str] = {}
    if SYMBOL not in raw.columns:
        names = {name: SYMBOL for name in levels if _holds_symbols(raw, name)}
        names = dict([*names.items()][:1])
    others = [name for name in levels if name not in names]
    if len(others) == 1:
        names[others[0]] = INDEX if day_heads() & raw.columns.keys() else DATE
    return replace(raw, columns={names.get(name, name): cells for name, cells in raw.columns.items()})


def day_heads() -> frozenset[str]:
    """Return the heads that hold the days in any layout."""
    return known_heads(DATE) - {INDEX}


def _holds_symbols(raw: RawTable, name: str) -> bool:
    return is_symbol(next(iter(words_of(raw.columns[name][:1])), ""))
