"""The head of a table of key companies: which column holds what of which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

YEAR = re.compile(r"(20\d{2})(?![\d/.-])\s*年?\s*\(?([AE]?)\)?|(?<![\d.])(2\d)([AE])(?![A-Za-z\d])")
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
    ("close", re.compile(r"股价|收盘价|现价|最新价|当前价|价格|Price")),
    ("target", re.compile(r"目标价|合理价值|TP")),
    ("currency", re.compile(r"(?:^|\t)(?:货币|币种)")),
    ("reported", re.compile(r"报告日期|评级日期")),
    ("size", re.compile(r"市值")),
)
UNITS = ((re.compile("亿"), 1e8), (re.compile("百万"), 1e6), (re.compile("万"), 1e4))
PEERS = re.compile(r"可比公司|可比上市公司|同业比较|同行业比较|相对估值|可比估值")


@dataclass(frozen=True)
class Header:
    """What the head of a table says: its groups in order, the group, year and mark (A, E) of each column of years.

    ``leads`` stand before these columns, ``tails`` is how many stand behind them; ``unit`` is that of profits in CNY.
    There are no ``columns`` where years and groups do not fit each other.
    """

    groups: tuple[str, ...]
    columns: tuple[tuple[str, int, str], ...]
    leads: tuple[str, ...]
    tails: int
    unit: float
    rated: bool
    peers: bool

    @property
    def estimates(self) -> tuple[str, ...]:
        """The marks of years that are estimates: E where any year bears it, else all that are not told as actual."""
        return ("E",) if any(mark == "E" for _, _, mark in self.columns) else ("E", "")

    @property
    def values(self) -> bool:
        """Whether it heads a table of values of companies: estimates, multiples or ratings."""
        return self.rated or any(group in ("eps", "pe", "pb") for group in self.groups)


def header_of(rows: Sequence[Sequence[str]], title: str) -> Header:
    """Read the rows above the first company, and what stands above the table."""
    text = "\t".join(cell for row in rows for cell in row)
    groups = _in_order(text, GROUPS)
    leads, tails = _beside(rows)
    return Header(
        groups,
        _columns(max(rows, key=lambda row: len(_years(row)), default=()), groups),
        leads,
        tails,
        next((factor for unit, factor in UNITS if unit.search(_profit_head(text))), 0.0),
        rated="评级" in text,
        peers=PEERS.search(title) is not None,
    )


def _years(row: Sequence[str]) -> tuple[tuple[int, str], ...]:
    found = [YEAR.search(cell) for cell in row]
    return tuple((int(match[1] or f"20{match[3]}"), match[2] or match[4] or "") for match in found if match)


def _columns(row: Sequence[str], groups: Sequence[str]) -> tuple[tuple[str, int, str], ...]:
    """Return what each column of years holds: what its own cell says (EPS 2026E), else each group in its turn."""
    years = _years(row)
    own = [_in_order(cell, GROUPS) for cell in row if YEAR.search(cell)]
    if own and all(len(each) == 1 for each in own):
        return tuple((each[0], *year) for each, year in zip(own, years, strict=True))
    span = _span(groups, years)
    return tuple((groups[at // span], *year) for at, year in enumerate(years)) if span else ()


def _in_order(text: str, words: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, ...]:
    firsts = [(match.start(), name) for name, pattern in words if (match := pattern.search(text))]
    return tuple(name for _, name in sorted(firsts))


def _beside(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], int]:
    """Return what stands before the groups and years, and how much behind them in the same row of the head."""
    leads: list[tuple[int, str]] = []
    tails = 0
    for row in rows:
        firsts = [place for place, cell in enumerate(row) if YEAR.search(cell) or _in_order(cell, GROUPS)]
        for place, cell in enumerate(row):
            for name in _in_order(f"\t{cell}", LEADS):
                if name in [each for _, each in leads]:
                    continue
                if firsts and place > firsts[0]:
                    tails += 1
                else:
                    leads.append((place, name))
    return tuple(name for _, name in sorted(leads)), tails


def _profit_head(text: str) -> str:
    match = re.search(r"(?:净利润|归母|净利)[^\t]*", text)
    return match[0] if match else ""


def _span(groups: Sequence[str], years: Sequence[tuple[int, str]]) -> int:
    """Return how many years each group has, 0 when the head does not divide into its groups."""
    if not groups or len(years) % len(groups):
        return 0
    span = len(years) // len(groups)
    runs = [years[at : at + span] for at in range(0, len(years), span or 1)]
    return span if span and all(run == runs[0] for run in runs) else 0
