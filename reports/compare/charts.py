"""The time series of runs side by side: growth, excess and falls over one axis, and the weight held in common."""

from __future__ import annotations

from backtest.market.indices import index_name
from backtest.result.beside.beside import Beside
from data_sources.language.text import Text, both, same
from data_sources.tables.facts import Floats
from reports.charts.model import Chart, Panel, Series

COLOURS = (
    ("strategy", False), ("benchmark", False), ("excess", False), ("segment-3", False), ("segment-5", False),
    ("strategy", True), ("benchmark", True), ("excess", True), ("segment-3", True), ("segment-5", True),
)  # fmt: skip
"""The colour of each run's line, and whether it is dashed: five colours are told apart, ten are not."""
LOG_FROM = 3.0
"""A path that grows by more than this between its lowest and highest value is drawn on a logarithmic axis at first."""
HUNDRED = 100.0
DIGITS = 5


def growth_chart(seen: Beside) -> Chart:
    """Return growth of 100 of all runs and their indices, with their excess and their falls below."""
    shared = seen.shared
    growth = HUNDRED * shared.growth
    panels = (
        Panel(
            both(f"100 = close of {shared.dates[0]}", f"{shared.dates[0]} 收盘 = 100"),
            (*_lines(seen, growth, width=2.0), *_indices(seen)),
            "level",
            340,
            log=bool(growth.min() > 0 and growth.max() / growth.min() > LOG_FROM),
        ),
        Panel(both("Excess, points", "超额（百分点）"), _lines(seen, shared.excess), "points", 140, zero=True),
        Panel(both("Below the highest value so far", "回撤"), _lines(seen, shared.drawdown), "percent", 120, zero=True),
    )
    label = both("Growth, excess and drawdown on common sessions", "共有交易日的净值、超额与回撤")
    caption = both(
        "Dashed grey is the index. From above: growth of 100, the difference to the own index in points, and how far "
        "each lies below its highest value so far.",
        "灰色虚线为基准。自上而下：净值（起点 100）、相对各自基准的超额（百分点）、回撤。",
    )
    return Chart("chart-growth", label, _days(seen), panels, caption=caption)


def overlap_chart(seen: Beside) -> Chart | None:
    """Return the weight that each other run has in common with the first; None where it is not known."""
    if seen.held is None:
        return None
    first = seen.labels[0]
    pairs = [pair for pair in seen.held.overlaps if pair.first == 0]
    series = tuple(
        Series(
            same(seen.labels[pair.second]),
            _values(pair.shares),
            COLOURS[pair.second][0],
            dashed=COLOURS[pair.second][1],
        )
        for pair in pairs
    )
    title = both(f"Share of weight in common with {first}", f"与 {first} 的持仓重合度")
    return Chart("chart-overlap", title, _days(seen), (Panel(title, series, "percent", 160, zero=True),), caption=title)


def _lines(seen: Beside, values: Floats, *, width: float = 1.5) -> tuple[Series, ...]:
    return tuple(
        Series(same(label), _values(row), colour, width=width, dashed=dashed)
        for label, row, (colour, dashed) in zip(seen.labels, values, COLOURS, strict=False)
    )


def _indices(seen: Beside) -> tuple[Series, ...]:
    """The index of each run, one line for those that have the same; data that differ are two lines."""
    drawn: list[Floats] = []
    series = []
    for side, path in zip(seen.sides, seen.shared.benchmark, strict=True):
        if any((path == other).all() for other in drawn):
            continue
        drawn.append(path)
        name = _name(side.benchmark)
        label = name if len(drawn) == 1 else both(f"{name} of {side.label}", f"{name.zh}（{side.label}）")
        series.append(Series(label, _values(HUNDRED * path), "plain", dashed=True))
    return tuple(series)


def _name(benchmark: str) -> Text:
    return same(index_name(benchmark)) if benchmark else both("benchmark", "基准")


def _days(seen: Beside) -> tuple[str, ...]:
    return tuple(map(str, seen.shared.dates))


def _values(row: Floats) -> tuple[float, ...]:
    return tuple(round(value, DIGITS) for value in row.tolist())
