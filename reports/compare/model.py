"""Runs side by side as the plain data of their page: everything that the template writes, nothing that computes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backtest.metrics.definitions import Definition
from backtest.result.badge import badge_words
from backtest.result.beside.beside import Beside, Matrix
from backtest.result.beside.common_numbers import NumberRow
from backtest.result.beside.held_in_common import HeldName
from backtest.result.beside.sentences import (
    alone_sentence,
    data_sentence,
    held_sentences,
    sessions_sentence,
    spans_sentence,
    warnings,
)
from backtest.result.beside.set_otherwise import GROUPS
from backtest.result.beside.side import OwnVerdict, Side
from backtest.result.wording import ABSENT, metric, number, percent
from backtest.validity.interval import Interval
from data_sources.language.text import Text, both, joined, same
from reports.charts.model import Chart
from reports.compare.charts import COLOURS, growth_chart, overlap_chart
from reports.drawing.intervals import Axis, Bar, axis_of, bar_of

NAMED = 4
"""Runs that a title names."""
SHADES = 5
"""Strengths of colour that cells of a correlation have, as the heat map of months."""


@dataclass(frozen=True)
class Head:
    """A run as the head of a column: ``colour`` is that of its line, ``href`` leads to its page, "" without one."""

    label: str
    title: Text
    href: str
    colour: str
    dashed: bool


@dataclass(frozen=True)
class OwnRow:
    """What a run says of itself: its badge over its own span, with the interval of its excess drawn on one axis."""

    head: Head
    badge: Text
    span: Text
    excess: Text
    interval: Text
    bar: Bar | None


@dataclass(frozen=True)
class Row:
    """One number of all runs, written out; ``formula`` says how it is computed."""

    label: Text
    formula: Text
    values: tuple[Text, ...]


@dataclass(frozen=True)
class Cell:
    """A correlation, written; ``shade`` from -5 to 5 is how strong it is."""

    text: str
    shade: int


@dataclass(frozen=True)
class SettingRow:
    """One thing that was set otherwise."""

    group: Text
    label: Text
    values: tuple[Text, ...]


@dataclass(frozen=True)
class ComparePage:
    """The page; ``charts`` are those of time series, the first the growth of all runs."""

    title: Text
    simulated: bool
    warnings: tuple[Text, ...]
    sentences: tuple[Text, ...]
    same_data: bool
    data: Text
    heads: tuple[Head, ...]
    charts: tuple[Chart, ...]
    own: tuple[OwnRow, ...]
    axis: Axis | None
    common: tuple[Row, ...]
    record: tuple[Row, ...]
    returns: tuple[tuple[Cell, ...], ...]
    excess: tuple[tuple[Cell, ...], ...]
    held: tuple[Text, ...]
    names: tuple[HeldName, ...]
    last: str
    settings: tuple[SettingRow, ...]
    alone: Text


def compare_page(seen: Beside, links: Sequence[str] = ()) -> ComparePage:
    """Return the data of the page; ``links`` lead to the page of each run."""
    heads = tuple(_head(side, row, links) for row, side in enumerate(seen.sides))
    overlap = overlap_chart(seen)
    axis = axis_of([found for side in seen.sides if (found := _interval(side.verdict))])
    otherwise = seen.otherwise
    return ComparePage(
        title=joined([both("Runs side by side:", "回测对比："), _named(seen.labels)]),
        simulated=all(side.simulated for side in seen.sides),
        warnings=_warnings(seen),
        sentences=tuple(each for each in (sessions_sentence(seen), spans_sentence(seen)) if each),
        same_data=otherwise is None or otherwise.same_data,
        data=data_sentence(seen),
        heads=heads,
        charts=(growth_chart(seen), *((overlap,) if overlap else ())),
        own=tuple(_own(side, head, axis) for side, head in zip(seen.sides, heads, strict=True)),
        axis=axis,
        common=(*(_row(row) for row in seen.numbers.common), _intervals(seen)),
        record=tuple(_row(row) for row in seen.numbers.own),
        returns=_cells(seen.returns),
        excess=_cells(seen.excess),
        held=held_sentences(seen),
        names=seen.held.names if seen.held else (),
        last=str(seen.shared.dates[-1]),
        settings=tuple(SettingRow(GROUPS[row.group], row.label, row.values) for row in otherwise.differing)
        if otherwise
        else (),
        alone=alone_sentence(seen),
    )


def _named(labels: Sequence[str]) -> Text:
    """Name runs for a title; of many the first, since all stand below it."""
    if len(labels) <= NAMED:
        return joined(labels, ", ", "、")
    shown, more = joined(labels[: NAMED - 1], ", ", "、"), len(labels) - NAMED + 1
    return both(f"{shown} and {more} more", f"{shown.zh}等 {more + NAMED - 1} 个")


def _warnings(seen: Beside) -> tuple[Text, ...]:
    """What must stand before all numbers; that every price is simulated stands on its banner."""
    told = warnings(seen)
    return told[1:] if all(side.simulated for side in seen.sides) else told


def _head(side: Side, row: int, links: Sequence[str]) -> Head:
    colour, dashed = COLOURS[row]
    return Head(side.label, side.title, links[row] if row < len(links) else "", colour, dashed)


def _own(side: Side, head: Head, axis: Axis | None) -> OwnRow:
    own = side.verdict
    interval = _interval(own)
    a_year = both(" a year", "（年化）") if own.a_year else same("")
    excess = percent(own.excess, signed=True)
    ends = [percent(value, signed=True) for value in (own.low, own.high)]
    return OwnRow(
        head=head,
        badge=badge_words(own.badge) if own.badge else both("not recorded", "未记录"),
        span=both(f"{own.base} to {own.last}", f"{own.base} 至 {own.last}") if own.base else same(ABSENT),
        excess=both(f"{excess}{a_year}", f"{excess}{a_year.zh}") if own.excess is not None else same(ABSENT),
        interval=both(f"{ends[0]} to {ends[1]}", f"{ends[0]} 至 {ends[1]}") if interval else same(ABSENT),
        bar=bar_of(own.excess, interval, axis) if own.excess is not None else None,
    )


def _interval(own: OwnVerdict) -> Interval | None:
    """The ends of an interval, for an axis; how sure it is was said when it was measured."""
    if own.low is None or own.high is None or own.excess is None:
        return None
    return Interval(own.low, own.high, 0.95, 0, 0)


def _row(row: NumberRow) -> Row:
    known = row.definition
    return Row(same(known.label), same(known.formula), tuple(same(_value(known, value)) for value in row.values))


def _value(known: Definition, value: object) -> str:
    if known.key == "excess_arithmetic" and isinstance(value, float):
        return number(value * 100, 2, signed=True)
    return metric(known, value)


def _intervals(seen: Beside) -> Row:
    """The interval of the excess over the common sessions."""
    values = []
    for each in seen.numbers.excess:
        found = each.shown_interval
        ends = [percent(value, signed=True) for value in (found.low, found.high)] if found else []
        values.append(both(" to ".join(ends), " 至 ".join(ends)) if found else same(ABSENT))
    short = any(each.under_a_year for each in seen.numbers.excess)
    label = (
        both("Excess over the span, 95% interval", "区间超额的95% 区间")
        if short
        else both("Excess a year, 95% interval", "年化超额的95% 区间")
    )
    formula = both(
        "the growth relative to the index, with the long-run variance of its daily logarithms",
        "相对基准的增长，按日对数差的长期方差",
    )
    return Row(label, formula, tuple(values))


def _cells(matrix: Matrix) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(Cell(number(value), 0 if value is None else round(value * SHADES)) for value in row) for row in matrix
    )
