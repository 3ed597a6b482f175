"""One row of a dot plot: a dot on an axis that all rows share, with a line at zero and one at the run's own value."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reports.drawing.svg import element

WIDTH, HEIGHT, EDGE = 400.0, 26.0, 8.0


def dot_row(value: float | None, base: float, among: Sequence[float], *, own: bool, pale: bool) -> Markup:
    """Return the row of one value; ``among`` are all values of the plot, which set the axis that begins at zero.

    The run's own value is drawn solid, a pale one as a ring. Rows stand right under one another, so that the lines go
    through all of them.
    """
    low, high = min((*among, base, 0.0)), max((*among, base, 0.0))
    span = high - low or 1.0

    def x(at: float) -> float:
        return EDGE + (at - low) / span * (WIDTH - 2 * EDGE)

    # A line without length and with round ends stays a circle, however wide the row is drawn.
    place = None if value is None else f"M{x(value):.1f} {HEIGHT / 2:.0f}h0"
    kinds = ("dot-own",) if own else ("dot-ring", "dot-hole") if pale else ("dot",)
    dot = () if place is None else tuple(element("path", d=place, class_=kind) for kind in kinds)
    return element(
        "svg",
        element("line", x1=x(0.0), x2=x(0.0), y1=0, y2=HEIGHT, class_="zero"),
        element("line", x1=x(base), x2=x(base), y1=0, y2=HEIGHT, class_="base"),
        *dot,
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        preserveAspectRatio="none",
        class_="drawing dots",
        aria_hidden="true",
    )
