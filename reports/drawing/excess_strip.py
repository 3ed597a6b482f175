"""The excess of each name some months after publication as a strip: a row a month, a square a name, the best first.

A square's colour tells the sign, its depth the size, up to ``DEEPEST``; a number stands in it while there is room, and
the pointer is told the rest. What is still to come, or not known, is an empty frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data_sources.language.text import Text, same
from reports.drawing.svg import element, hint, words

WIDTH, LEFT, ROW = 1000.0, 90.0, 24.0
ROOM = 30.0
"""A square at least so wide has room for its number."""
WIDEST = 90.0
DEEPEST = 1.0
"""The excess, a fraction, from which a square is as deep as any: a name that doubled against its index."""


@dataclass(frozen=True)
class StripRow:
    """One row of the strip: its label, and the excess of each name, None where it is not known."""

    label: Text
    excess: tuple[float | None, ...]


def excess_strip(names: Sequence[Text], rows: Sequence[StripRow]) -> Markup:
    """Return the drawing; each of ``rows`` has a value for each of ``names``, in their order."""
    step = min((WIDTH - LEFT) / max(len(names), 1), WIDEST)
    drawn: list[Markup] = []
    for k, row in enumerate(rows):
        squares = [
            _square(LEFT + j * step, step, excess, name)
            for j, (name, excess) in enumerate(zip(names, row.excess, strict=True))
        ]
        # A group a row: a square then needs no height of its own, and a page has a budget of bytes.
        drawn.append(element("g", words(row.label, x=0.0, y=16), *squares, transform=f"translate(0 {k * ROW:.0f})"))
    height = len(rows) * ROW
    return element("svg", *drawn, viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", class_="excess-strip", aria_hidden="true")


def _square(x: float, step: float, excess: float | None, name: Text) -> Markup:
    """The square at its left edge ``x`` with so much room; the pointer is told the name and its number."""
    path = f"M{x + 1:.0f} 1h{max(step - 2, 1.0):.1f}v{ROW - 2:.0f}h-{max(step - 2, 1.0):.1f}z"
    if excess is None:
        return element("path", hint(same(f"{name} –")), d=path)
    number = f"{excess * 100:+.0f}".replace("-", "\u2212")
    depth = 0.12 + 0.43 * min(abs(excess) / DEEPEST, 1.0)
    square = element(
        "path", hint(same(f"{name} {number}")), d=path, class_="up" if excess > 0 else "down",
        fill_opacity=f"{depth:.2f}",
    )  # fmt: skip
    if step < ROOM:
        return square
    return Markup("").join((square, words(number, x=x + step / 2, y=16, text_anchor="middle")))
