"""The chart on top of a page: growth, excess and underwater over one axis of sessions."""

from __future__ import annotations

from data_sources.language.text import Text, both, same
from reports.charts.model import Band, Chart, Mark, Panel, Series
from reports.sections.curves import Curves
from reports.sections.holdings import Holdings

LOG_FROM = 3.0
"""A path that grows by more than this between its lowest and highest value is drawn on a logarithmic axis at first."""

STRATEGY = both("Strategy", "策略")


def growth_chart(curves: Curves) -> Chart:
    """Return growth of 100 of strategy and benchmark with their excess and their falls below."""
    benchmark = same(curves.benchmark.name)
    lines = [
        Series(STRATEGY, curves.strategy, "strategy", width=2.0),
        Series(benchmark, curves.benchmark.values, "benchmark"),
    ]
    if curves.diary:
        lines.append(Series(both("Paper diary", "模拟日记"), curves.diary, "ink", width=2.0, dashed=True))
    base = curves.dates[curves.test or 0]
    panels = (
        Panel(both(f"100 = close of {base}", f"{base} 收盘 = 100"), tuple(lines), "level", 340, log=_steep(curves)),
        Panel(
            both("Excess", "超额"),
            (Series(both("Excess", "超额"), curves.excess, "excess", filled=True),),
            "percent",
            120,
            zero=True,
        ),
        Panel(
            both("Below the highest value so far", "回撤"),
            (
                Series(STRATEGY, curves.drawdown, "strategy", filled=True),
                Series(benchmark, curves.benchmark_drawdown, "benchmark"),
            ),
            "percent",
            110,
            zero=True,
        ),
    )
    return Chart(
        "chart-growth",
        both("Growth, excess and drawdown", "净值、超额与回撤"),
        curves.dates,
        panels,
        bands_of(curves),
        marks_of(curves),
    )


def segments_chart(curves: Curves, holdings: Holdings) -> Chart:
    """Return the weights of the segments, stacked, cash on top."""
    series = tuple(
        Series(same(band.segment), band.weights, "cash" if band.segment == "cash" else f"segment-{k % 9 + 1}")
        for k, band in enumerate(holdings.segments)
    )
    panel = Panel(both("Weight of each segment", "各环节权重"), series, "percent", 260, stacked=True)
    return Chart("chart-segments", panel.title, curves.dates, (panel,), bands_of(curves), ())


def bands_of(curves: Curves) -> tuple[Band, ...]:
    """Return the hindsight part, shaded."""
    return (Band(0, curves.cut, both("hindsight", "后视"), "hindsight"),) if curves.cut else ()


def marks_of(curves: Curves) -> tuple[Mark, ...]:
    """Return where the test and the names of each earlier report begin."""
    found = [
        Mark(row, Text("", ""), "publication") for row in sorted({*curves.begun, curves.cut} - {0, curves.test or 0})
    ]
    if curves.test:
        found.append(
            Mark(curves.test, both(f"test, from {curves.published}", f"样本外，始于 {curves.published}"), "thesis")
        )
    return tuple(found)


def _steep(curves: Curves) -> bool:
    paths = (*curves.strategy, *curves.benchmark.values)
    return min(paths) > 0 and max(paths) / min(paths) > LOG_FROM
