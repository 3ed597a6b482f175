"""All companies that two letters may stand for."""

from __future__ import annotations

from collections.abc import Iterable

from strategies.drafting.names.company import Company
from strategies.drafting.names.normal import bare, is_han

LETTERS = 2
"""Letters of the short names that are looked at."""


def bearers_of(companies: Iterable[Company]) -> dict[str, tuple[Company, ...]]:
    """Return for two Chinese letters all listed companies that begin with them, or bear them behind 中国."""
    found: dict[str, list[Company]] = {}
    for company in companies:
        name = bare(company.name)
        start = name[LETTERS:] if name.startswith("中国") else name[:LETTERS]
        if company.market == "A" and len(name) >= LETTERS and len(start) == LETTERS and all(map(is_han, start)):
            found.setdefault(start, []).append(company)
    return {start: tuple(each) for start, each in found.items()}
