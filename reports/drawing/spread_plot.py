"""The values of many settings on one axis: a square each, those of about the same value upon one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from backtest.result.wording import number
from data_sources.language.text import Text, both, same
from reports.drawing.svg import element, short, words
from reports.drawing.text_width import text_width

WIDTH, EDGE, TOP, FOOT = 1000.0, 24.0, 40.0, 22.0
BINS = 60
HIGHEST = 100.0
SQUARE, LEAST_SQUARE = 9.0, 3.0


def spread_plot(values: Sequence[float], ticks: Sequence[float], best: float, own: float | None) -> Markup:
    """Return values in points (fractions of one) as one SVG element; zero, the best and the own one have a line.

    With many in one place a square is flat, so that the highest stack has 100 pixels. ``ticks`` are labelled.
    """
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / BINS
    stacks = Counter(min(int((value - low) / span * BINS), BINS - 1) for value in values)
    each = min(SQUARE, HIGHEST / max(stacks.values()))
    bottom = TOP + each * max(stacks.values()) + 4

    def x(value: float) -> float:
        return EDGE + (value - low) / span * (WIDTH - 2 * EDGE)

    squares = {"up": "", "down": ""}
    for k, count in stacks.items():
        kind = "up" if low + (k + 0.5) / BINS * span > 0 else "down"
        squares[kind] += _stack(EDGE + k * step + 0.5, bottom, step - 1, each, count)
    return element(
        "svg",
        *(element("path", d=path, class_=kind) for kind, path in squares.items() if path),
        element("line", x1=EDGE, x2=WIDTH - EDGE, y1=bottom, y2=bottom, class_="rule"),
        element("line", x1=x(0.0), x2=x(0.0), y1=TOP - 6, y2=bottom, class_="zero"),
        *_named(x(best), both("best", "最佳"), 12.0, bottom, "best"),
        *([] if own is None else _named(x(own), both("own", "自身"), 27.0, bottom, "own")),
        *(
            words(same(number(tick * 100, 0, signed=True)), x=x(tick), y=bottom + 16, text_anchor="middle")
            for tick in ticks
        ),
        viewBox=f"0 0 {WIDTH:.0f} {bottom + FOOT:.0f}", class_="drawing spread-plot", aria_hidden="true",
    )  # fmt: skip


def _stack(left: float, bottom: float, wide: float, each: float, count: int) -> str:
    """A square above the other; one bar where they would be too flat to be seen apart."""
    tops, high = [bottom - (row + 1) * each for row in range(count)], each - 1
    if each < LEAST_SQUARE:
        tops, high = [bottom - count * each], count * each
    return "".join(f"M{short(left)} {short(top + 0.5)}h{short(wide)}v{short(high)}h{short(-wide)}z" for top in tops)


def _named(at: float, label: Text, y: float, bottom: float, kind: str) -> list[Markup]:
    """A line from its name down to the axis; the name stands on the side that has room."""
    wide = max(text_width(label), text_width(label.zh)) + 6
    left = at + wide > WIDTH
    return [
        element("line", x1=at, x2=at, y1=y - 9, y2=bottom, class_=kind),
        words(label, x=at - 4 if left else at + 4, y=y, text_anchor="end" if left else None),
    ]
