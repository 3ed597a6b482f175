"""How many sessions a table is behind as squares, beside the number."""

from __future__ import annotations

from markupsafe import Markup

from reports.drawing.svg import element

STEP, SIDE, MOST = 7.0, 5.0, 10
"""More squares than ``MOST`` tell a reader no more than the number does."""


def age_squares(sessions: int) -> Markup:
    """Return one square a session, ``MOST`` at most; nothing for a table that lacks none."""
    if sessions <= 0:
        return Markup("")
    squares = [element("rect", x=k * STEP, y=0.0, width=SIDE, height=SIDE) for k in range(min(sessions, MOST))]
    width, box = len(squares) * STEP, f"0 0 {len(squares) * STEP:.0f} {SIDE:.0f}"
    return element("svg", *squares, width=width, height=SIDE, viewBox=box, class_="age-squares", aria_hidden="true")
