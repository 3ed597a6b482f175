"""Figures of key companies: the close, the rating, EPS and profit by year, read from the row that names the company."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from strategies.drafting.facts.rating_word import dense_word, rating_words
from strategies.drafting.names.passages import Passage
from strategies.drafting.names.table_head import Header, header_of

RULE = re.compile(r"[|:\s-]+")
"""What Markdown draws between the head of a table and its rows."""
HAN = re.compile(r"[\u4e00-\u9fff]")
LEAST_EPS = 0.1
"""EPS in CNY below which two decimals say too little of the multiple."""
ROUNDING = 0.15
TITLE_REACH = 4
HEADER_ROWS = 4


@dataclass(frozen=True)
class Figures:
    """Close in CNY, rating as printed ("" without one), EPS in CNY and profit in CNY by year of estimate.

    ``read`` is False where the row does not fit the head, so that nothing was taken from it but the rating.
    """

    close: float | None
    rating: str
    eps: Mapping[int, float] = field(default_factory=dict)
    net_profit: Mapping[int, float] = field(default_factory=dict)
    read: bool = True
    peers: bool = False


def figures(passages: Sequence[Passage], named: Mapping[int, Sequence[int]]) -> dict[int, Figures]:
    """Return the figures of each row of a table of values, by the place of its passage.

    ``named`` has the columns of a row, by its place, in which a company's name or code stands; other rows are of no
    company. A table of peers (可比公司) is marked: its names are compared, not called.
    """
    found: dict[int, Figures] = {}
    for table in _tables(passages):
        heads = [place for place in table if place not in named][:HEADER_ROWS]
        rows = [place for place in table if place in named]
        if not rows or not heads or heads[0] > rows[0]:
            continue
        title = " ".join(each.text for each in passages[max(0, table[0] - TITLE_REACH) : table[0]])
        header = header_of([passages[place].cells for place in heads if place < rows[0]], title)
        if header.values:
            for place in rows:
                found[place] = _row(passages[place].cells, max(named[place]), header)
    return found


def _tables(passages: Sequence[Passage]) -> Iterator[list[int]]:
    table: list[int] = []
    for place, passage in enumerate(passages):
        if table and RULE.fullmatch(passage.text):
            continue
        in_table = bool(passage.cells) and passage.section == "body"
        if not in_table and table:
            yield table
            table = []
        if in_table:
            table.append(place)
    if table:
        yield table


def _row(cells: Sequence[str], last_named: int, header: Header) -> Figures:
    behind = [cell.strip() for cell in cells[last_named + 1 :]]
    rating = next((word for cell in behind if (word := _rating(cell))), "")
    values = [cell for cell in behind if not _rating(cell)]
    while values and HAN.search(values[0]) and _number(values[0]) is None:
        values.pop(0)  # a name in another spelling
    expected = len(header.leads) + len(header.columns) + header.tails
    while len(values) > expected and values[-1] in ("", "/", "-", "未评级", "NR", "未覆盖"):
        values.pop()
    if not header.groups and not header.leads:
        return Figures(None, rating, peers=header.peers)  # a list of ratings
    if len(values) != expected or not header.columns:
        return Figures(None, rating, read=False, peers=header.peers)
    leads = dict(zip(header.leads, map(_number, values), strict=False))
    by_year: dict[str, dict[int, float]] = defaultdict(dict)
    for (group, year, mark), cell in zip(header.columns, values[len(header.leads) :], strict=False):
        value = _number(cell)
        if value is not None and mark in header.estimates:
            by_year[group][year] = value
    if not _agree(leads.get("close"), by_year["eps"], by_year["pe"]):
        return Figures(None, rating, read=False, peers=header.peers)
    profit = {year: round(value * header.unit) for year, value in by_year["profit"].items() if header.unit}
    return Figures(leads.get("close"), rating, by_year["eps"], profit, peers=header.peers)


def _rating(cell: str) -> str:
    """Return the rating that a cell holds as the standard spells it, without its class of risk; "" for other cells."""
    known = rating_words().get(dense_word(re.sub(r"-[A-C]$", "", cell)))
    return known.word if known else ""


def _agree(close: float | None, eps: Mapping[int, float], pe: Mapping[int, float]) -> bool:
    """Say whether the close is EPS times P/E in each year that has both; where it is not, columns have moved."""
    if close is None:
        return True
    pairs = [(eps[year], pe[year]) for year in eps.keys() & pe.keys() if eps[year] >= LEAST_EPS and pe[year] > 0]
    return all(abs(close / one - other) <= max(ROUNDING * other, 1.0) for one, other in pairs)


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "").strip())
    except ValueError:
        return None
