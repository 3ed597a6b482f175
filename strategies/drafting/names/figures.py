"""Figures of key companies: the close, the rating, EPS and profit by year, read from the row that names the company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from strategies.drafting.names.passages import Passage
from strategies.drafting.names.words import words_of

YEAR = re.compile(r"(20\d{2})\s*年?\s*\(?([AE]?)\)?")
GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("eps", re.compile(r"EPS|每股收益|每股盈利")),
    ("pe", re.compile(r"P/?E(?![A-Za-z])|市盈率")),
    ("pb", re.compile(r"P/?B(?![A-Za-z])|市净率")),
    ("profit", re.compile(r"净利润|归母|净利")),
    ("sales", re.compile(r"营业收入|营收|收入")),
    ("roe", re.compile(r"ROE|净资产收益率")),
    ("dividend", re.compile(r"股息率|DPS|分红")),
)
LEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("close", re.compile(r"股价|收盘价|现价|最新价|当前价|价格")),
    ("target", re.compile(r"目标价")),
    ("size", re.compile(r"市值")),
)
UNITS = ((re.compile("亿"), 1e8), (re.compile("百万"), 1e6), (re.compile("万"), 1e4))
PEERS = re.compile(r"可比公司|可比上市公司|同业比较|同行业比较|相对估值|可比估值")
TITLE_REACH = 4
HEADER_ROWS = 4


@dataclass(frozen=True)
class Header:
    """What the head of a table says: years and groups in order, what stands before them, the unit of profits in CNY."""

    groups: tuple[str, ...]
    years: tuple[tuple[int, str], ...]
    leads: tuple[str, ...]
    unit: float
    rated: bool
    peers: bool

    @property
    def values(self) -> bool:
        """Whether it heads a table of values of companies: estimates, multiples or ratings."""
        return self.rated or any(group in ("eps", "pe", "pb") for group in self.groups)


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
        header = _header([passages[place].cells for place in heads if place < rows[0]], title)
        if header.values:
            for place in rows:
                found[place] = _row(passages[place].cells, max(named[place]), header)
    return found


def _tables(passages: Sequence[Passage]) -> Iterator[list[int]]:
    table: list[int] = []
    for place, passage in enumerate(passages):
        in_table = bool(passage.cells) and passage.section == "body"
        if not in_table and table:
            yield table
            table = []
        if in_table:
            table.append(place)
    if table:
        yield table


def _header(rows: Sequence[Sequence[str]], title: str) -> Header:
    text = "\t".join(cell for row in rows for cell in row)
    years = max((_years(row) for row in rows), key=len, default=())
    return Header(
        _in_order(text, GROUPS),
        years,
        _in_order(text, LEADS),
        next((factor for unit, factor in UNITS if unit.search(_profit_head(text))), 0.0),
        rated="评级" in text,
        peers=PEERS.search(title) is not None,
    )


def _years(row: Sequence[str]) -> tuple[tuple[int, str], ...]:
    found = [YEAR.search(cell) for cell in row]
    return tuple((int(match[1]), match[2]) for match in found if match)


def _in_order(text: str, words: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, ...]:
    firsts = [(match.start(), name) for name, pattern in words if (match := pattern.search(text))]
    return tuple(name for _, name in sorted(firsts))


def _profit_head(text: str) -> str:
    match = re.search(r"(?:净利润|归母|净利)[^\t]*", text)
    return match[0] if match else ""


def _row(cells: Sequence[str], last_named: int, header: Header) -> Figures:
    behind = [cell.strip() for cell in cells[last_named + 1 :]]
    rating = next((cell for cell in behind if cell in words_of("ratings.csv")), "")
    values = [cell for cell in behind if cell not in words_of("ratings.csv")]
    expected = len(header.leads) + len(header.years)
    while len(values) > expected and values[-1] in ("", "/", "-", "未评级", "NR", "未覆盖"):
        values.pop()
    span = _span(header)
    if len(values) != expected or not span:
        return Figures(None, rating, read=False, peers=header.peers)
    leads = dict(zip(header.leads, map(_number, values), strict=False))
    by_year = {}
    for order, group in enumerate(header.groups):
        at = len(header.leads) + order * span
        cut = zip(header.years[:span], map(_number, values[at : at + span]), strict=True)
        by_year[group] = {year: value for (year, mark), value in cut if value is not None and mark != "A"}
    profit = {year: round(value * header.unit) for year, value in by_year.get("profit", {}).items() if header.unit}
    return Figures(leads.get("close"), rating, by_year.get("eps", {}), profit, peers=header.peers)


def _span(header: Header) -> int:
    """Return how many years each group has, 0 when the head does not divide into its groups."""
    if not header.groups or len(header.years) % len(header.groups):
        return 0
    span = len(header.years) // len(header.groups)
    runs = [header.years[at : at + span] for at in range(0, len(header.years), span or 1)]
    return span if span and all(run == runs[0] for run in runs) else 0


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "").strip())
    except ValueError:
        return None
