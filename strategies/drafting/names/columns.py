"""Columns of tables that hold companies: what fills a cell there is a company, word or short form though it be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from strategies.drafting.names.dictionary import Dictionary
from strategies.drafting.names.hits import Hit
from strategies.drafting.names.passages import Passage

HEAD = re.compile(
    r"^(?:主要|国内|海外|核心|代表|重点|相关|上市)*(?:公司|企业|厂商|供应商|标的|证券|股票|个股|可比公司|厂家)(?:名称|简称|代码)?$|^(?:简称|名称|Company|Name)$"
)
REACH = 12
NEIGHBOURS = 2


def company_columns(
    passages: Sequence[Passage], names: Dictionary, is_firm: Callable[[Hit], bool]
) -> dict[int, frozenset[int]]:
    """Return for each row of a table, by the place of its passage, the columns that hold companies.

    A column does when a cell above it says so (公司, 厂商, 简称) or when two cells near by are the names of companies.
    """
    found: dict[int, frozenset[int]] = {}
    for place, passage in enumerate(passages):
        if passage.cells:
            near = [each.cells for each in _table_around(passages, place)]
            found[place] = frozenset(
                column
                for column in range(len(passage.cells))
                if _holds_companies([cells[column] for cells in near if column < len(cells)], names, is_firm)
            )
    return found


def _table_around(passages: Sequence[Passage], place: int) -> list[Passage]:
    rows = []
    for step in (-1, 1):
        here = place + step
        while 0 <= here < len(passages) and passages[here].cells and abs(here - place) <= REACH:
            rows.append(passages[here])
            here += step
    return rows


def _holds_companies(cells: Sequence[str], names: Dictionary, is_firm: Callable[[Hit], bool]) -> bool:
    firm = 0
    for cell in cells:
        text = cell.replace(" ", "")
        if HEAD.match(text):
            return True
        name = names.names.get(text)
        firm += name is not None and is_firm(Hit(name, 0, len(text)))
    return firm >= NEIGHBOURS


def fills_company_cell(passage: Passage, hit: Hit, columns: frozenset[int]) -> bool:
    """Say whether a hit is all that a cell of a column of companies holds."""
    text = passage.text
    left = hit.start == 0 or text[hit.start - 1] in "\t|"
    right = hit.end == len(text) or text[hit.end] in "\t|"
    return bool(passage.cells) and left and right and text[: hit.start].count("\t") in columns
