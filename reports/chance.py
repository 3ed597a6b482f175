"""How good the best of several looks by chance, and a rule beside the plain list of its names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.wording import number, percent
from strategies.plain_list.comparison import PlainBeside

if TYPE_CHECKING:
    from reports.index import RunSummary

CONFIDENCE = 0.95  # of the intervals on the pages


def plain_sentence(plain: PlainBeside) -> str:
    """Say what the names alone made and what the rule added to them."""
    added = f"{number(plain.added * 100, 1, signed=True)} points"
    return (
        "The plain list of the same names, equal, bought at publication and held, made "
        f"{percent(plain.plain, signed=True)}; the rule adds {added}."
    )


def chance_sentence(rows: Sequence[RunSummary]) -> str:
    """Say how many were tried and how often the best of so many looks good by chance; empty for a single one.

    Of n independent runs without any merit, one at least has its whole two-sided interval above zero with probability
    ``1 - (1 - (1 - c) / 2)^n`` at confidence c.
    """
    judged = [row for row in rows if row.numbers]
    tried = len(judged)
    if tried < 2:  # noqa: PLR2004 - one is not the best of several
        return ""
    lucky = 1.0 - (1.0 - (1.0 - CONFIDENCE) / 2.0) ** tried
    ahead = sum(row.numbers.excess > 0 for row in judged if row.numbers)
    beside = [row.plain for row in judged if row.plain]
    better = sum(plain.added > 0 for plain in beside)
    rules = f"; the rule of {better} of {len(beside)} made more than the plain list of its names" if beside else ""
    return (
        f"{tried} strategies were tried on names that the reports chose, and the best of {tried} looks good by chance: "
        f"of as many without any merit, were they independent, one at least would have its whole {CONFIDENCE:.0%} "
        f"interval above zero in {lucky:.0%} of cases, and these share names and months. {ahead} of {tried} are ahead "
        f"of their index{rules}."
    )
