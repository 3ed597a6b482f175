"""The front page of a site: every strategy in a row, its excess with its interval on one axis for all.

The order is by the lower end of the interval of the excess, a year: best excess is what luck sorts by.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import expm1, log, log1p
from pathlib import Path

from backtest.result.badge import CHINESE, Badge
from backtest.result.several import Several, several_sentences
from backtest.result.summary import surest_first, tally_sentence
from backtest.result.wording import percent
from backtest.validity.interval import Interval
from data_sources.language.text import NOTHING, Text, both, same
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
SPARK_POINTS = 11

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class StrategyRow:
    """One strategy. Fractions; ``bar`` draws its wealth relative to the benchmark, in log-points over its own test.

    ``segments`` are single ones, by their place among those of the page.
    """

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
    segments: tuple[int, ...]
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
    """A strategy's line for the overlay: its growth and that of its index on its days."""

    name: str
    benchmark: str
    path: WeeklyPath


@dataclass(frozen=True)
class StrategiesPage:
    """The table, what stands above it, and the lines that an overlay draws, by the name of their strategy.

    ``caveats`` are those that every row would have: they are said once. ``ends`` are those of the axis, as gains and
    losses against the index; ``tally`` counts the badges, ``together`` says what all have in common.
    """

    rows: tuple[StrategyRow, ...]
    axis: Axis | None
    ends: tuple[Text, Text] | None
    tally: Text
    together: tuple[Text, ...]
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
    data = packed_overlay(page.overlay) | {"segments": [[str(each), each.zh] for each in page.segments]}
    write_tab(folder, STRATEGIES, state, {"page": page, "data": script_json(data)}, look)


def packed_overlay(lines: Sequence[Overlay]) -> dict[str, object]:
    """Return lines as the script of the page unpacks them, in steps (``charts.steps``), since a page has few bytes.

    ``days`` are those of all, since 1970-01-01; ``indices`` the level of each index on them, in ten-thousandths;
    ``lines`` by name the place of its index and its growth in thousandths, nothing on a day that it does not have.
    """
    days = sorted({day for each in lines for day in each.path.days})
    names = list(dict.fromkeys(each.benchmark for each in lines))
    levels = [index_levels([each.path for each in lines if each.benchmark == name]) for name in names]
    return {
        "days": stepped(day.toordinal() - EPOCH for day in days),
        "indices": [stepped(_whole(found, days, 10_000)) for found in levels],
        "lines": {each.name: [names.index(each.benchmark), _growth(each.path, days)] for each in lines},
    }


def _growth(path_of: WeeklyPath, days: Sequence[date]) -> str:
    """Growth as steps, none after its last day."""
    known = dict(zip(path_of.days, path_of.own, strict=True))
    return stepped(_whole(known, [day for day in days if day <= path_of.days[-1]], 1000))


def _whole(known: Mapping[date, float], days: Sequence[date], parts: int) -> list[int | None]:
    return [round(known[day] * parts) if day in known else None for day in days]


def index_levels(paths: Sequence[WeeklyPath]) -> dict[date, float]:
    """Return the level of an index on the days of paths that each have its growth since their own first day.

    The level is 1 on the first day of all. A path that begins later is laid on the others by the first day that it
    shares with them.
    """
    levels: dict[date, float] = {}
    for each in sorted(paths, key=lambda each: each.days[0]):
        growth = dict(zip(each.days, each.market, strict=True))
        scale = next((levels[day] / growth[day] for day in each.days if day in levels), 1.0)
        levels = {day: scale * value for day, value in growth.items()} | levels
    return levels


def strategies_page(rows: Sequence[IndexRow], several: Several | None = None) -> StrategiesPage:
    """Return the data of the front page, its rows in their order."""
    ordered = surest_first(rows)
    spans = [span for row in ordered if (span := _span(row))]
    axis = axis_of([_within(span) for span in spans])
    common = _common_caveats(ordered)
    parts = {row.name: single_segments(row) for row in ordered}
    segments = tuple(sorted({each for single in parts.values() for each in single}))
    places = {name: tuple(sorted(map(segments.index, single))) for name, single in parts.items()}
    return StrategiesPage(
        rows=tuple(_row(row, axis, common, places[row.name]) for row in ordered),
        axis=axis,
        ends=(percent(expm1(axis.low), 0, signed=True), percent(expm1(axis.high), 0, signed=True)) if axis else None,
        tally=tally_sentence(ordered) or NOTHING,
        together=tuple(several_sentences(several)) if several else (),
        benchmark_notes=tuple(dict.fromkeys(row.benchmark_note for row in ordered if row.numbers)),
        caveats=common,
        reports=tuple(sorted({report for row in ordered for report in row.reports})),
        segments=segments,
        badges=tuple(_badge(badge) for badge in CHINESE if any(row.badge == badge for row in ordered)),
        overlay=tuple(Overlay(row.name, row.benchmark, row.path) for row in ordered if row.path),
    )


def _common_caveats(rows: Sequence[IndexRow]) -> tuple[Text, ...]:
    """Return the caveats that all of several judged rows have, in their order."""
    judged = [row for row in rows if row.numbers]
    if len(judged) < 2:  # noqa: PLR2004 - what one row has stands in it
        return ()
    return tuple(each for each in judged[0].caveats if all(each in row.caveats for row in judged))


def single_segments(row: IndexRow) -> frozenset[Text]:
    """Return the segments of a row one by one; those that are named after its reports are no segments.

    A name may stand in several: ``optical + ocs`` are the segments ``optical`` and ``ocs``.
    """
    single = (
        both(english, chinese)
        for each in row.segments
        for english, chinese in zip(each.split(" + "), each.zh.split(" + "), strict=True)
    )
    return frozenset(each for each in single if each not in row.reports)


def _row(row: IndexRow, axis: Axis | None, said: Collection[Text], segments: tuple[int, ...]) -> StrategyRow:
    seen, span = row.numbers, _span(row)
    return StrategyRow(
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
        segments=segments,
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
