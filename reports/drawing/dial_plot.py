"""Values over the values of one dial: a dot each, on a line where the dial has an order."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from data_sources.language.text import Text, same
from reports.drawing.svg import element, hint, short, words
from reports.drawing.text_width import text_width

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 760.0, 220.0, 30.0, 30.0, 30.0, 24.0


@dataclass(frozen=True)
class DialPoint:
    """A value of the dial with what it made: None where nothing was held; ``written`` stands above its dot."""

    label: str
    value: float | None
    written: str
    said: Text
    is_best: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class DialData:
    """The points of a dial in its order."""

    name: str
    points: tuple[DialPoint, ...]
    ordered: bool


def dial_plot(data: DialData) -> Markup:
    """Return the plot as one SVG element; zero is on its axis where a value lies on the other side of it."""
    there = [each.value for each in data.points if each.value is not None]
    low, high = min(there, default=0.0), max(there, default=1.0)
    if low < 0 < high or not high > low:
        low, high = min(low, 0.0), max(high, 0.0)
    span, step = (high - low) or 1.0, (WIDTH - LEFT - RIGHT) / max(len(data.points), 1)
    bottom = HEIGHT - FOOT - 14

    def at(k: int, value: float) -> tuple[float, float]:
        return LEFT + (k + 0.5) * step, bottom - (value - low) / span * (bottom - TOP)

    places = [(point, at(k, point.value)) for k, point in enumerate(data.points) if point.value is not None]
    line = "M" + "L".join(f"{short(x)} {short(y)}" for _, (x, y) in places)
    drawn = [element("path", d=line, class_="dial-line")] if data.ordered and len(places) > 1 else []
    if low <= 0 <= high:
        y = at(0, 0.0)[1]
        drawn.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="zero"))
    return element(
        "svg", *drawn, *_labels(data, step), *(part for point, place in places for part in _dot(point, place, step)),
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", class_="drawing dial-plot", aria_hidden="true",
    )  # fmt: skip


def _labels(data: DialData, step: float) -> list[Markup]:
    longest = max((text_width(each.label) for each in data.points), default=0.0) + 8
    every = max(1, -(-int(longest) // max(int(step), 1)))
    return [
        words(same(data.name), x=WIDTH / 2, y=HEIGHT - 4, text_anchor="middle", class_="panel-title"),
        *(
            words(
                same(point.label), x=LEFT + (k + 0.5) * step, y=HEIGHT - FOOT, text_anchor="middle",
                class_=None if point.value is not None else "dead",
            )
            for k, point in enumerate(data.points) if k % every == 0
        ),
    ]  # fmt: skip


def _dot(point: DialPoint, place: tuple[float, float], step: float) -> list[Markup]:
    x, y = place
    drawn = [element("circle", hint(point.said), cx=x, cy=y, r=4.0, class_="dial-dot")]
    if point.is_own:
        drawn.append(element("circle", cx=x, cy=y, r=8.0, class_="own"))
    if point.is_best:
        drawn.append(element("circle", cx=x, cy=y, r=6.0, class_="best"))
    if text_width(point.written) + 6 < step or point.is_best or point.is_own:
        drawn.append(words(same(point.written), x=x, y=y - 12, text_anchor="middle", class_="cell-number"))
    return drawn
