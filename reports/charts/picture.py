"""A chart as SVG: what print shows, and a reader without JavaScript. Some 130 points a line, so that it stays small."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reports.charts.axes import LEFT, RIGHT, WIDTH, Axis, Layer, axis_of, layers_of, x_of
from reports.charts.flags import bands_picture, marks_picture
from reports.charts.legend import ROW, legend_picture, legend_rows
from reports.charts.lines import SMALL, evenly, path, points_of, thinned
from reports.charts.model import Chart, Panel, Series
from reports.charts.ticks import day_ticks
from reports.charts.written import tick_label
from reports.drawing.svg import element, short, words
from reports.drawing.text_width import text_width

GAP, FOOT = 22.0, 18.0
SCALE = 0.62  # of the heights on a screen, so that a chart and the words about it share a sheet of paper
MOST_DAYS = 8


def picture(chart: Chart) -> Markup:
    """Return the chart as one SVG element, its colours those of the page."""
    sessions, top = len(chart.days), 0.0
    axes: list[Axis] = []
    for panel in chart.panels:
        head = top + GAP + ROW * len(legend_rows(panel))
        bottom = head + panel.height * SCALE
        axes.append(axis_of(panel, layers_of(panel), head, bottom))
        top = bottom
    return element(
        "svg",
        *bands_picture(chart.bands, sessions, axes[0].top, top),
        *(_panel(panel, axis, sessions) for panel, axis in zip(chart.panels, axes, strict=True)),
        *marks_picture(chart, axes),
        *_days(chart.days, top),
        viewBox=f"0 0 {WIDTH:.0f} {top + FOOT:.0f}",
        class_="picture",
        aria_hidden="true",
    )


def _panel(panel: Panel, axis: Axis, sessions: int) -> Markup:
    """The first series stands on top of the others; of stacked ones the highest lies at the back."""
    drawn = reversed(list(zip(panel.series, layers_of(panel), strict=True)))
    return element(
        "g",
        *_frame(panel, axis),
        *_between(panel, axis, sessions),
        *(_series(series, values, axis, sessions, panel) for series, values in drawn),
    )


def _frame(panel: Panel, axis: Axis) -> list[Markup]:
    title = axis.top - 7 - ROW * len(legend_rows(panel))
    parts = [words(panel.title, x=0.0, y=title, class_="panel-title"), *legend_picture(panel, title)]
    places = [(value, axis.y(value)) for value in axis.ticks]
    zero = [at for value, at in places if panel.zero and value == 0]
    parts.append(_rules([at for _, at in places if at not in zero], "rule"))
    parts.append(_rules(zero, "zero"))
    labels = (words(tick_label(value, panel.form), y=at) for value, at in places)
    return [*parts, element("g", *labels, class_="tick", transform=f"translate({LEFT - 5:.0f} 4)")]


def _rules(places: Sequence[float], name: str) -> Markup:
    """Lines across the panel, as one path."""
    across = "".join(f"M{short(LEFT)} {short(at)}H{short(WIDTH - RIGHT)}" for at in places)
    return element("path", d=across, class_=name) if across else Markup("")


def _series(series: Series, values: Layer, axis: Axis, sessions: int, panel: Panel) -> Markup:
    """One path: a line, or a line with the area down to zero, which is outlined so that no point is written twice."""
    rows = evenly(values) if panel.stacked else thinned(values, points_of(panel))
    points = [(x_of(row, sessions), axis.y(value)) for row, value in rows]
    line, colour = (
        path(points, stepped=series.stepped, whole=panel.stacked or panel.height <= SMALL),
        f"var(--{series.colour})",
    )
    floor = axis.y(max(axis.low, 0.0)) if axis.high > 0 else axis.y(axis.high)
    area = f"{line}V{floor:.1f}H{points[0][0]:.1f}Z" if points else ""
    if panel.stacked:
        return element("path", d=area, fill=colour)
    filled = {"d": area, "fill": colour, "fill_opacity": "0.2"} if series.filled else {"d": line, "fill": "none"}
    dash = "6 4" if series.dashed else None
    return element("path", **filled, stroke=colour, stroke_width=series.width, stroke_dasharray=dash)


def _between(panel: Panel, axis: Axis, sessions: int) -> list[Markup]:
    """The area between two series: along the upper one, and back along the lower one."""
    if panel.between is None:
        return []
    upper, lower = (evenly(panel.series[place].values, points_of(panel)) for place in panel.between)
    around = [(x_of(row, sessions), axis.y(value)) for row, value in (*upper, *reversed(lower))]
    colour = f"var(--{panel.series[panel.between[0]].colour})"
    return [element("path", d=f"{path(around)}z", fill=colour, fill_opacity="0.2")]


def _days(days: Sequence[str], bottom: float) -> list[Markup]:
    places = [(x_of(row, len(days)), label) for row, label in day_ticks(days, MOST_DAYS)]
    marks = "".join(f"M{short(at)} {short(bottom)}v4" for at, _ in places)
    labels = (words(label, x=at, text_anchor=_anchor(at, text_width(label) / 2)) for at, label in places)
    foot = f"translate(0 {short(bottom + FOOT - 4)})"
    return [element("path", d=marks, class_="rule"), element("g", *labels, class_="day-tick", transform=foot)]


def _anchor(at: float, half: float) -> str | None:
    """Labels stand in the middle below their day, but within the picture."""
    return "start" if at - half < LEFT else "end" if at + half > WIDTH else None
