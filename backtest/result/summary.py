"""A run in one line among others: its verdict, its numbers and caveats; and how good the best looks by chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from backtest.result.badge import Badge
from backtest.result.benchmark import benchmark_sentence
from backtest.result.comparison import Comparison
from backtest.result.paper_diary import DiaryBeside
from backtest.result.plain_list import PlainBeside
from backtest.result.result import Result
from backtest.result.verdict import Standing, Verdict
from backtest.validity.interval import CONFIDENCE


@dataclass(frozen=True, kw_only=True)
class RunSummary:
    """One run; ``first`` (its base) and ``numbers`` are of the judged part and None without one. Fractions.

    ``known_from`` is the day of the report that states the thesis, of the first report when none does.
    """

    name: str
    title: str
    badge: Badge
    reason: str
    headline: str
    standing: Standing
    known_from: date | None
    first: date | None
    last: date
    benchmark: str
    benchmark_note: str
    numbers: Comparison | None
    simulated: bool
    hindsight: bool
    caveats: tuple[str, ...] = ()
    plain: PlainBeside | None = None
    diary: DiaryBeside | None = None


Summary = TypeVar("Summary", bound=RunSummary)


def run_summary(result: Result, seen: Verdict, diary: DiaryBeside | None = None) -> RunSummary:
    """Return the line of a result and its verdict; ``diary`` is what its paper diary made."""
    return RunSummary(
        name=result.name,
        title=result.title,
        badge=seen.badge,
        reason=seen.reason,
        headline=seen.headline,
        standing=seen.standing,
        known_from=result.stated.known_from if result.stated else result.known_from,
        first=seen.part.base_date if seen.part else None,
        last=result.ledger.sessions[-1].item(),
        benchmark=seen.benchmark.name,
        benchmark_note=benchmark_sentence(seen.benchmark),
        numbers=seen.numbers,
        simulated=result.simulated,
        hindsight=result.hindsight,
        caveats=tuple(f"{each.label} {each.short}" for each in result.caveats),
        plain=result.plain,
        diary=diary,
    )


def best_first(rows: Iterable[Summary]) -> list[Summary]:
    """Return rows by excess, the largest first; what cannot be judged yet comes last."""
    return sorted(rows, key=lambda row: (row.numbers is None, -(row.numbers.excess if row.numbers else 0.0)))


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
