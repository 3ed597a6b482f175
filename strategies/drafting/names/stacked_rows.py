"""Rows of a table of key companies that lost its columns: a name or code alone on its line, its figures below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategies.drafting.names.passages import Passage

FIGURE = re.compile(r"^(?:[-+]?\d[\d,]*(?:\.\d+)?[%xX倍]?|-{1,2}|N/?A)$")
CODE = re.compile(r"^\d{6}(?:\.[A-Z]{2})?$")
KEY = re.compile(r"(?:重点|核心|覆盖|推荐|关注|建议)[^。]{0,8}(?:公司|标的|个股|组合|股票)|盈利预测|金股")
PEERS = re.compile(r"可比|同业|同行|对标|涨幅|跌幅|涨跌|市值前|成交额")
FIGURES = 3
"""Figures below a name that make a row of it: a price and two years."""
WORDS = 2
"""Cells that are no figures between a name and its figures: code, rating, currency."""
REACH = 200
LONGEST_CELL = 24


def is_stacked_row(passages: Sequence[Passage], place: int) -> bool:
    """Say whether a passage, a name or code alone, begins a row of a table whose caption names key companies.

    The caption is the nearest line above that says what the table holds; a sentence above ends the look for it.
    """
    return _has_figures(passages, place) and _under_key_companies(passages, place)


def _has_figures(passages: Sequence[Passage], place: int) -> bool:
    words = figures = 0
    for passage in passages[place + 1 : place + 1 + WORDS + FIGURES]:
        if FIGURE.match(passage.text) and not CODE.match(passage.text):
            figures += 1
        elif figures or words == WORDS:
            break
        else:
            words += 1
    return figures >= FIGURES


def _under_key_companies(passages: Sequence[Passage], place: int) -> bool:
    for passage in reversed(passages[max(0, place - REACH) : place]):
        if PEERS.search(passage.text):
            return False
        if KEY.search(passage.text):
            return True
        if len(passage.text) > LONGEST_CELL or passage.text.endswith(("。", ";")):
            return False
    return False
