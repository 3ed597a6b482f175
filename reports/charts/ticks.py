"""Where an axis is labelled: round numbers, as few as can be read, on a linear and on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

LOG_STEPS: tuple[tuple[float, ...], ...] = ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0))
"""The multiples of each power of ten that an axis may be labelled at, from the coarsest to the finest."""

LEAST = 3
"""So many labels a logarithmic axis has at least, or it is labelled in equal steps."""

LEAST_DAYS = 2


def nice_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return multiples of 1, 2 or 5 times a power of ten from ``low`` to ``high``, at most ``most`` of them.

    Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990), with the range as it is. Empty when ``high`` is
    not above ``low``.
    """
    if not high > low:
        return ()
    power = 10.0 ** floor(log10((high - low) / most))
    for multiple in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0):
        step = multiple * power
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        if last - first < most:
            return tuple(round(k * step, 12) + 0.0 for k in range(first, last + 1))
    return ()


def log_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Return round numbers for a logarithmic axis from ``low`` to ``high``, both above zero."""
    found: tuple[float, ...] = ()
    for steps in LOG_STEPS:
        powers = range(floor(log10(low)), ceil(log10(high)) + 1)
        ticks = tuple(each * 10.0**power for power in powers for each in steps if low <= each * 10.0**power <= high)
        if len(ticks) > most:
            break
        found = ticks
    return found if len(found) >= LEAST else nice_ticks(low, high, most)


def day_ticks(days: Sequence[str], most: int) -> tuple[tuple[int, str], ...]:
    """Return rows and labels along ISO days: first sessions of months or years, of a short stretch single days."""
    whole = [row for row in range(1, len(days)) if days[row][:7] != days[row - 1][:7]]
    for months in (1, 2, 3, 6, 12, 24, 60):
        kept = [row for row in whole if (int(days[row][:4]) * 12 + int(days[row][5:7]) - 1) % months == 0]
        if len(kept) > most:
            continue
        if len(kept) >= LEAST_DAYS:
            return tuple((row, days[row][:4] if months % 12 == 0 else days[row][:7]) for row in kept)
        break
    step = max(1, -(-len(days) // most))
    return tuple((row, days[row]) for row in range(0, len(days), step))
