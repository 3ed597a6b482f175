"""The verdict at the head of a page: badge, one sentence, at most one "But", four large numbers, what is folded."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.badge import CHINESE, Badge
from backtest.result.evidence import Evidence
from backtest.result.parts import RunPart
from backtest.result.verdict import SAME, Standing, Verdict
from backtest.result.wording import number, percent
from backtest.validity.interval import Interval
from data_sources.language.text import NOTHING, Text, both, same


@dataclass(frozen=True)
class Span:
    """The interval of a tile, fractions, around its estimate."""

    low: float
    at: float
    high: float


@dataclass(frozen=True)
class Tile:
    """One large number; ``tone`` is "up", "down" or empty, ``span`` the interval that is drawn under it."""

    label: Text
    value: Text
    tone: str
    note: Text
    span: Span | None = None


@dataclass(frozen=True)
class VerdictSection:
    """What stands in front: badge, ``sentence``, at most one ``but``, ``tiles``; ``reason`` says why the badge.

    ``grounds``, ``caveats`` and ``several`` are folded below them: all that must be read with the verdict.
    """

    badge: Text
    reason: Text
    standing: Standing
    sentence: Text
    but: Text
    tiles: tuple[Tile, ...]
    grounds: tuple[Text, ...]
    caveats: tuple[Text, ...]
    several: tuple[Text, ...]


def verdict_section(seen: Verdict, caveats: tuple[str, ...], several: tuple[str, ...]) -> VerdictSection:
    """Return a verdict as the page shows it; without tiles while there is nothing to judge."""
    return VerdictSection(
        badge=_badge(seen.badge),
        reason=same(seen.reason),
        standing=seen.standing,
        sentence=same(seen.headline),
        but=same(f"{caveats[0]}.") if caveats else NOTHING,
        tiles=_tiles(seen.part, seen.evidence, seen.benchmark.name) if seen.part and seen.evidence else (),
        grounds=tuple(same(each) for each in seen.sentences),
        caveats=tuple(same(each) for each in caveats[1:]),
        several=tuple(same(each) for each in several),
    )


def _badge(badge: Badge) -> Text:
    return both(badge, CHINESE[badge])


def _tiles(part: RunPart, found: Evidence, benchmark: str) -> tuple[Tile, ...]:
    return (_excess(found), _returns(found, benchmark), _drawdown(part), _names(found))


def _excess(found: Evidence) -> Tile:
    seen = found.numbers
    value = number(seen.excess * 100, 1, signed=True)
    span = None
    if seen.shown_interval and seen.shown_excess is not None:
        span = Span(seen.shown_interval.low, seen.shown_excess, seen.shown_interval.high)
    return Tile(
        both("Excess", "超额收益"),
        both(f"{value} pp", f"{value} 个百分点"),
        tone(seen.excess),
        _interval(seen.shown_interval, under_a_year=seen.under_a_year),
        span,
    )


def _returns(found: Evidence, benchmark: str) -> Tile:
    own, market = percent(found.numbers.own, signed=True), percent(found.numbers.market, signed=True)
    return Tile(
        both("Strategy / benchmark", "策略 / 基准"),
        same(f"{own} / {market}"),
        tone(found.numbers.own),
        same(benchmark),
    )


def _drawdown(part: RunPart) -> Tile:
    deepest = part.metrics.get("max_drawdown")
    known = deepest if isinstance(deepest, float) else None
    day = part.metrics.get("max_drawdown_end")
    when = both(f"lowest on {day}", f"最低于 {day}") if known else both("no drawdown", "没有回撤")
    return Tile(both("Maximum drawdown", "最大回撤"), same(percent(known)), "", when)


def _names(found: Evidence) -> Tile:
    traded = found.traded
    effective, largest = number(traded.effective_median, 1), percent(traded.largest_weight, 0)
    return Tile(
        both("Effective names, median", "有效持股数（中位数）"),
        same(effective),
        "",
        both(f"largest weight {largest} {traded.largest_name}", f"最大单股权重 {largest} {traded.largest_name}"),
    )


def tone(value: float | None) -> str:
    """Return the style of a signed number: "up", "down" or nothing when it rounds to 0.0%."""
    if value is None or abs(value) < SAME:
        return ""
    return "up" if value > 0 else "down"


def _interval(interval: Interval | None, *, under_a_year: bool) -> Text:
    if interval is None:
        return both("too short for an interval", "时间太短，无法给出区间")
    low, high = percent(interval.low, signed=True), percent(interval.high, signed=True)
    sure = f"{interval.confidence:.0%}"
    if under_a_year:
        return both(
            f"{sure} interval of the relative return {low} to {high}", f"相对收益 {sure} 置信区间 {low} 至 {high}"
        )
    return both(f"{sure} interval a year {low} to {high}", f"年化超额 {sure} 置信区间 {low} 至 {high}")
