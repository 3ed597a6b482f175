"""Against which index the names of each market are judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategies.documents.rating import Benchmark
from strategies.drafting.facts.folded import dense, folded
from strategies.drafting.facts.found import Found
from strategies.drafting.facts.tables import rows_of
from strategies.drafting.lines import Line

MARKETS = {
    "NEEQ": r"新三板|三板市场|全国股转",
    "BSE": r"北交所|北京证券交易所|北证市场",
    "HK": r"香港|港股|H股|(?i:hongkong)",
    "US": r"美国|美股|海外|(?i:\bus\b|u\.s\.|unitedstates)",
    "A": r"A股|沪深市场|境内|内地|国内市场",
}
CLAUSES = re.compile(r"[;。,\n\t]|\.(?=\s|$)|\((?=A股|港股|香港|沪深市场|新三板|美)")


def benchmarks(region: Sequence[Line]) -> tuple[Found[Benchmark], ...]:
    """Return the benchmark of each market in the order in which a standard names them.

    The market is the one that the clause names, else the index's own.
    Where a choice is left (纳斯达克综合指数或标普500指数)
    both names are kept and there is no symbol.
    """
    found: dict[str, list[_Named]] = {}
    for line in region:
        for clause in CLAUSES.split(folded(" ; ".join(line.cells) if line.cells else line.text)):
            for row in _indices(dense(clause)):
                market, explicit = _market(dense(clause), row)
                found.setdefault(market, []).append(_Named(row["name"], row["symbol"], line.number, explicit))
    return tuple(_told(market, named) for market, named in found.items())


@dataclass(frozen=True)
class _Named:
    """An index where a standard names it; ``explicit`` beside the word of its market."""

    name: str
    symbol: str
    line: int
    explicit: bool


def names_index(clause: str) -> bool:
    """Whether a dense text names an index that serves as a benchmark."""
    return bool(_indices(clause))


def _indices(clause: str) -> list[dict[str, str]]:
    places = [(match.start(), row) for row in rows_of("benchmarks.csv") if (match := re.search(row["pattern"], clause))]
    return [row for _, row in sorted(places, key=lambda place: place[0])]


def _market(clause: str, row: dict[str, str]) -> tuple[str, bool]:
    """Return the market of an index in a clause, and whether the clause names it."""
    named = [market for market, words in MARKETS.items() if re.search(words, clause)]
    market = row["market"] if row["market"] in named or len(named) != 1 else named[0]
    return market, market in named


def _told(market: str, named: Sequence[_Named]) -> Found[Benchmark]:
    """Return the benchmark of a market; what a clause calls its benchmark goes before what is named in passing."""
    meant = [each for each in named if each.explicit] or named
    names = list(dict.fromkeys(each.name for each in meant))
    first = meant[0]
    if len(names) == 1:
        return Found(Benchmark(market, first.name, first.symbol), first.line, "high", "named as benchmark")
    return Found(Benchmark(market, " or ".join(names), ""), first.line, "medium", "the standard leaves a choice")
