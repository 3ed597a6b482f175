"""An interval as a small error bar: a line from its lower to its upper end, a dot at the estimate, zero dashed."""

from __future__ import annotations

from markupsafe import Markup

from reports.drawing.svg import element

WIDTH, HEIGHT, EDGE = 160.0, 18.0, 6.0


def error_bar(low: float, at: float, high: float) -> Markup:
    """Return the drawing of an interval around ``at``, with zero on its axis: decoration beside the words."""
    left, right = min(low, 0.0), max(high, 0.0)
    span = (right - left) or 1.0

    def x(value: float) -> float:
        return EDGE + (value - left) / span * (WIDTH - 2 * EDGE)

    middle = HEIGHT / 2
    return element(
        "svg",
        element("line", x1=x(0.0), x2=x(0.0), y1=0.0, y2=HEIGHT, class_="zero"),
        element("line", x1=x(low), x2=x(high), y1=middle, y2=middle, class_="span"),
        *(element("line", x1=x(end), x2=x(end), y1=middle - 4, y2=middle + 4, class_="span") for end in (low, high)),
        element("circle", cx=x(at), cy=middle, r=4.0),
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        class_="error-bar",
        aria_hidden="true",
    )
