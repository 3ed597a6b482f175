"""How numbers and days are written on a page."""

from __future__ import annotations

from datetime import date

import numpy as np

from backtest.metrics import Definition

MINUS = "\N{MINUS SIGN}"
ABSENT = "\N{EN DASH}"


def percent(value: float | None, digits: int = 1, *, signed: bool = False) -> str:
    """Write a fraction as a percentage: 0.3124 as 31.2%, signed as +31.2%; a dash for None."""
    return ABSENT if value is None else _signed(value * 100, digits, signed=signed) + "%"


def rate(value: float) -> str:
    """Write a rate that somebody chose as a percentage with all its digits: 0.1 as 10%, 0.005 as 0.5%."""
    return f"{value * 100:.10g}%"


def points(value: float) -> str:
    """Write the size of a difference of two percentages: -0.192 as "19.2 points"."""
    return f"{abs(value) * 100:.1f} points"


def number(value: float | None, digits: int = 2, *, signed: bool = False) -> str:
    """Write a ratio with a true minus sign; a dash for None."""
    return ABSENT if value is None else _signed(value, digits, signed=signed)


def money(value: float | None, *, signed: bool = False) -> str:
    """Write CNY in whole yuan with thousands separators; a dash for None."""
    return ABSENT if value is None else _signed(value, 0, signed=signed)


def count(value: int | None) -> str:
    """Write a whole number with thousands separators; a dash for None."""
    return ABSENT if value is None else _signed(value, 0, signed=False)


def metric(definition: Definition, value: object) -> str:
    """Write one value of `metrics.json` by the unit of its definition; counts by reason become their sum."""
    if value is None:
        return ABSENT
    if isinstance(value, dict):
        return count(sum(value.values()))
    if not isinstance(value, int | float):
        return str(value)
    if definition.unit == "percent":
        return percent(value, 2)
    if definition.unit == "number":
        return number(value)
    if definition.unit == "sessions":
        return f"{money(value)} session{'' if value == 1 else 's'}"
    return money(value)


def day(label: np.datetime64) -> date:
    """Return the calendar day of a session label."""
    return date.fromisoformat(str(label.astype("datetime64[D]")))


def segment(name: str) -> str:
    """Write the id of a segment as words: "liquid_cooling" as "liquid cooling"."""
    return name.replace("_", " ")


def direction(value: float | None) -> str:
    """Return the style of a signed number: "up", "down" or nothing when it rounds to 0.0%."""
    if value is None or abs(value) < 0.0005:  # noqa: PLR2004 - half of the last digit that percent() shows
        return ""
    return "up" if value > 0 else "down"


def _signed(value: float, digits: int, *, signed: bool) -> str:
    text = f"{abs(value):,.{digits}f}"
    is_zero = not any(digit in "123456789" for digit in text)
    if is_zero:
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text
