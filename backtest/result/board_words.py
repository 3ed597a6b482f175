"""The boards of the A-share market as a page calls them."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.language.text import Text, both
from data_sources.tables.symbols import Board, parse_symbol

BOARD_WORDS: Mapping[Board, Text] = {
    "main": both("main board", "主板"),
    "chinext": both("ChiNext", "创业板"),
    "star": both("STAR", "科创板"),
    "beijing": both("BSE", "北交所"),
}
NO_BOARD = both("no board", "无板块")


def board_of(symbol: str) -> Text:
    """Return the board of an A share by its number: its limits and lots are those of the board."""
    board = parse_symbol(symbol).board
    return BOARD_WORDS[board] if board else NO_BOARD
