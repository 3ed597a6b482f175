"""A gate over time as a strip: open, closed in part, or not yet spoken, from one decision to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from markupsafe import Markup

from data_sources.language.text import Text
from reports.drawing.svg import element, hint

Stand: TypeAlias = Literal["open", "changed", "silent"]
WIDTH, HEIGHT = 1000.0, 14.0


@dataclass(frozen=True)
class Stretch:
    """From one decision to the next: what the gate did, and that in words."""

    first: date
    last: date
    stand: Stand
    words: Text


def gate_strip(stretches: Sequence[Stretch]) -> Markup:
    """Return the drawing of at least one stretch, the oldest first; as wide as its place, so it holds no words."""
    start, end = stretches[0].first.toordinal(), stretches[-1].last.toordinal()

    def x(day: date) -> float:
        return (day.toordinal() - start) / max(end - start, 1) * WIDTH

    drawn = [
        element(
            "rect", hint(each.words), x=x(each.first), y=0.0, width=max(x(each.last) - x(each.first) - 1.0, 1.0),
            height=HEIGHT, class_=each.stand,
        )
        for each in stretches
    ]  # fmt: skip
    return element(
        "svg", *drawn, viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", preserveAspectRatio="none",
        class_="drawing gate-strip", aria_hidden="true",
    )  # fmt: skip
