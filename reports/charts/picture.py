"""A chart as SVG: what print shows, and a reader without JavaScript. Some 300 points a line, so that it stays small."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from markupsafe import Markup

from reports.charts.model import Band, Chart, Mark, Panel, Series
from reports.drawing.svg import element, hint, words

WIDTH, LEFT, RIGHT, GAP, FOOT = 1000.0, 52.0, 8.0, 26.0, 20.0
MOST_POINTS = 300


def picture(chart: Chart) -> Markup:
    """Return the chart as one SVG element, its colours those of the page."""
    top, drawn = 0.0, []
    for panel in chart.panels:
        drawn.append(_panel(panel, len(chart.days), top + GAP))
        top += GAP + panel.height
    height = top + FOOT
    return element(
        "svg",
        *(_band(each, len(chart.days), height - FOOT) for each in chart.bands),
        *drawn,
        *(_mark(each, len(chart.days), height - FOOT) for each in chart.marks if each.value is None),
        *_days(chart.days, height),
        viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
        class_="picture",
        aria_hidden="true",
    )


def _x(row: float, sessions: int) -> float:
    return LEFT + row / max(sessions - 1, 1) * (WIDTH - LEFT - RIGHT)


def _panel(panel: Panel, sessions: int, top: float) -> Markup:
    layers = _stacked(panel.series) if panel.stacked else [each.values for each in panel.series]
    low, high = _range(panel, layers)
    bottom = top + panel.height

    def y(value: float) -> float:
        if panel.log:
            return bottom - (log(value) - log(low)) / (log(high) - log(low)) * panel.height
        return bottom - (value - low) / (high - low) * panel.height

    parts = [words(panel.title, x=0.0, y=top - 8, class_="panel-title")]
    ticks = (low, 0.0, high) if low < 0.0 < high else (low, high)
    parts += [words(_written(value, panel.form), x=LEFT - 6, y=y(value) + 4, class_="tick") for value in ticks]
    parts.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=bottom, y2=bottom, class_="rule"))
    if panel.zero and low < 0.0 < high:
        parts.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(0.0), y2=y(0.0), class_="zero"))
    floor = [0.0] * sessions
    for series, values in zip(panel.series, layers, strict=True):
        points = [(_x(row, sessions), y(value)) for row, value in _thinned(values)]
        if panel.stacked or series.filled:
            under = [
                (_x(row, sessions), y(value)) for row, value in _thinned(floor if panel.stacked else [0.0] * sessions)
            ]
            area = _path([*points, *reversed(under)]) + "Z"
            parts.append(
                element("path", d=area, fill=f"var(--{series.colour})", fill_opacity=0.9 if panel.stacked else 0.2)
            )
        if panel.stacked:
            floor = [value or 0.0 for value in values]
        else:
            dash = "6 4" if series.dashed else None
            parts.append(
                element(
                    "path", d=_path(points), fill="none", stroke=f"var(--{series.colour})",
                    stroke_width=series.width, stroke_dasharray=dash,
                )
            )  # fmt: skip
    return element("g", *parts)


def _stacked(series: Sequence[Series]) -> list[tuple[float | None, ...]]:
    total = [0.0] * len(series[0].values)
    layers: list[tuple[float | None, ...]] = []
    for each in series:
        total = [under + (value or 0.0) for under, value in zip(total, each.values, strict=True)]
        layers.append(tuple(total))
    return layers


def _range(panel: Panel, layers: Sequence[Sequence[float | None]]) -> tuple[float, float]:
    known = [value for values in layers for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    if panel.zero or panel.stacked:
        low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if high > low else (low - abs(low or 1.0) * 0.1, high + abs(high or 1.0) * 0.1)


def _thinned(values: Sequence[float | None]) -> list[tuple[int, float]]:
    """Rows with a value, at most some hundred: the lowest and the highest of each stretch."""
    known = [(row, value) for row, value in enumerate(values) if value is not None]
    if len(known) <= MOST_POINTS:
        return known
    size = -(-len(known) // (MOST_POINTS // 2))
    kept = {known[0], known[-1]}
    for start in range(0, len(known), size):
        stretch = known[start : start + size]
        kept |= {min(stretch, key=lambda each: each[1]), max(stretch, key=lambda each: each[1])}
    return sorted(kept)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) if points else ""


def _band(band: Band, sessions: int, bottom: float) -> Markup:
    left, right = _x(max(band.first - 0.5, 0), sessions), _x(min(band.last + 0.5, sessions - 1), sessions)
    return element(
        "rect", hint(band.label), x=left, y=GAP, width=max(right - left, 1.0), height=bottom - GAP,
        class_=f"band {band.kind}",
    )  # fmt: skip


def _mark(mark: Mark, sessions: int, bottom: float) -> Markup:
    at = _x(mark.at, sessions)
    right = at > WIDTH * 0.8
    return element(
        "g",
        element("line", x1=at, x2=at, y1=GAP, y2=bottom),
        words(mark.label, x=at - 4 if right else at + 4, y=GAP + 11, text_anchor="end" if right else "start"),
        class_=f"mark {mark.kind}",
    )


def _days(days: Sequence[str], height: float) -> list[Markup]:
    rows = sorted({round(k * (len(days) - 1) / 6) for k in range(7)})
    anchor = {rows[0]: "start", rows[-1]: "end"}
    return [
        words(days[row], x=_x(row, len(days)), y=height - 4, text_anchor=anchor.get(row, "middle"), class_="day-tick")
        for row in rows
    ]


def _written(value: float, form: str) -> str:
    if form in ("percent", "points"):
        return f"{value * 100:+,.0f}%".replace("-", "\N{MINUS SIGN}") if value else "0%"
    return f"{value:,.0f}"
