"""The names of a picture's lines: beside the title of their panel where they have room there, else in rows below it."""

from __future__ import annotations

from markupsafe import Markup

from reports.charts.axes import RIGHT, WIDTH
from reports.charts.model import Panel, Series
from reports.drawing.svg import element, short, words
from reports.drawing.text_width import text_width

ROW = 15.0
SWATCH, BETWEEN = 18.0, 12.0


def legend_rows(panel: Panel) -> list[list[Series]]:
    """Return the rows of names below the title; none where they stand beside it, and for a single line."""
    if len(panel.series) == 1 or _beside(panel):
        return []
    rows: list[list[Series]] = [[]]
    taken = 0.0
    for series in panel.series:
        if rows[-1] and taken + _width(series) > WIDTH - RIGHT:
            rows.append([])
            taken = 0.0
        rows[-1].append(series)
        taken += _width(series) + BETWEEN
    return rows


def legend_picture(panel: Panel, title: float) -> list[Markup]:
    """Return the names with a piece of each line; ``title`` is the base line of the panel's title."""
    if len(panel.series) == 1:
        return []
    if _beside(panel):
        left = WIDTH - RIGHT - sum(map(_width, panel.series)) - BETWEEN * (len(panel.series) - 1)
        return _row(panel, list(panel.series), left, title)
    return [
        part for k, row in enumerate(legend_rows(panel)) for part in _row(panel, row, 0.0, title + ROW * (k + 1))
    ]  # fmt: skip


def _row(panel: Panel, row: list[Series], left: float, base: float) -> list[Markup]:
    parts = []
    for series in row:
        parts.append(
            element(
                "path", d=f"M{short(left)} {short(base - 4)}h12", stroke=f"var(--{series.colour})",
                stroke_width=8.0 if panel.stacked else series.width + 0.5,
                stroke_dasharray="4 2" if series.dashed else None,
            )
        )  # fmt: skip
        parts.append(words(series.label, x=left + 15, y=base))
        left += _width(series) + BETWEEN
    return parts


def _beside(panel: Panel) -> bool:
    names = sum(map(_width, panel.series)) + BETWEEN * len(panel.series)
    return max(text_width(panel.title), text_width(panel.title.zh)) + 20 + names <= WIDTH - RIGHT


def _width(series: Series) -> float:
    return max(text_width(series.label), text_width(series.label.zh)) + SWATCH
