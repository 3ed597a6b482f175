"""Levels of a pandas index that lost their names: which one holds the securities of a file."""

from __future__ import annotations

from dataclasses import replace

from data_sources.errors import InputError
from data_sources.exports.heads import INDEX
from data_sources.exports.words import words_of
from data_sources.tables.raw import RawTable
from data_sources.tables.symbols import parse_symbol

SYMBOL = "symbol"


def with_named_levels(raw: RawTable) -> RawTable:
    """Return a table whose nameless level of securities is called ``symbol``, the one beside it ``index``."""
    levels = [name for name in raw.columns if name == INDEX or name.startswith(f"{INDEX}_")]
    of_symbols = next((name for name in levels if _holds_symbols(raw, name)), None)
    if of_symbols is None or SYMBOL in raw.columns:
        return raw
    others = [name for name in levels if name != of_symbols]
    names = {of_symbols: SYMBOL, **({others[0]: INDEX} if len(others) == 1 else {})}
    return replace(raw, columns={names.get(name, name): cells for name, cells in raw.columns.items()})


def _holds_symbols(raw: RawTable, name: str) -> bool:
    first = next(iter(words_of(raw.columns[name][:1])), "")
    try:
        return bool(parse_symbol(first))
    except InputError:
        return False
