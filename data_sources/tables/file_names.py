"""What the name of a file says: what kind of file it is, and of which security its rows are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from data_sources.errors import InputError
from data_sources.tables.symbols import parse_index, parse_symbol

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
PARQUET_ENDINGS = (".parquet", ".pq")
EXCEL_ENDINGS = (".xlsx", ".xls")
DAY_ENDING = ".day"
ENDINGS = (*TEXT_ENDINGS, *PARQUET_ENDINGS, *EXCEL_ENDINGS, DAY_ENDING)
"""Of files that are read; each may be packed as ``.gz``."""

DAY_NAME = re.compile(r"(?:sh|sz|bj)[0-9]{6}")
BETWEEN_WORDS = re.compile(r"[_\s()（）\[\]-]+")
SYMBOL_KEYS = ("symbol", "ts_code", "order_book_id", "code", "ticker")
"""Names that partitioned folders give the column of the security."""


def ending_of(name: str) -> str:
    """Return the ending of a readable file in lower case and without ``.gz``, "" for any other file."""
    lower = name.lower().removesuffix(".gz")
    return next((ending for ending in ENDINGS if lower.endswith(ending)), "")


def bare_name(name: str) -> str:
    """Return a file's or folder's own name in lower case, without the endings of files and archives."""
    lower = name.lower()
    for ending in (".zip", ".gz", ending_of(name)):
        lower = lower.removesuffix(ending) if ending else lower
    return lower


def symbol_of_file(name: str, in_path: Mapping[str, str], table: str = "") -> str:
    """Return the canonical symbol that a file's path names, "" where it names none or several.

    The columns in its path come first (``symbol=600000.SH/``, ``exchange=SH/code=600000/``), then its own name
    (``sh600000.day``, ``SH#600183.txt``, ``000063_中兴通讯.csv``, ``600000.XSHG.parquet``), then the folders above it
    from the nearest. In table ``index`` bare digits are an index.
    """
    exchange = in_path.get("exchange", "")
    for key in SYMBOL_KEYS:
        if key in in_path:
            code = in_path[key]
            return (exchange and _symbol(f"{code}.{exchange}", table)) or _symbol(code, table)
    path = PurePosixPath(name)
    for part in reversed(path.parts):
        if symbol := _symbol_of_words(bare_name(part), table):
            return symbol
    return ""


def share_or_index_of_day_file(name: str) -> str:
    """Return the symbol of a ``.day`` file of an A share or an index (``sh600000.day``), "" for any other security.

    The terminal keeps funds and bonds in files of the same form with prices in other units.
    """
    match = DAY_NAME.fullmatch(bare_name(name))
    if match is None:
        return ""
    symbol = parse_symbol(match[0])
    return str(symbol) if symbol.board or symbol.is_index else ""


def symbol_in_name(table: str, name: str) -> str:
    """Return the symbol of a file that stands below the folder of a table (``bars/600000.SH.csv``); "" for any other.

    A finding without a readable symbol is pinned to it.
    """
    above = PurePosixPath(name).parts[:-1]
    return symbol_of_file(name, {}, table) if table in map(bare_name, above) else ""


def _symbol_of_words(text: str, table: str) -> str:
    """Return the one symbol in a name, which is all of it or a word of it."""
    joined = text.replace("#", "")
    if whole := _symbol(joined, table):
        return whole
    symbols = {symbol for word in BETWEEN_WORDS.split(joined) if (symbol := _symbol(word, table))}
    return symbols.pop() if len(symbols) == 1 else ""


def _symbol(text: str, table: str) -> str:
    try:
        return str(parse_index(text) if table == "index" else parse_symbol(text))
    except InputError:
        return ""
