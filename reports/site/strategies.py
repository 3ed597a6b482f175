"""The front page of a site: every strategy in a row, its excess with its interval on one axis for all.

The order is by the lower end of the interval of the excess, a year: best excess is what luck sorts by.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log, log1p
from pathlib import Path

from backtest.result.badge import CHINESE, Badge
from backtest.result.several import Several, several_sentences
from backtest.result.summary import surest_first, tally_sentence
from backtest.validity.interval import Interval
from data_sources.language.text import Text, both, same
from reports.charts.lines import path, thinned
from reports.charts.steps import stepped
from reports.drawing.intervals import Axis, Bar, axis_of, bar_of
from reports.page import Look, script_json
from reports.site.frame import SiteState, write_tab
from reports.site.summary import IndexRow, WeeklyPath
from reports.site.tabs import STRATEGIES

NEAREST, FARTHEST = log(1 / 4), log(4)
"""Ends of the axis, a quarter and four times the benchmark's wealth: a wild interval must not squeeze the others."""

SPARK_WIDTH, SPARK_HEIGHT = 90, 22
SPARK_POINTS = 24


@dataclass(frozen=True)
class StrategyRow:
    """One strategy. Fractions; ``bar`` draws its wealth relative to the benchmark, in log-points over its own test.

    ``number`` is its place in the default order, ``path`` that of its lines among those of the overlay, None without.
    """

    number: int
    name: str
    title: Text
    href: str
    badge: Badge
    badge_text: Text
    sentence: str
    published: date | None
    first: date | None
    last: date
    reports: tuple[str, ...]
    segments: tuple[Text, ...]
    excess: float | None
    low: float | None
    high: float | None
    bar: Bar | None
    own: float | None
    market: float | None
    benchmark: str
    plain: float | None
    added: float | None
    drawdown: float | None
    names: float | None
    turnover: float | None
    tried: int | None
    spark: str
    caveats: tuple[Text, ...]
    diary: str
    hindsight: bool


@dataclass(frozen=True)
class Overlay:
    """A strategy's lines for the overlay: ``days`` since 1970-01-01, growth in thousandths."""

    name: str
    title: Text
    benchmark: str
    days: tuple[int, ...]
    own: tuple[int, ...]
    market: tuple[int, ...]


@dataclass(frozen=True)
class StrategiesPage:
    """The table, what stands above it, and the lines that an overlay draws, by the name of their strategy.

    ``caveats`` are those that every row would have: they are said once.
    """

    rows: tuple[StrategyRow, ...]
    axis: Axis | None
    together: tuple[str, ...]
    benchmark_notes: tuple[str, ...]
    caveats: tuple[Text, ...]
    reports: tuple[str, ...]
    segments: tuple[Text, ...]
    badges: tuple[Text, ...]
    overlay: tuple[Overlay, ...]


def write_strategies(
    folder: Path,
    rows: Sequence[IndexRow],
    state: SiteState,
    *,
    several: Several | None = None,
    look: Look | None = None,
) -> None:
    """Write the front page into the root of a site. The same runs and state give the same bytes.

    Raises UserError when the file cannot be written.
    """
    page = strategies_page(rows, several)
    lines = {each.name: _lines(each) for each in page.overlay}
    write_tab(folder, STRATEGIES, state, {"page": page, "overlay": script_json(lines)}, look)


def _lines(each: Overlay) -> list[str]:
    """Days and growth as the script of the page unpacks them."""
    return [stepped(values) for values in (each.days, each.own, each.market)]


def strategies_page(rows: Sequence[IndexRow], several: Several | None = None) -> StrategiesPage:
    """Return the data of the front page, its rows in their order."""
    ordered = surest_first(rows)
    spans = [span for row in ordered if (span := _span(row))]
    axis = axis_of([_within(span) for span in spans])
    tally = tally_sentence(ordered)
    common = _common_caveats(ordered)
    return StrategiesPage(
        rows=tuple(_row(number, row, axis, common) for number, row in enumerate(ordered)),
        axis=axis,
        together=(*(several_sentences(several) if several else ()), *([tally] if tally else [])),
        benchmark_notes=tuple(dict.fromkeys(row.benchmark_note for row in ordered if row.numbers)),
        caveats=common,
        reports=tuple(sorted({report for row in ordered for report in row.reports})),
        segments=tuple(sorted({segment for row in ordered for segment in row.segments})),
        badges=tuple(_badge(badge) for badge in CHINESE if any(row.badge == badge for row in ordered)),
        overlay=tuple(_overlay(row, row.path) for row in ordered if row.path),
    )


def _common_caveats(rows: Sequence[IndexRow]) -> tuple[Text, ...]:
    """Return the caveats that all of several judged rows have, in their order."""
    judged = [row for row in rows if row.numbers]
    if len(judged) < 2:  # noqa: PLR2004 - what one row has stands in it
        return ()
    return tuple(each for each in judged[0].caveats if all(each in row.caveats for row in judged))


def _row(number: int, row: IndexRow, axis: Axis | None, said: Collection[Text]) -> StrategyRow:
    seen, span = row.numbers, _span(row)
    return StrategyRow(
        number=number,
        name=row.name,
        title=same(row.title),
        href=row.href,
        badge=row.badge,
        badge_text=_badge(row.badge),
        sentence=row.headline,
        published=row.known_from,
        first=row.first,
        last=row.last,
        reports=row.reports,
        segments=row.segments,
        excess=seen.excess if seen else None,
        low=seen.span_interval.low if seen and seen.span_interval else None,
        high=seen.span_interval.high if seen and seen.span_interval else None,
        bar=bar_of(log1p(seen.relative), span, axis) if seen and span else None,
        own=seen.own if seen else None,
        market=seen.market if seen else None,
        benchmark=row.benchmark,
        plain=row.plain.plain if row.plain else None,
        added=row.plain.added if row.plain else None,
        drawdown=row.drawdown,
        names=row.names,
        turnover=row.turnover,
        tried=row.tried,
        spark=_spark(row.path) if row.path else "",
        caveats=tuple(each for each in row.caveats if each not in said),
        diary=row.diary.words if row.diary else "",
        hindsight=row.hindsight,
    )


def _badge(badge: Badge) -> Text:
    return both(badge, CHINESE[badge])


def _span(row: IndexRow) -> Interval | None:
    """The interval of the wealth relative to the benchmark over the test, in log-points."""
    seen = row.numbers.span_interval if row.numbers else None
    if seen is None:
        return None
    # A lower end of minus one, a total loss, lies beyond any axis.
    low = log1p(max(seen.low, -0.999999))
    return replace(seen, low=low, high=log1p(seen.high))


def _within(span: Interval) -> Interval:
    return replace(span, low=max(span.low, NEAREST), high=min(span.high, FARTHEST))


def _overlay(row: IndexRow, path: WeeklyPath) -> Overlay:
    epoch = date(1970, 1, 1).toordinal()
    return Overlay(
        row.name,
        same(row.title),
        row.benchmark,
        tuple(day.toordinal() - epoch for day in path.days),
        tuple(round(value * 1000) for value in path.own),
        tuple(round(value * 1000) for value in path.market),
    )


def _spark(path_of: WeeklyPath) -> str:
    """Return the path of a small drawing of the wealth relative to the benchmark; 1 lies within its height."""
    relative = [own / market for own, market in zip(path_of.own, path_of.market, strict=True)]
    low, high = min(*relative, 1.0), max(*relative, 1.0)
    height, across = (high - low) or 1.0, max(len(relative) - 1, 1)
    points = [
        (1 + row / across * (SPARK_WIDTH - 2), SPARK_HEIGHT - 1 - (value - low) / height * (SPARK_HEIGHT - 2))
        for row, value in thinned(relative, SPARK_POINTS)
    ]
    return path(points, whole=True)
