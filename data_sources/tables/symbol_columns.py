"""A column of codes to canonical symbols; codes that a spreadsheet took for numbers are mended and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from data_sources.errors import InputError
from data_sources.tables.frame import SYMBOL_DTYPE, Array
from data_sources.tables.raw import RawColumn, texts_of
from data_sources.tables.spellings import SpeltSymbol, spelt_symbol
from data_sources.tables.symbols import Symbol

Said: TypeAlias = tuple[str, str]
"""A rule and the words that are said once of a column."""
MEMORY = 1 << 14
BAD_SYMBOL = "?"
SIX_DIGITS = 100_000
"""The least number that has all six digits of a code."""


def symbols_of(
    given: RawColumn, parse: Callable[[str], Symbol], name: str
) -> tuple[Array, NDArray[np.bool_], tuple[Said, ...]]:
    """Return canonical symbols, where a cell is none, and what is to be said of codes that were mended."""
    texts = texts_of(given)
    symbols = np.array([_symbol(text, parse) for text in texts], SYMBOL_DTYPE)
    said: dict[str, Said] = {}
    for row in np.flatnonzero(symbols == BAD_SYMBOL).tolist():
        if (found := _spelt_symbol(texts[row], parse)) is not None:
            symbols[row] = str(found.symbol)
            if texts[row] not in said:
                said[texts[row]] = _said_of(name, texts[row].strip(), found)
    bad = symbols == BAD_SYMBOL
    if isinstance(given, np.ndarray) and given.dtype.kind == "f":
        # Numbers were given their zeros when they became texts.
        for number in np.unique(given[~bad & (given < SIX_DIGITS)]).tolist():
            (code,) = texts_of(np.array([number]))
            said[code] = _said_of(name, f"{number:.0f}", SpeltSymbol(parse(code), code, lost_zeros=True))
    return np.where(bad, "", symbols), bad, _summed_up(list(said.values()))


def _said_of(name: str, cell: str, found: SpeltSymbol) -> Said:
    if found.lost_zeros:
        return "lost_zeros", f"{name} {cell}: Excel dropped the zeros of {found.code}; read as {found.symbol}"
    return "spelt_code", f"{name} {cell} is read as {found.symbol}"


def _summed_up(said: Sequence[Said]) -> tuple[Said, ...]:
    """Return the first of each rule, which says how many more codes are like it."""
    firsts: dict[str, Said] = {}
    for rule, words in said:
        firsts.setdefault(rule, (rule, words))
    counts = Counter(rule for rule, _ in said)
    return tuple((rule, words + _and_more(counts[rule] - 1)) for rule, words in firsts.values())


def _and_more(codes: int) -> str:
    return f", and {codes:,} more {'code' if codes == 1 else 'codes'}" if codes else ""


_spelt_symbol = lru_cache(maxsize=MEMORY)(spelt_symbol)


@lru_cache(maxsize=MEMORY)
def _symbol(text: str, parse: Callable[[str], Symbol]) -> str:
    """Return the canonical symbol, "" for an empty cell, BAD_SYMBOL for no known dialect."""
    try:
        return str(parse(text)) if text.strip() else ""
    except InputError:
        return BAD_SYMBOL
