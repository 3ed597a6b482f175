"""One bar a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from backtest.result.wording import percent
from data_sources.language.text import Text
from reports.drawing.svg import element, hint, words

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 1000.0, 130.0, 46.0, 4.0, 12.0, 20.0
LABELS = 12  # months named under the axis, at most


@dataclass(frozen=True)
class MonthBar:
    """A month (``2025-02``), its value as a fraction, and what a pointer that rests on it is told."""

    month: str
    value: float
    said: Text
    early: bool = False


def month_bars(bars: Sequence[MonthBar]) -> Markup:
    """Return values of zero and above as one SVG element; bars of hindsight (``early``) are pale."""
    highest = max((bar.value for bar in bars), default=0.0) or 1.0
    step, bottom = (WIDTH - LEFT - RIGHT) / max(len(bars), 1), HEIGHT - FOOT
    drawn, every = [], -(-len(bars) // LABELS)
    for k, bar in enumerate(bars):
        height = bar.value / highest * (bottom - TOP)
        x = LEFT + k * step
        drawn.append(
            element("rect", hint(bar.said), x=x + step * 0.15, y=bottom - height, width=step * 0.7, height=height,
                    class_="bar-early" if bar.early else "bar-month")
        )  # fmt: skip
        if k % every == 0:
            drawn.append(words(bar.month, x=x + step / 2, y=HEIGHT - 5, text_anchor="middle"))
    return element(
        "svg",
        words(percent(highest, 0), x=LEFT - 6, y=TOP + 4, class_="tick"),
        words("0%", x=LEFT - 6, y=bottom + 4, class_="tick"),
        element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=bottom, y2=bottom, class_="rule"),
        *drawn,
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        class_="drawing months",
        aria_hidden="true",
    )
