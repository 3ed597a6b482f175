"""Which rows of a file are of an index: systems give shares and indices the same columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data_sources.errors import InputError
from data_sources.tables.raw import RawColumn, texts_of
from data_sources.tables.symbols import a_share_symbol, parse_index

CODE_OF_NO_SHARE = "000300"
"""A bare code that no share has; others are both an index and a share, and mean the share."""


def is_index(text: str) -> bool:
    """Say whether a symbol in any dialect is that of an index; a bare code that is a share's too is not."""
    word = text.strip()
    if word in (CODE_OF_NO_SHARE, f"{CODE_OF_NO_SHARE}.SZ"):
        return True
    try:
        symbol = parse_index(word)
    except InputError:
        return False
    return symbol.is_index and not (word.isdigit() and a_share_symbol(word))


def of_indices(symbols: RawColumn) -> NDArray[np.bool_]:
    """Say which cells of a column of symbols are indices."""
    texts = texts_of(symbols)
    known = {text: is_index(text) for text in set(texts)}
    return np.array([known[text] for text in texts], np.bool_)
