"""How good the best of several looks by chance."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.result.summary import RunSummary
from backtest.validity.bootstrap import CONFIDENCE


def chance_sentence(rows: Sequence[RunSummary]) -> str:
    """Say how many were tried and how often the best of so many looks good by chance; empty for a single one.

    Of n independent runs without any merit, at least one has its whole two-sided interval above zero with probability
    ``1 - (1 - (1 - c) / 2)^n`` at confidence c.
    """
    numbers = [row.numbers for row in rows if row.numbers]
    tried = len(numbers)
    if tried < 2:  # noqa: PLR2004 - one is not the best of several
        return ""
    lucky = 1.0 - (1.0 - (1.0 - CONFIDENCE) / 2.0) ** tried
    ahead = sum(seen.excess > 0 for seen in numbers)
    beside = [row.plain for row in rows if row.numbers and row.plain]
    better = sum(plain.added > 0 for plain in beside)
    rules = f"; the rule of {better} of {len(beside)} made more than the plain list of its names" if beside else ""
    return (
        f"{tried} strategies were tried on names that the reports chose, and the best of {tried} looks good by chance: "
        f"of as many without any merit, were they independent, one at least would have its whole {CONFIDENCE:.0%} "
        f"interval above zero in {lucky:.0%} of cases, and these share names and months. {ahead} of {tried} are ahead "
        f"of their index{rules}."
    )
