"""Marks of a picture: flags and lines through all panels, signs at the height of a value, and where words find room."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reports.charts.axes import WIDTH, Axis, x_of
from reports.charts.model import Band, Chart, Mark
from reports.drawing.svg import element, hint, short, words
from reports.drawing.text_width import text_width

ROW, ROWS = 13.0, 3
QUIET = {"end", "window"}
"""Marks whose words are left out where the first row is taken."""
UNSAID = {"phase", "window"}
"""Bands whose words stand in no picture."""
SIGNS = {"buy": "M0-5 4 3H-4Z", "sell": "M0 5 4-3H-4Z", "refusal": "M-3-3 3 3M3-3-3 3", "dividend": "M0-4 4 0 0 4-4 0Z"}
DOT = "M-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0"


def marks_picture(chart: Chart, axes: Sequence[Axis]) -> list[Markup]:
    """Return the marks of a chart: those with a value in its first panel, the others through each of its panels."""
    sessions = len(chart.days)
    through = [each for each in chart.marks if each.value is None]
    rows = label_rows([_span(each, sessions) for each in through])
    return [
        *(_flag(each, row, sessions, axes) for each, row in zip(through, rows, strict=True)),
        *(_sign(each, each.value, sessions, axes[0]) for each in chart.marks if each.value is not None),
    ]


def bands_picture(bands: Sequence[Band], sessions: int, top: float, bottom: float) -> list[Markup]:
    """Return the bands, behind everything; each says what it is where a pointer rests, a gate in words too."""
    return [part for each in bands for part in _band(each, sessions, top, bottom)]


def label_rows(spans: Sequence[tuple[float, float]]) -> list[int | None]:
    """Return the row in which each label finds room, from the top; None where every row is taken there."""
    ends = [-1.0] * ROWS
    rows: list[int | None] = []
    for left, right in spans:
        row = next((k for k, end in enumerate(ends) if left > end), None)
        if row is not None:
            ends[row] = right
        rows.append(row)
    return rows


def _span(mark: Mark, sessions: int) -> tuple[float, float]:
    at, wide = x_of(mark.at, sessions), max(text_width(mark.label), text_width(mark.label.zh)) + 8
    return (at - wide, at) if _turned(at, wide) else (at, at + wide)


def _turned(at: float, wide: float) -> bool:
    """Whether the words stand to the left of the line, since there is no room to its right."""
    return at + wide > WIDTH


def _flag(mark: Mark, row: int | None, sessions: int, axes: Sequence[Axis]) -> Markup:
    at, (left, _), top = x_of(mark.at, sessions), _span(mark, sessions), axes[0].top
    lines = "".join(f"M{short(at)} {short(axis.top)}V{short(axis.bottom)}" for axis in axes)
    parts = [hint(mark.label), element("path", d=lines, class_="line")]
    if row is not None and mark.label and not (row and mark.kind in QUIET):
        anchor, step = ("end", -5.0) if left < at else ("start", 5.0)
        parts.append(words(mark.label, x=at + step, y=top + 11 + row * ROW, text_anchor=anchor))
    if mark.kind in {"publication", "thesis"}:
        height = top + (row or 0) * ROW
        parts.append(element("path", d=f"M{at:.1f} {height:.1f}h-7l2 4l-2 4h7z", class_="flag"))
    return element("g", *parts, class_=f"mark {mark.kind}")


def _sign(mark: Mark, value: float, sessions: int, axis: Axis) -> Markup:
    place = f"translate({x_of(mark.at, sessions):.1f} {axis.y(value):.1f})"
    return element("path", hint(mark.label), d=SIGNS.get(mark.kind, DOT), transform=place, class_=f"sign {mark.kind}")


def _band(band: Band, sessions: int, top: float, bottom: float) -> list[Markup]:
    left, right = x_of(max(band.first - 0.5, 0), sessions), x_of(min(band.last + 0.5, sessions - 1), sessions)
    wide = max(right - left, 1.0)
    parts = [
        element(
            "rect", hint(band.label), x=left, y=top, width=wide, height=bottom - top, class_=f"band {band.kind}"
        )
    ]  # fmt: skip
    if band.kind not in UNSAID and text_width(band.label) + 8 < wide and text_width(band.label.zh) + 8 < wide:
        parts.append(words(band.label, x=left + 4, y=bottom - 4, class_="band-label"))
    return parts
