"""Values over two dials as a map: the higher, the darker, between the lowest and the highest of the map.

A cell that has room has its number. One in which nothing was held is hatched, one that nobody looked at is empty; the
best one has a thick frame, the strategy's own a dashed one, so that no colour is needed to tell them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import Markup

from data_sources.language.text import same
from reports.drawing.svg import element, hint, short, words
from reports.drawing.text_width import text_width

SHADES = 6
WIDE, HIGH = 64.0, 30.0
LEAST_WIDE, LEAST_HIGH = 9.0, 9.0
ROOM_WIDE, ROOM_HIGH = 1000.0, 720.0
"""A map is at most so large; many values make its cells smaller."""
NUMBER_HIGH, LABEL_APART = 15.0, 13.0
HEAD, MARGIN = 38.0, 4.0
MOST_HINTS = 300
"""Cells that say what they are where a pointer rests; of more, their titles alone would fill a page."""

Place: TypeAlias = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True)
class MapCell:
    """A cell: its value, the number that is written on it, and what a pointer that rests on it is told."""

    state: Literal["value", "dead", "unseen"]
    value: float | None = None
    written: str = ""
    said: str = ""


@dataclass(frozen=True)
class MapData:
    """Rows of cells under the values of one dial, beside those of another; ``best`` and ``own`` are marked."""

    row_name: str
    column_name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[MapCell, ...], ...]
    low: float
    high: float
    best: Place | None = None
    own: Place | None = None


@dataclass(frozen=True)
class _Size:
    left: float
    wide: float
    high: float

    def corner(self, place: Place) -> tuple[float, float]:
        return self.left + place[1] * self.wide, HEAD + place[0] * self.high


def heat_map(data: MapData) -> Markup:
    """Return the map as one SVG element, in pixels of its own."""
    size = _size(data)
    width = size.left + len(data.columns) * size.wide + MARGIN
    height = HEAD + len(data.rows) * size.high + MARGIN
    return element(
        "svg",
        *_labels(data, size), *_shades(data, size), *_hatched(data, size), *_numbers(data, size), *_marks(data, size),
        *_hints(data, size),
        viewBox=f"0 0 {short(width)} {short(height)}", width=width, height=height, class_="drawing heat-map",
        aria_hidden="true",
    )  # fmt: skip


def shade_of(value: float, low: float, high: float) -> int:
    """Return the shade of a value, 1 to 6; the middle one where all values are alike."""
    if not high > low:
        return SHADES // 2
    return min(int((value - low) / (high - low) * SHADES) + 1, SHADES)


def _size(data: MapData) -> _Size:
    left = max(text_width(each) for each in (*data.rows, data.row_name)) + 12
    return _Size(
        left,
        max(min(WIDE, (ROOM_WIDE - left) / len(data.columns)), LEAST_WIDE),
        max(min(HIGH, ROOM_HIGH / len(data.rows)), LEAST_HIGH),
    )


def _each(data: MapData) -> Iterator[tuple[Place, MapCell]]:
    for row, cells in enumerate(data.cells):
        for column, cell in enumerate(cells):
            yield (row, column), cell


def _labels(data: MapData, size: _Size) -> list[Markup]:
    middle = size.left + len(data.columns) * size.wide / 2
    found = [
        words(same(data.column_name), x=middle, y=12.0, text_anchor="middle", class_="panel-title"),
        words(same(data.row_name), x=0.0, y=HEAD - 8, class_="panel-title"),
    ]
    every = _every(max(map(text_width, data.columns)) + 6, size.wide)
    found += [
        words(same(label), x=size.left + (k + 0.5) * size.wide, y=HEAD - 8, text_anchor="middle")
        for k, label in enumerate(data.columns) if k % every == 0
    ]  # fmt: skip
    every = _every(LABEL_APART, size.high)
    found += [
        words(same(label), x=size.left - 8, y=HEAD + (k + 0.5) * size.high + 4, class_="tick")
        for k, label in enumerate(data.rows) if k % every == 0
    ]  # fmt: skip
    return found


def _every(needed: float, there: float) -> int:
    """Of how many labels one has room."""
    return max(1, -(-int(needed) // int(there)))


def _shades(data: MapData, size: _Size) -> list[Markup]:
    """All cells of one shade as one path: a page has a budget of bytes."""
    alike: dict[int, list[str]] = defaultdict(list)
    for place, cell in _each(data):
        if cell.value is not None:
            alike[shade_of(cell.value, data.low, data.high)].append(_square(place, size))
    return [element("path", d="".join(alike[shade]), class_=f"shade-{shade}") for shade in sorted(alike)]


def _square(place: Place, size: _Size) -> str:
    x, y = size.corner(place)
    wide, high = size.wide - 2, size.high - 2
    return f"M{short(x + 1)} {short(y + 1)}h{short(wide)}v{short(high)}h{short(-wide)}z"


def _hatched(data: MapData, size: _Size) -> list[Markup]:
    """Two strokes across each dead cell, from the lower left to the upper right."""
    strokes = ""
    for place, cell in _each(data):
        if cell.state != "dead":
            continue
        (x, y), wide, high = size.corner(place), size.wide - 2, size.high - 2
        strokes += f"M{short(x + 1)} {short(y + 1 + high / 2)}l{short(wide / 2)} {short(-high / 2)}"
        strokes += f"M{short(x + 1)} {short(y + 1 + high)}l{short(wide)} {short(-high)}"
        strokes += f"M{short(x + 1 + wide / 2)} {short(y + 1 + high)}l{short(wide / 2)} {short(-high / 2)}"
    return [element("path", d=strokes, class_="dead")] if strokes else []


def _numbers(data: MapData, size: _Size) -> list[Markup]:
    longest = max((text_width(cell.written) for _, cell in _each(data)), default=0.0)
    if longest + 6 > size.wide or size.high < NUMBER_HIGH:
        return []
    written = [
        words(same(cell.written), x=x + size.wide / 2, y=y + size.high / 2 + 4)
        for place, cell in _each(data) if cell.written for x, y in [size.corner(place)]
    ]  # fmt: skip
    return [element("g", *written, class_="cell-number")] if written else []


def _marks(data: MapData, size: _Size) -> list[Markup]:
    marked = ((data.own, "own", 3.0), (data.best, "best", 1.0))
    return [
        element(
            "rect", x=x + inset, y=y + inset, width=size.wide - 2 * inset, height=size.high - 2 * inset, class_=kind
        )
        for place, kind, inset in marked if place for x, y in [size.corner(place)]
    ]  # fmt: skip


def _hints(data: MapData, size: _Size) -> Sequence[Markup]:
    if len(data.rows) * len(data.columns) > MOST_HINTS:
        return ()
    return [
        element("rect", hint(cell.said), x=x, y=y, width=size.wide, height=size.high, class_="hint")
        for place, cell in _each(data) if cell.said for x, y in [size.corner(place)]
    ]  # fmt: skip
