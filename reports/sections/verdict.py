"""The verdict at the head of a page: its sentences, and the few large numbers under them."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.badge import CHINESE, Badge
from backtest.result.evidence import Evidence
from backtest.result.parts import RunPart
from backtest.result.verdict import SAME, Standing, Verdict
from backtest.result.wording import number, percent
from backtest.validity.interval import Interval


@dataclass(frozen=True)
class Tile:
    """One large number; ``tone`` is "up", "down" or empty."""

    label: str
    value: str
    tone: str
    note: str


@dataclass(frozen=True)
class VerdictSection:
    """The sentences of the verdict, the first one the claim, and the tiles under them."""

    badge: Badge
    badge_zh: str
    reason: str
    standing: Standing
    headline: str
    sentences: tuple[str, ...]
    tiles: tuple[Tile, ...]


def verdict_section(seen: Verdict) -> VerdictSection:
    """Return a verdict as the page shows it; without tiles while there is nothing to judge."""
    tiles = _tiles(seen.part, seen.evidence, seen.benchmark.name) if seen.part and seen.evidence else ()
    return VerdictSection(
        seen.badge, CHINESE[seen.badge], seen.reason, seen.standing, seen.headline, seen.sentences, tiles
    )


def _tiles(part: RunPart, found: Evidence, benchmark: str) -> tuple[Tile, ...]:
    seen, traded = found.numbers, found.traded
    drawdown = part.metrics.get("max_drawdown")
    deepest = drawdown if isinstance(drawdown, float) else None
    trough = f"deepest on {part.metrics.get('max_drawdown_end')}" if deepest else "no drawdown"
    return (
        Tile("Strategy", percent(seen.own, signed=True), tone(seen.own), f"{part.sessions} sessions"),
        Tile(benchmark, percent(seen.market, signed=True), tone(seen.market), "same sessions"),
        Tile(
            "Excess",
            f"{number(seen.excess * 100, 1, signed=True)} pp",
            tone(seen.excess),
            "percentage points, the difference",
        ),
        Tile(
            "Relative to the index" if seen.under_a_year else "Excess a year",
            percent(seen.shown_excess, signed=True),
            tone(seen.shown_excess),
            _span(seen.shown_interval),
        ),
        Tile("Maximum drawdown", percent(deepest), "", trough),
        Tile(
            "Effective names",
            number(traded.effective_median, 1),
            "",
            f"on the median session; largest weight {percent(traded.largest_weight, 0)}",
        ),
    )


def tone(value: float | None) -> str:
    """Return the style of a signed number: "up", "down" or nothing when it rounds to 0.0%."""
    if value is None or abs(value) < SAME:
        return ""
    return "up" if value > 0 else "down"


def _span(interval: Interval | None) -> str:
    if interval is None:
        return "too short for an interval"
    low, high = percent(interval.low, signed=True), percent(interval.high, signed=True)
    return f"{interval.confidence:.0%} interval {low} to {high}"
