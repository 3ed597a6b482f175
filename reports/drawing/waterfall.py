"""A waterfall: bars that begin where the one before ended, from zero to a sum, and from there on to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from backtest.result.wording import number
from data_sources.language.text import Text
from reports.drawing.svg import element, spoken

LEAST = 0.3  # of the axis, so that every bar is seen
HEIGHT = 20.0


@dataclass(frozen=True)
class Step:
    """One bar: by how much it moves on; a ``whole`` one shows the sum so far, from zero, and moves nothing."""

    label: Text
    value: float
    whole: bool = False


def waterfall(steps: Sequence[Step]) -> Markup:
    """Return the bars as a list, each with label and signed points; values are fractions.

    All bars share one axis, in percent of its width, so that they fit a telephone as well as paper.
    """
    ends = list(accumulate(0.0 if step.whole else step.value for step in steps))
    starts = [0.0 if step.whole else end - step.value for step, end in zip(steps, ends, strict=True)]
    low, high = min(0.0, *starts, *ends), max(0.0, *starts, *ends)
    span = (high - low) or 1.0

    def place(value: float) -> float:
        return (value - low) / span * 100

    rows = (
        _row(step, place(start), place(end), place(0.0)) for step, start, end in zip(steps, starts, ends, strict=True)
    )
    return element("ul", *rows, class_="waterfall")


def _row(step: Step, start: float, end: float, zero: float) -> Markup:
    left, wide = min(start, end), max(abs(end - start), LEAST)
    tone = "whole" if step.whole else "up" if step.value > 0 else "down"
    bar = element(
        "svg",
        element("line", x1=f"{zero:.1f}%", x2=f"{zero:.1f}%", y1=0, y2=HEIGHT),
        element("rect", x=f"{left:.1f}%", width=f"{wide:.1f}%", y=3, height=HEIGHT - 6, class_=tone),
        height=HEIGHT,
        aria_hidden="true",
    )
    said = number(step.value * 100, 1, signed=True)
    kind = "total" if step.whole else None
    return element(
        "li", element("span", *spoken(step.label)), bar, element("b", *spoken(said)), class_=kind
    )  # fmt: skip
