"""Numbers as Markdown tables: the same text on the terminal and in the documentation."""

from __future__ import annotations

from collections.abc import Sequence

MILLISECOND = 1e-3
TWO_DIGITS, THREE_DIGITS = 100, 1_000


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with aligned columns, numbers to the right."""
    widths = [max(len(row[k]) for row in (heads, *rows)) for k in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        padded = [cells[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(cells[1:], widths[1:], strict=True))]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join((line(heads), line(rule), *(line(row) for row in rows)))


def duration(seconds: float) -> str:
    """Seconds with two telling digits in the unit that suits them."""
    if seconds < MILLISECOND:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds:.3g} s" if seconds < THREE_DIGITS else f"{seconds:,.0f} s"


def times(ratio: float) -> str:
    """A ratio, ours being 1."""
    return f"{ratio:,.1f}x" if ratio < TWO_DIGITS else f"{ratio:,.0f}x"


def megabytes(size: float) -> str:
    """Megabytes, whole."""
    return f"{size:,.0f} MB"
