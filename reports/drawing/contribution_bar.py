"""A bar to the left or right of zero in a cell of a table; all bars of a column share one axis."""

from __future__ import annotations

from markupsafe import Markup

LEAST = 0.5  # of the cell's width, so that every value is seen


def contribution_bar(value: float, low: float, high: float) -> Markup:
    """Return the bar of a value on an axis from ``low`` to ``high``, which zero lies on, in percent of its cell."""
    zero, end = zero_of(low, high), _place(value, low, high)
    left, wide = min(zero, end), max(abs(end - zero), LEAST)
    tone = "up" if value > 0 else "down"
    return Markup('<i class="{}" style="--l:{:.1f};--w:{:.1f}"></i>').format(tone, left, wide)


def zero_of(low: float, high: float) -> float:
    """Return where zero lies on the axis, in percent of its width."""
    return _place(0.0, low, high)


def _place(value: float, low: float, high: float) -> float:
    low, high = min(low, 0.0), max(high, 0.0)
    return (value - low) / ((high - low) or 1.0) * 100
