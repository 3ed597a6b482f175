"""A run in one line among others: its verdict, its numbers and caveats; and the order of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from backtest.result.badge import CHINESE, Badge
from backtest.result.benchmark import benchmark_sentence
from backtest.result.comparison import Comparison
from backtest.result.paper_diary import DiaryBeside
from backtest.result.plain_list import PlainBeside
from backtest.result.result import Result
from backtest.result.verdict import Standing, Verdict
from data_sources.language.text import NOTHING, Text, both, joined, listed, same


@dataclass(frozen=True, kw_only=True)
class RunSummary:
    """One run; ``first`` (its base) and ``numbers`` are of the judged part and None without one. Fractions.

    ``known_from`` is the day of the report that states the thesis, of the first report when none does. ``names`` is the
    median of the effective number of names held, ``tried`` how many settings of the strategy were tried on the store.
    ``reports`` are those that it rests on, ``segments`` those of the names that it may hold; ``drawdown`` and
    ``turnover`` (a year) are of the judged part.
    """

    name: str
    title: Text
    badge: Badge
    reason: Text
    headline: Text
    standing: Standing
    known_from: date | None
    first: date | None
    last: date
    benchmark: Text
    benchmark_note: Text
    numbers: Comparison | None
    names: float | None
    tried: int | None
    simulated: bool
    hindsight: bool
    caveats: tuple[Text, ...] = ()
    plain: PlainBeside | None = None
    diary: DiaryBeside | None = None
    reports: tuple[str, ...] = ()
    drawdown: float | None = None
    turnover: float | None = None
    segments: tuple[Text, ...] = ()


Summary = TypeVar("Summary", bound=RunSummary)


def run_summary(result: Result, seen: Verdict, diary: DiaryBeside | None = None) -> RunSummary:
    """Return the line of a result and its verdict; ``diary`` is what its paper diary made."""
    return RunSummary(
        name=result.name,
        title=same(result.title),
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
        names=seen.evidence.traded.effective_median if seen.evidence else None,
        tried=result.trials.count if result.trials else None,
        simulated=result.simulated,
        hindsight=result.hindsight,
        caveats=tuple(joined((each.label, each.short), zh="：") for each in result.caveats),
        plain=result.plain,
        diary=diary,
        reports=tuple(dict.fromkeys(each.report for each in result.publications if each.kind != "diary")),
        drawdown=_metric(seen, "max_drawdown"),
        turnover=_metric(seen, "turnover"),
        segments=tuple(sorted({same(each) for each in result.segments.values()})),
    )


def _metric(seen: Verdict, key: str) -> float | None:
    value = seen.part.metrics.get(key) if seen.part else None
    return value if isinstance(value, float) else None


def surest_first(rows: Iterable[Summary]) -> list[Summary]:
    """Return rows by the lower end of the interval of their excess, a year, the highest first.

    The lower end is what a run is good for at least, as far as chance goes: a short or wild record stands below a long
    and steady one of the same excess. After them come runs too short for an interval, then what is not judged, each in
    the order given.
    """
    return sorted(rows, key=_place)


def _place(row: RunSummary) -> tuple[int, float]:
    if row.numbers is None or row.badge == "NOT JUDGED":
        return 2, 0.0
    interval = row.numbers.interval
    return (0, -interval.low) if interval else (1, 0.0)


def badge_counts(rows: Iterable[RunSummary]) -> dict[str, int]:
    """Return how many rows have each badge, in the order of the badges; those that none has are left out."""
    worn = [row.badge for row in rows]
    return {badge: worn.count(badge) for badge in CHINESE if badge in worn}


def tally_sentence(rows: Sequence[RunSummary]) -> Text:
    """Say how many were judged how, how many are ahead, and how many rules made more than their list; empty for one."""
    numbers = [row.numbers for row in rows if row.numbers]
    if len(numbers) < 2:  # noqa: PLR2004 - one needs no count
        return NOTHING
    counts = badge_counts(rows)
    worn = listed(
        [
            both(f"{counts[badge]} {badge}", f"{counts[badge]} 个{zh}")
            for badge, zh in CHINESE.items()
            if badge in counts
        ]
    )
    ahead = sum(seen.excess > 0 for seen in numbers)
    beside = [row.plain for row in rows if row.numbers and row.plain]
    better = sum(plain.added > 0 for plain in beside)
    rules = NOTHING
    if beside:
        rules = both(
            f"; the rule of {better} of {len(beside)} made more than the plain list of its names",
            f"；{len(beside)} 个中有 {better} 个的规则收益高于其等权名单",
        )
    return both(
        f"Of {len(rows)}: {worn}. {ahead} of {len(numbers)} are ahead of their index{rules}.",
        f"共 {len(rows)} 个：{worn.zh}。可计算的 {len(numbers)} 个中有 {ahead} 个跑赢指数{rules.zh}。",
    )
