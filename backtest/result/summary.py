"""A run in one line among others: its verdict, its numbers, its caveats, and what its names made without the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from backtest.result.comparison import Comparison
from backtest.result.plain_list import PlainBeside
from backtest.result.result import Result
from backtest.result.verdict import Standing, Verdict


@dataclass(frozen=True, kw_only=True)
class RunSummary:
    """One run; ``first`` (its base) and ``numbers`` are of the judged part and None without one. Fractions."""

    name: str
    title: str
    headline: str
    standing: Standing
    known_from: date | None
    first: date | None
    last: date
    benchmark: str
    numbers: Comparison | None
    simulated: bool
    hindsight: bool
    caveats: tuple[str, ...] = ()
    plain: PlainBeside | None = None


Summary = TypeVar("Summary", bound=RunSummary)


def run_summary(result: Result, seen: Verdict, plain: PlainBeside | None = None) -> RunSummary:
    """Return the line of a result and its verdict; ``plain`` is what its names made without the rule."""
    return RunSummary(
        name=result.name,
        title=result.title,
        headline=seen.headline,
        standing=seen.standing,
        known_from=result.known_from,
        first=seen.part.base_date if seen.part else None,
        last=result.ledger.sessions[-1].item(),
        benchmark=seen.benchmark.name,
        numbers=seen.numbers,
        simulated=result.simulated,
        hindsight=result.hindsight,
        caveats=tuple(f"{each.label} {each.short}" for each in result.caveats),
        plain=plain,
    )


def best_first(rows: Iterable[Summary]) -> list[Summary]:
    """Return rows by excess, the largest first; what cannot be judged yet comes last."""
    return sorted(rows, key=lambda row: (row.numbers is None, -(row.numbers.excess if row.numbers else 0.0)))
