"""Figures for plotly.js as plain dicts.

Colours are names of style variables, written "@name": the page's script puts in the value of the current theme, so that
one figure serves light, dark and print. Plotly's Python package is never imported.
"""

from __future__ import annotations

from typing import TypeAlias

from reports.sections.curves import Curves
from reports.sections.holdings import Holdings

Figure: TypeAlias = dict[str, object]

_PERCENT = "+.1%"
_WHOLE_PERCENT = "+.0%"
_MARGIN = {"l": 52, "r": 12, "t": 8, "b": 28}


def figures(curves: Curves | None, holdings: Holdings) -> dict[str, Figure]:
    """Return the figures of a page by the id of their place; none without curves."""
    if curves is None:
        return {}
    return {
        "chart-curve": curve_figure(curves),
        "chart-drawdown": drawdown_figure(curves),
        "chart-segments": segment_figure(curves, holdings),
    }


def curve_figure(curves: Curves) -> Figure:
    """Draw strategy and benchmark as growth of 100, with the excess in a panel of its own below."""
    lines = [
        _line(curves, "Strategy", curves.strategy, "@strategy", width=2.2),
        _line(curves, curves.benchmark.name, curves.benchmark.values, "@benchmark"),
    ]
    if curves.diary:
        written = _line(curves, "Paper diary", curves.diary, "@ink", width=2.2)
        lines.append({**written, "line": {"color": "@ink", "width": 2.2, "dash": "dash"}})
    excess = {
        **_line(curves, "Excess", curves.excess, "@excess"),
        "yaxis": "y2",
        "fill": "tozeroy",
        "fillcolor": "@excess-soft",
        "hovertemplate": f"%{{y:{_PERCENT}}}",
    }
    layout = _layout(curves) | {
        "yaxis": _axis(",.0f") | {"domain": [0.36, 1.0]},
        "yaxis2": _axis(_WHOLE_PERCENT, zero=True) | {"domain": [0.0, 0.28], "nticks": 4},
    }
    layout["xaxis"] = _time_axis() | {"anchor": "y2"}
    return {"data": [*lines, excess], "layout": layout}


def drawdown_figure(curves: Curves) -> Figure:
    """Draw how far strategy and benchmark stood below their highest value of the part."""
    own = {**_line(curves, "Strategy", curves.drawdown, "@strategy"), "fill": "tozeroy", "fillcolor": "@strategy-soft"}
    market = _line(curves, curves.benchmark.name, curves.benchmark_drawdown, "@benchmark")
    for line in (own, market):
        line["hovertemplate"] = f"%{{y:{_PERCENT}}}"
    # At the foot, where the falls are rarely that deep; at the top the zero line runs through the words.
    notes = [note | {"y": 0, "yanchor": "bottom"} for note in _publication(curves)[1]]
    return {"data": [own, market], "layout": _layout(curves) | {"yaxis": _axis(".0%", zero=True), "annotations": notes}}


def segment_figure(curves: Curves, holdings: Holdings) -> Figure:
    """Stack the weights of the segments, cash on top in grey."""
    bands = []
    for k, band in enumerate(holdings.segments):
        colour = "@cash" if band.segment == "cash" else f"@segment-{k % 9 + 1}"
        bands.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": band.segment,
                "x": curves.dates,
                "y": band.weights,
                "stackgroup": "weights",
                "line": {"width": 0.4, "color": "@paper"},
                "fillcolor": colour,
                "hovertemplate": "%{y:.1%}",
            }
        )
    axis = _axis(".0%") | {"range": [0, 1.0], "fixedrange": True}
    # The bands fill the chart, so words inside it could not be read; the dotted line has to do.
    return {"data": bands, "layout": _layout(curves) | {"yaxis": axis, "annotations": []}}


def _line(curves: Curves, name: str, values: tuple[float | None, ...], colour: str, *, width: float = 1.5) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": curves.dates,
        "y": values,
        "line": {"color": colour, "width": width},
        "hovertemplate": "%{y:.1f}",
    }


def _layout(curves: Curves) -> Figure:
    shapes, annotations = _publication(curves)
    return {
        "margin": _MARGIN,
        "paper_bgcolor": "@paper",
        "plot_bgcolor": "@paper",
        "font": {"color": "@muted", "size": 12},
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": "@raised", "bordercolor": "@rule", "font": {"color": "@ink"}},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": "@ink"}},
        "xaxis": _time_axis(),
        "shapes": shapes,
        "annotations": annotations,
    }


def _publication(curves: Curves) -> tuple[list[Figure], list[Figure]]:
    """Shade the hindsight part, and mark where the test and the names of each earlier report begin."""
    shapes: list[Figure] = []
    notes: list[Figure] = []
    if curves.cut > 0:
        start, end = curves.dates[0], curves.dates[curves.cut]
        shade = {"type": "rect", "xref": "x", "yref": "paper", "x0": start, "x1": end, "y0": 0, "y1": 1}
        shapes.append({**shade, "fillcolor": "@hindsight", "line": {"width": 0}, "layer": "below"})
        notes.append(_note(end, "hindsight", "right"))
    shapes += [_mark(curves.dates[row]) for row in sorted({curves.cut, curves.test or 0, *curves.begun} - {0})]
    if curves.test:
        notes.append(_note(curves.dates[curves.test], f"test, from {curves.published}", "left"))
    if curves.test and curves.test > curves.cut:
        notes.append(_note(curves.dates[curves.test], "names, before the thesis", "right"))
    return shapes, notes


def _mark(day: str) -> Figure:
    rule = {"type": "line", "xref": "x", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": 1}
    return {**rule, "line": {"color": "@ink", "width": 1, "dash": "dot"}}


def _note(x: str, text: str, side: str) -> Figure:
    return {
        "x": x,
        "y": 1,
        "xref": "x",
        "yref": "paper",
        "xanchor": side,
        "yanchor": "top",
        "xshift": 6 if side == "left" else -6,
        "text": text,
        "showarrow": False,
        "font": {"color": "@muted", "size": 11},
    }


def _time_axis() -> Figure:
    return {
        "type": "date",
        "showgrid": False,
        "linecolor": "@rule",
        "tickcolor": "@rule",
        "ticks": "outside",
        "nticks": 8,
    }


def _axis(form: str, *, zero: bool = False) -> Figure:
    return {
        "tickformat": form,
        "gridcolor": "@rule",
        "zeroline": zero,
        "zerolinecolor": "@muted",
        "zerolinewidth": 1,
        "fixedrange": True,
        "nticks": 6,
    }
