"""The chart on top of a page: growth, excess and underwater over one axis of sessions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from backtest.metrics.publication import in_order
from backtest.result.gate_spans import GateSpan, gate_spans, span_words
from backtest.result.phases import Phase
from backtest.result.result import Result
from data_sources.language.text import NOTHING, both, joined, same
from reports.charts.model import Band, Chart, Mark, Panel, Series
from reports.sections.curves import Curves

LOG_FROM = 3.0
"""A path that grows by more than this between its lowest and highest value is drawn on a logarithmic axis at first."""

STRATEGY = both("Strategy", "策略")
HINDSIGHT = both("hindsight", "事后回溯")


def growth_chart(curves: Curves, result: Result, stretches: Sequence[Phase] = ()) -> Chart:
    """Return growth of 100 of strategy, benchmark and plain list, the excess in points and the falls below."""
    return Chart(
        "chart-growth",
        both("Growth, excess and drawdown", "净值、超额收益与回撤"),
        curves.dates,
        (_growth(curves), _excess(curves), _underwater(curves)),
        (*bands_of(curves), *_phase_bands(curves, stretches), *_gate_bands(curves, gate_spans(result.gates))),
        (*_flags(curves, result), _end(curves)),
    )


def _growth(curves: Curves) -> Panel:
    lines = [
        Series(STRATEGY, curves.strategy, "strategy", width=2.0),
        Series(same(curves.benchmark.name), curves.benchmark.values, "benchmark"),
    ]
    if curves.plain:
        lines.append(Series(both("Plain list", "等权名单"), curves.plain, "plain", dashed=True))
    if curves.diary:
        lines.append(Series(both("Paper diary", "模拟盘日志"), curves.diary, "ink", width=2.0, dashed=True))
    base = curves.dates[curves.test or 0]
    title = both(f"100 = close of {base}", f"{base} 收盘 = 100")
    return Panel(title, tuple(lines), "level", 340, log=_steep(curves))


def _excess(curves: Curves) -> Panel:
    title = both("Excess in percentage points since the base", "累计超额（个百分点）")
    series = Series(both("Excess", "超额收益"), curves.excess, "excess", filled=True)
    return Panel(title, (series,), "points", 120, zero=True)


def _underwater(curves: Curves) -> Panel:
    lines = (
        Series(both("Drawdown", "回撤"), curves.drawdown, "strategy", filled=True),
        Series(both("Benchmark's drawdown", "基准回撤"), curves.benchmark_drawdown, "benchmark"),
    )
    return Panel(both("Below the highest value so far", "距前期高点"), lines, "percent", 110, zero=True)


def bands_of(curves: Curves) -> tuple[Band, ...]:
    """Return the hindsight part, shaded."""
    return (Band(0, curves.cut, HINDSIGHT, "hindsight"),) if curves.cut else ()


def marks_of(curves: Curves) -> tuple[Mark, ...]:
    """Return where the test and the names of each earlier report begin, for charts beside the first."""
    found = [Mark(row, NOTHING, "publication") for row in sorted({*curves.begun, curves.cut} - {0, curves.test or 0})]
    if curves.test:
        found.append(
            Mark(curves.test, both(f"test, from {curves.published}", f"检验期，始于 {curves.published}"), "thesis")
        )
    return tuple(found)


def _phase_bands(curves: Curves, stretches: Sequence[Phase]) -> tuple[Band, ...]:
    """Every second phase of the test, so that each differs from its neighbours."""
    return tuple(
        Band(
            bisect_left(curves.dates, each.base_date.isoformat()),
            bisect_right(curves.dates, each.last_date.isoformat()) - 1,
            same(each.label),
            "phase",
        )
        for each in stretches[1::2]
    )


def _gate_bands(curves: Curves, spans: Sequence[GateSpan]) -> tuple[Band, ...]:
    return tuple(band for each in spans if (band := _gate(curves, each)))


def _gate(curves: Curves, span: GateSpan) -> Band | None:
    """The sessions that traded by the decisions of a stretch; None where the chart does not reach them."""
    first = bisect_right(curves.dates, span.since.isoformat())
    last = bisect_right(curves.dates, span.until.isoformat()) - 1 if span.until else len(curves.dates) - 1
    return Band(first, last, span_words(span), "gate") if last >= first else None


def _flags(curves: Curves, result: Result) -> tuple[Mark, ...]:
    """A flag for each publication within the chart, with its report and who published it."""
    flags = []
    for each in in_order(result.publications):
        row = bisect_left(curves.dates, each.known_from.isoformat())
        if row < len(curves.dates) and (row or curves.dates[0] == each.known_from.isoformat()):
            who = joined((each.report if each.kind == "report" else "", each.broker), " ", " ")
            flags.append(Mark(row, who, "thesis" if each.states_thesis else "publication"))
    return tuple(flags)


def _end(curves: Curves) -> Mark:
    last = curves.dates[-1]
    return Mark(len(curves.dates) - 1, both(f"data until {last}", f"数据截至 {last}"), "end")


def _steep(curves: Curves) -> bool:
    paths = [
        value
        for path in (curves.strategy, curves.benchmark.values, curves.plain)
        for value in path
        if value is not None
    ]
    return min(paths) > 0 and max(paths) / min(paths) > LOG_FROM
