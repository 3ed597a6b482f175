"""The excess of each name some months after publication as a strip: a row a month, a square a name, the best first.

A square's colour tells the sign, its depth the size, up to ``DEEPEST``. Where a square has room its column has the name
of its stock and it has its number; else the table below the strip tells them. What is still to come, or not known, is a
thin line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from data_sources.language.text import Text, same
from reports.drawing.svg import element, words

WIDTH, LEFT, ROW = 1000.0, 70.0, 24.0
ROOM = 50.0
"""A square at least so wide has room for its number, and its column for the name of its stock."""
LONGEST = 5  # characters of a name that have room
WIDEST = 90.0
DEEPEST = 1.0
"""The excess, a fraction, from which a square is as deep as any: a name that doubled against its index."""
DEPTHS = 6


@dataclass(frozen=True)
class StripRow:
    """One row of the strip: its label, and the excess of each name, None where it is not known."""

    label: Text
    excess: tuple[float | None, ...]


def excess_strip(names: Sequence[Text], rows: Sequence[StripRow]) -> Markup:
    """Return the drawing; each of ``rows`` has a value for each of ``names``, in their order."""
    step = min((WIDTH - LEFT) / max(len(names), 1), WIDEST)
    roomy = step >= ROOM
    head = [_at(column, step, name[:LONGEST]) for column, name in enumerate(names)] if roomy else []
    drawn = [element("g", words("", y=16), *head)] if roomy else []
    top = ROW * len(drawn)
    # A group a row: a square then needs no height of its own, and a page has a budget of bytes.
    for k, row in enumerate(rows):
        numbers = [_at(column, step, _number(excess)) for column, excess in enumerate(row.excess)] if roomy else []
        parts = (words(row.label, y=16), *_squares(row.excess, step), *numbers)
        drawn.append(element("g", *parts, transform=f"translate(0 {top + k * ROW:.0f})"))
    height = top + len(rows) * ROW
    return element("svg", *drawn, viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", class_="excess-strip", aria_hidden="true")


def _squares(row: Sequence[float | None], step: float) -> list[Markup]:
    """All squares of a row, those of one colour as one path; a stroke is as broad as a square is high."""
    alike: dict[tuple[str | None, int], list[str]] = defaultdict(list)
    for column, excess in enumerate(row):
        alike[_colour(excess)].append(f"M{LEFT + column * step + 1:.0f} 12h{max(step - 2, 1.0):.0f}")
    return [
        element("path", d="".join(places), class_=tone, stroke_opacity=f"{0.1 + 0.08 * depth:.2f}" if tone else None)
        for (tone, depth), places in sorted(alike.items(), key=lambda each: (each[0][0] or "", each[0][1]))
    ]


def _colour(excess: float | None) -> tuple[str | None, int]:
    """The sign of an excess as a class, and its depth, 1 to ``DEPTHS``."""
    if excess is None:
        return None, 0
    return "up" if excess > 0 else "down", max(ceil(min(abs(excess) / DEEPEST, 1.0) * DEPTHS), 1)


def _at(column: int, step: float, text: str) -> Markup:
    """Words in the middle of a column."""
    return words(same(text), x=round(LEFT + (column + 0.5) * step), y=16)


def _number(excess: float | None) -> str:
    return "" if excess is None else f"{excess * 100:+.0f}".replace("-", "\u2212")
