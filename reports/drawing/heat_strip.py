"""Counts by row and month as a strip of squares, each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from data_sources.language.text import Text, both
from reports.drawing.svg import element, hint, words

WIDTH, LEFT, ROW, FOOT = 1000.0, 120.0, 24.0, 20.0
LABELS = 12  # months named under the strip, at most
ROOM = 20.0  # a square at least so wide has room for its number


def heat_strip(months: Sequence[str], rows: Sequence[tuple[Text, Sequence[int]]]) -> Markup:
    """Return counts as one SVG element: a row of months each; the more, the darker, against the largest of all."""
    most = max((count for _, counts in rows for count in counts), default=0) or 1
    step, every = (WIDTH - LEFT) / max(len(months), 1), -(-len(months) // LABELS)
    drawn: list[Markup] = []
    for k, (label, counts) in enumerate(rows):
        drawn.append(words(label, x=0.0, y=k * ROW + 16, class_="panel-title"))
        drawn += [
            _square((LEFT + j * step, k * ROW, step), count, most, _said(months[j], label, count))
            for j, count in enumerate(counts)
        ]
    height = len(rows) * ROW + FOOT
    drawn += [
        words(month, x=LEFT + (j + 0.5) * step, y=height - 5, text_anchor="middle")
        for j, month in enumerate(months)
        if j % every == 0
    ]
    return element(
        "svg", *drawn, viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", class_="drawing strip", aria_hidden="true"
    )  # fmt: skip


def _square(at: tuple[float, float, float], count: int, most: int, said: Text) -> Markup:
    """``at`` are left edge, upper edge and room of the square."""
    x, y, step = at
    width = max(step - 2, 1.0)
    if not count:
        return element("rect", x=x + 1, y=y + 1, width=width, height=ROW - 2, class_="none")
    # Never so dark that the number on it cannot be read.
    square = element(
        "rect", hint(said), x=x + 1, y=y + 1, width=width, height=ROW - 2, class_="some",
        fill_opacity=f"{0.12 + 0.43 * count / most:.2f}",
    )  # fmt: skip
    if step < ROOM:
        return square
    return element("g", square, words(str(count), x=x + step / 2, y=y + 16, text_anchor="middle", class_="count"))


def _said(month: str, label: Text, count: int) -> Text:
    return both(f"{month}, {label}: {count}", f"{month}，{label.zh}：{count}")
