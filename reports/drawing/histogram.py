"""Daily returns as bars about zero: the strategy filled, the benchmark as an outline over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from backtest.result.wording import percent
from data_sources.language.text import NOTHING, Text, both, same
from reports.drawing.svg import element, hint, words

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 480.0, 210.0, 34.0, 22.0, 24.0, 22.0
EVERY = 10  # bins between two ticks, at most


@dataclass(frozen=True)
class Histogram:
    """Bins of one ``width`` from ``first`` on (fractions), with the days in each; ``benchmark`` is its name.

    Without a benchmark ``market`` is empty.
    """

    first: float
    width: float
    own: tuple[int, ...]
    market: tuple[int, ...]
    benchmark: Text


def histogram_picture(seen: Histogram) -> Markup:
    """Return the counts as one SVG element; each bar says its bounds and both counts to a pointer that rests on it."""
    bins, most = len(seen.own), max((*seen.own, *seen.market, 1))
    step = (WIDTH - LEFT - RIGHT) / bins
    bottom = HEIGHT - FOOT

    def y(count: int) -> float:
        return bottom - count / most * (bottom - TOP)

    bars = [
        element("rect", hint(_said(seen, k)), x=LEFT + k * step + 0.5, y=y(count), width=max(step - 1, 1.0),
                height=bottom - y(count), class_="own")
        for k, count in enumerate(seen.own) if count
    ]  # fmt: skip
    return element(
        "svg",
        *_ticks(seen, step, bottom),
        words(str(most), x=LEFT - 6, y=TOP + 4, class_="tick"),
        element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=bottom, y2=bottom, class_="rule"),
        *bars,
        *([element("path", d=_outline(seen.market, step, y), class_="market")] if seen.market else []),
        *_legend(seen.benchmark if seen.market else NOTHING),
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        class_="drawing histogram",
        aria_hidden="true",
    )


def _outline(counts: tuple[int, ...], step: float, y: Callable[[int], float]) -> str:
    """A line over the tops of bars, from the axis and back to it."""
    heights = [0, *counts, 0]
    path = f"M{LEFT:.1f} {y(0):.1f}"
    for k, (before, count) in enumerate(pairwise(heights)):
        if before != count:
            path += f"H{LEFT + k * step:.1f}V{y(count):.1f}"
    return path + f"H{WIDTH - RIGHT:.1f}"


def _ticks(seen: Histogram, step: float, bottom: float) -> list[Markup]:
    """Returns under the axis, at the middle of bins, zero among them."""
    middle = len(seen.own) // 2
    apart = max(1, min(EVERY, middle // 2 or 1))
    places = range(middle % apart, len(seen.own), apart)
    return [
        words(percent((k - middle) * seen.width, _digits(apart * seen.width), signed=True),
              x=LEFT + (k + 0.5) * step, y=bottom + 15, text_anchor="middle")
        for k in places
    ]  # fmt: skip


def _digits(apart: float) -> int:
    return next((digits for digits in (0, 1) if abs(round(apart * 100, digits) - apart * 100) < 1e-9), 2)  # noqa: PLR2004 - of floats


def _legend(benchmark: Text) -> tuple[Markup, ...]:
    own = (
        element("rect", x=LEFT, y=4.0, width=10.0, height=10.0, class_="own"),
        words(both("Strategy", "策略"), x=LEFT + 15, y=13.0),
    )
    if not benchmark:
        return own
    return (
        *own,
        element("path", d=f"M{LEFT + 95:.0f} 9h14", class_="market"),
        words(benchmark, x=LEFT + 114, y=13.0),
    )


def _said(seen: Histogram, k: int) -> Text:
    """The bounds of a bin, and its days of strategy and benchmark; without words, since there are many bins."""
    low, high = (percent(seen.first + (k + each) * seen.width, 2, signed=True) for each in (0, 1))
    days = " / ".join(str(counts[k]) for counts in (seen.own, seen.market) if counts)
    return same(f"{low} ... {high}: {days}")
