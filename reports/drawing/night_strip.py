"""Nights as squares, the oldest first: how each ended is told by the shape of its square, and by its colour too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data_sources.language.text import Text
from reports.drawing.svg import element, hint

STEP, SIDE, A_ROW = 20.0, 16.0, 50
SHAPES: Mapping[str, str] = {
    "done": "M0 0h16v16h-16z",
    "unchanged": "M0 0h16v16h-16z",
    "skipped": "M5 5h6v6h-6z",
    "partly": "M0 8h16v8h-16z",
    "failed": "M0 0L16 16M16 0L0 16",
}
"""A whole square, a small one, half of one, a cross; what is not known by name is drawn as a whole one."""


@dataclass(frozen=True)
class NightSquare:
    """One night: how it ended, a word of ``SHAPES``, and that in words."""

    outcome: str
    words: Text


def night_strip(nights: Sequence[NightSquare]) -> Markup:
    """Return the drawing, at most ``A_ROW`` nights a row."""
    drawn = [_square(number, night) for number, night in enumerate(nights)]
    rows = -(-len(nights) // A_ROW)
    return element(
        "svg", *drawn, viewBox=f"0 0 {A_ROW * STEP:.0f} {rows * STEP:.0f}", class_="night-strip", aria_hidden="true"
    )  # fmt: skip


def _square(number: int, night: NightSquare) -> Markup:
    row, place = divmod(number, A_ROW)
    frame = element("rect", x=0.0, y=0.0, width=SIDE, height=SIDE)
    shape = element("path", d=SHAPES.get(night.outcome, SHAPES["done"]))
    at = f"translate({place * STEP + 2:.0f} {row * STEP + 2:.0f})"
    return element("g", hint(night.words), frame, shape, transform=at, class_=night.outcome)
