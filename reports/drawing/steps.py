"""A quantity as published steps: its value from each day on, with the number that it is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from markupsafe import Markup

from reports.drawing.svg import element, short, words

Place: TypeAlias = Callable[[date], float]
Height: TypeAlias = Callable[[float], float]

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 420.0, 84.0, 46.0, 6.0, 8.0, 18.0
LINE = 11.0  # pixels between two lines of letters


def steps(
    days: Sequence[date], values: Sequence[float | None], last: date, level: float | None = None, unit: str = ""
) -> Markup:
    """Return the drawing of values that hold from their days on up to ``last``; ``level`` is a dashed line."""
    known = [value for value in values if value is not None]
    low, high = min([*known, *([] if level is None else [level])]), max([*known, *([] if level is None else [level])])
    pad = (high - low or abs(high) or 1.0) * 0.08
    low, high = low - pad, high + pad
    start, end = days[0].toordinal(), max(last, days[-1]).toordinal()

    def x(day: date) -> float:
        return LEFT + (day.toordinal() - start) / max(end - start, 1) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - FOOT - (value - low) / (high - low) * (HEIGHT - FOOT - TOP)

    drawn = [element("path", d=_path(days, values, last, x, y))]
    if level is not None:
        drawn.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y(level), y2=y(level), class_="level"))
    drawn += _ticks(level, known, y, unit)
    drawn.append(words(str(days[0]), x=LEFT, y=HEIGHT - 4))
    drawn.append(words(str(last), x=WIDTH - RIGHT, y=HEIGHT - 4, class_="end"))
    return element("svg", *drawn, viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", class_="drawing steps", aria_hidden="true")


def _ticks(level: float | None, known: Sequence[float], y: Height, unit: str) -> list[Markup]:
    """The newest value beside the level, or where none is the highest and the lowest, as far as each has room."""
    newest = (known[-1], ".4g", "tick newest")
    ends = [newest, (max(known), ".4g", "tick"), (min(known), ".4g", "tick")]
    taken: list[float] = []
    drawn = []
    for value, form, style in ends if level is None else [(level, ".6g", "tick"), newest]:
        if all(abs(y(value) - each) > LINE for each in taken):
            taken.append(y(value))
            drawn.append(words(f"{value:,{form}}{unit}", x=LEFT - 5, y=y(value) + 4, class_=style))
    return drawn


def _path(days: Sequence[date], values: Sequence[float | None], last: date, x: Place, y: Height) -> str:
    """Horizontal from each day to the next, upright between two values; a gap where nothing was known."""
    parts, before = [], None
    for day, after, value in zip(days, [*days[1:], last], values, strict=True):
        if value is not None:
            start = f"M{short(x(day))} {short(y(value))}" if before is None else f"V{short(y(value))}"
            parts.append(f"{start}H{short(x(max(after, day)))}")
        before = value
    return "".join(parts)
