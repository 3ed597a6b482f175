"""Lines of a picture: which of their points are kept, and how they are written as paths."""

from __future__ import annotations

from collections.abc import Sequence

MOST_POINTS = 260
MOST_OF_A_LAYER = 90  # of a stack, which has ten of them

Point = tuple[float, float]


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


def path(points: Sequence[Point], *, stepped: bool = False) -> str:
    """Return a path through points in tenths of a pixel, each step from the one before, which is half as long."""
    if not points:
        return ""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    (x, y), steps = tenths[0], []
    for right, down in tenths[1:]:
        steps.append(f"h{_tenth(right - x)}v{_tenth(down - y)}" if stepped else _step(right - x, down - y))
        x, y = right, down
    first = f"M{_tenth(tenths[0][0])} {_tenth(tenths[0][1])}"
    return first + ("" if stepped or not steps else "l") + ("" if stepped else " ").join(steps)


def _step(right: int, down: int) -> str:
    return f"{_tenth(right)} {_tenth(down)}".replace(" -", "-")


def _tenth(value: int) -> str:
    return f"{value / 10:.1f}".removesuffix(".0")
