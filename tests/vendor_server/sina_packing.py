"""Sina's packed histories, written: the inverse of the JavaScript decoder that akshare carries.

A text of base64 digits, six bits each, least significant bit first. The first 12 bits name the layout: 3466 bars with
amount, 1479 bars without, 139 a calendar. Days count from 1990-12-19.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from tests.vendor_server.market import Bar, Level

DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
FIRST_DAY = date(1990, 12, 19)
CENTS, MILLI = 100, 1000
PRICE_BITS, MONEY_BITS = 24, 48
LEVEL_BITS, LEVEL_VOLUME_BITS = 27, 36


class Bits:
    """Bits in the order they are read."""

    def __init__(self) -> None:
        self.bits: list[int] = []

    def number(self, value: int, width: int) -> None:
        """Write a number, negative ones as two's complement."""
        self.bits += [value >> place & 1 for place in range(width)]

    def step(self, value: int) -> None:
        """Write a change of a width: its sign, then ones up to its size."""
        self.bits += [int(value > 0), *[1] * (abs(value) - 1), 0]

    def text(self) -> str:
        """Return the digits, the last one filled with zeros."""
        padded = self.bits + [0] * (-len(self.bits) % 6)
        return "".join(
            DIGITS[sum(bit << place for place, bit in enumerate(padded[start : start + 6]))]
            for start in range(0, len(padded), 6)
        )


def packed_bars(bars: Sequence[Bar]) -> str:
    """Return layout 3466: prices in cents from the last close, volume from the last one, amount beside a guess."""
    out = Bits()
    out.number(3466, 12)
    out.number(63, 6)
    last, last_volume = 0, 0
    for row, bar in enumerate(bars):
        _bar_head(out, bar.day, first=row == 0)
        opened, high, low, close = (round(price * CENTS) for price in (bar.open, bar.high, bar.low, bar.close))
        out.number(opened - last, PRICE_BITS)
        out.number(high - opened, PRICE_BITS)
        out.number(opened - low, PRICE_BITS)
        out.number(close - opened, PRICE_BITS)
        out.number(bar.volume - last_volume, MONEY_BITS)
        # The decoder's guess is (open + (high - low + close) / 4) x volume with the last three relative to the open.
        quarters = (4 * opened + (high - opened) - (opened - low) + (close - opened)) * bar.volume
        guess = Decimal((quarters + 2) // 4) / CENTS
        out.number(bar.amount - int(guess.to_integral_value(ROUND_HALF_EVEN)), MONEY_BITS)
        last, last_volume = close, bar.volume
    out.bits += [1, 1, 0, 0, 0]
    return out.text()


def _bar_head(out: Bits, day: date, *, first: bool) -> None:
    """Write the change block: wider numbers once, and every day in full."""
    out.bits += [1, 1, 0, 1]
    if first:
        for width in (PRICE_BITS, PRICE_BITS, PRICE_BITS, PRICE_BITS, MONEY_BITS, MONEY_BITS):
            out.bits.append(1)
            out.step(width // 3 - (3 if width == PRICE_BITS else 5))
    else:
        out.bits += [0] * 6
    out.bits.append(1)
    out.number(1, 3)
    out.number((day - FIRST_DAY).days, 18)
    out.bits.append(0)


def packed_levels(levels: Sequence[Level]) -> str:
    """Return layout 1479: thousandths of a point from the last close, volume from the last one."""
    out = Bits()
    out.number(1479, 12)
    for value, width in ((63, 6), (3, 6), (0, 18), (2, 3), (5, 3)):
        out.number(value, width)
    last, last_volume = 0, 0
    for row, level in enumerate(levels):
        out.number(32, 6)
        out.number(17 if row == 0 else 1, 6)
        out.number((level.day - FIRST_DAY).days, 18)
        if row == 0:
            out.number(63, 6)
            out.number(LEVEL_BITS // 3 - 2, 3)
            out.number(LEVEL_VOLUME_BITS // 3 - 5, 3)
        opened, high, low, close = (
            round(points * MILLI) for points in (level.open, level.high, level.low, level.close)
        )
        for value in (opened - last, high - opened, opened - low, close - opened):
            out.number(value, LEVEL_BITS)
        out.number(level.volume - last_volume, LEVEL_VOLUME_BITS)
        last, last_volume = close, level.volume
    return out.text()


def packed_sessions(sessions: Sequence[date]) -> str:
    """Return layout 139: runs of sessions over the weekdays, each run ended by one weekday without a session."""
    out = Bits()
    out.number(139, 12)
    out.number(63, 6)
    if not sessions:
        return out.text()
    out.number((sessions[0] - FIRST_DAY).days, 18)
    out.number((sessions[-1] - FIRST_DAY).days, 18)
    for number, run in enumerate(_runs(sessions)):
        out.bits.append(int(number == 0))
        if number == 0:
            out.step(4)
        out.number(run, 12)
    return out.text()


def _runs(sessions: Sequence[date]) -> list[int]:
    known, day, runs = set(sessions), sessions[0], [0]
    while day <= sessions[-1]:
        if day in known:
            runs[-1] += 1
        elif day.weekday() < 5:
            runs.append(0)
        day += timedelta(days=1)
    return runs
