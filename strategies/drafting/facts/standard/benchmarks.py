"""Against which index the names of each market are judged."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
CLAUSES = re.compile(r"[;。,\n\t]|\.(?=\s|$)")


def benchmarks(region: Sequence[Line]) -> tuple[Found[Benchmark], ...]:
    """Return the benchmark of each market in the order in which a standard names them.

    The market is the one that the clause names, else the index's own.
    Where a choice is left (纳斯达克综合指数或标普500指数)
    both names are kept and there is no symbol.
    """
    found: dict[str, list[tuple[dict[str, str], int]]] = {}
    for line in region:
        for clause in CLAUSES.split(folded(" ; ".join(line.cells) if line.cells else line.text)):
            for row in _indices(dense(clause)):
                market = _market(dense(clause), row)
                named = found.setdefault(market, [])
                if row["name"] not in [each["name"] for each, _ in named]:
                    named.append((row, line.number))
    return tuple(_told(market, named) for market, named in found.items())


def names_index(clause: str) -> bool:
    """Whether a dense text names an index that serves as a benchmark."""
    return bool(_indices(clause))


def _indices(clause: str) -> list[dict[str, str]]:
    places = [(match.start(), row) for row in rows_of("benchmarks.csv") if (match := re.search(row["pattern"], clause))]
    return [row for _, row in sorted(places, key=lambda place: place[0])]


def _market(clause: str, row: dict[str, str]) -> str:
    named = [market for market, words in MARKETS.items() if re.search(words, clause)]
    return row["market"] if row["market"] in named or len(named) != 1 else named[0]


def _told(market: str, named: Sequence[tuple[dict[str, str], int]]) -> Found[Benchmark]:
    names = " or ".join(row["name"] for row, _ in named)
    symbol = named[0][0]["symbol"] if len(named) == 1 else ""
    rule = "named as benchmark" if len(named) == 1 else "the standard leaves a choice"
    return Found(Benchmark(market, names, symbol), named[0][1], "high" if len(named) == 1 else "medium", rule)
