"""Sheets whose columns are named by a row of securities and a row of prices, as Wind's and pandas' are."""

from __future__ import annotations

from collections.abc import Sequence

from data_sources.csv_folder.excel_heads import Cell, Row, only_words, text_of
from data_sources.tables.symbols import is_symbol

LOOKED_AT = 10
"""Rows among which the securities stand."""
BELOW = 3
"""Rows after the securities among which the prices stand: names of the securities may lie between."""
TWO = 2


def with_one_row_of_heads(rows: list[Row]) -> list[Row]:
    """Return the rows with one row like ``('close', '600000.sh')`` for two; other sheets as they are.

    A security over several merged columns stands in the first of them. The prices are the row above the securities or
    the next below them that tells the columns of each apart; a row after both may name the first column alone.
    """
    width = max((len(row) for _, row in rows[: LOOKED_AT + BELOW]), default=0)
    for place, (_, row) in enumerate(rows[:LOOKED_AT]):
        symbols = _to_the_right(row, width)
        if len(symbols) < TWO or not all(map(is_symbol, symbols)):
            continue
        others = [place - 1, *range(place + 1, place + 1 + BELOW)]
        for other in (each for each in others if 0 <= each < len(rows)):
            prices = _to_the_right(rows[other][1], width)
            heads = list(zip(prices, symbols, strict=True))
            if _are_prices(prices) and len(set(heads)) == len(heads):
                return _joined(rows, min(place, other), max(place, other), heads)
    return rows


def _joined(rows: list[Row], upper: int, lower: int, heads: Sequence[tuple[str, str]]) -> list[Row]:
    first, below = text_of(rows[lower][1][0]), lower + 1
    if below < len(rows) and not any(map(text_of, rows[below][1][1:])):
        first, below = text_of(rows[below][1][0]), below + 1
    return [*rows[:upper], (rows[upper][0], (first or "index", *map(str, heads))), *rows[below:]]


def _to_the_right(row: Sequence[Cell], width: int) -> list[str]:
    """Return the cells but the first of so many, empty ones as the one to their left."""
    filled: list[str] = []
    for cell in [*row, *[None] * (width - len(row))][1:]:
        filled.append(text_of(cell) or (filled[-1] if filled else ""))
    return filled


def _are_prices(words: Sequence[str]) -> bool:
    return all(words) and only_words(words) and not any(map(is_symbol, words))
