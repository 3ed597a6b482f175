"""Intervals as small drawings on one axis, in per cent of its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backtest.validity.interval import Interval

WIDTH = 100.0


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``, fractions; zero lies on it, ``zero`` says where, 0 to 100."""

    low: float
    high: float
    zero: float


@dataclass(frozen=True)
class Bar:
    """An interval on an axis, 0 to 100: from ``low`` to ``high``, the value ``at``.

    ``cut_low`` and ``cut_high`` say that it goes on beyond the axis; ``at`` is None where the value does. ``sign`` is
    "up" or "down" where the interval leaves out zero, else "".
    """

    low: float
    high: float
    at: float | None
    cut_low: bool
    cut_high: bool
    sign: str


def axis_of(intervals: Sequence[Interval]) -> Axis | None:
    """Return an axis that holds some intervals and zero; None without any, or when all of them are zero."""
    low = min((each.low for each in intervals), default=0.0)
    high = max((each.high for each in intervals), default=0.0)
    low, high = min(low, 0.0), max(high, 0.0)
    return Axis(low, high, -low / (high - low) * WIDTH) if high > low else None


def bar_of(value: float, interval: Interval | None, axis: Axis | None) -> Bar | None:
    """Return an interval on an axis; None without the one or the other."""
    if interval is None or axis is None:
        return None
    low, high, at = (_place(each, axis) for each in (interval.low, interval.high, value))
    return Bar(
        low=min(max(low, 0.0), WIDTH),
        high=min(max(high, 0.0), WIDTH),
        at=at if 0.0 <= at <= WIDTH else None,
        cut_low=low < 0.0,
        cut_high=high > WIDTH,
        sign="up" if interval.low > 0 else "down" if interval.high < 0 else "",
    )


def _place(value: float, axis: Axis) -> float:
    return (value - axis.low) / (axis.high - axis.low) * WIDTH
