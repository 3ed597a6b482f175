"""One value as the text of a CSV cell."""

from __future__ import annotations

from math import isnan

from backtest.validity.interval import Interval

DIGITS = 6  # a ten-thousandth of a percentage point


def cell(value: object) -> str:
    """Write a value: a float with six digits, a day as ISO, true or false; nothing for None and for NaN."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.{DIGITS}f}"
    return str(value)


def low(interval: Interval | None) -> float | None:
    """The lower end of an interval, None without one."""
    return interval.low if interval else None


def high(interval: Interval | None) -> float | None:
    """The upper end of an interval, None without one."""
    return interval.high if interval else None
