"""Lines of a picture: which of their points are kept, and how they are written as paths."""

from __future__ import annotations

from collections.abc import Sequence

from reports.charts.model import Panel

MOST_POINTS = 130
MOST_IN_SMALL = 64  # of a panel of up to so many pixels
SMALL = 130
MOST_OF_A_LAYER = 36  # of a stack, which has ten of them

Point = tuple[float, float]


def points_of(panel: Panel) -> int:
    """Return about how many points a line of a panel has in a picture."""
    return MOST_IN_SMALL if panel.height <= SMALL else MOST_POINTS


def thinned(values: Sequence[float | None], most: int = MOST_POINTS) -> list[tuple[int, float]]:
    """Return rows with a value, about ``most``: first and last, the lowest and the highest of each stretch."""
    known = [(row, value) for row, value in enumerate(values) if value is not None]
    if len(known) <= most:
        return known
    size = -(-len(known) // (most // 2))
    kept = {known[0], known[-1]}
    for start in range(0, len(known), size):
        stretch = known[start : start + size]
        kept |= {min(stretch, key=lambda each: each[1]), max(stretch, key=lambda each: each[1])}
    return sorted(kept)


def evenly(values: Sequence[float | None], most: int = MOST_OF_A_LAYER) -> list[tuple[int, float]]:
    """Return about ``most`` rows, evenly apart, first and last among them: the same of every layer of a stack."""
    last = len(values) - 1
    return [(row, values[row] or 0.0) for row in sorted({round(k * last / most) for k in range(most + 1)})]


def path(points: Sequence[Point], *, stepped: bool = False, whole: bool = False) -> str:
    """Return a path through points in tenths of a pixel, each step from the one before, which is half as long.

    ``whole`` keeps whole pixels, ``stepped`` goes on to the next point at the height of the last one.
    """
    if not points:
        return ""
    unit = 1 if whole else 10
    places = [(round(x * unit) * 10 // unit, round(y * unit) * 10 // unit) for x, y in points]
    (x, y), steps = places[0], []
    for k, (right, down) in enumerate(places[1:], start=1):
        if stepped and down == y and k < len(places) - 1:
            continue
        steps.append(f"h{_tenth(right - x)}v{_tenth(down - y)}" if stepped else _step(right - x, down - y))
        x, y = right, down
    first = f"M{_tenth(places[0][0])} {_tenth(places[0][1])}"
    return first + ("" if stepped or not steps else "l") + ("" if stepped else " ").join(steps)


def _step(right: int, down: int) -> str:
    return f"{_tenth(right)} {_tenth(down)}".replace(" -", "-")


def _tenth(value: int) -> str:
    return f"{value / 10:.1f}".removesuffix(".0")
